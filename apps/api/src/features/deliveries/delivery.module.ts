import { Module } from '@nestjs/common';
import { DeliveryPerformanceModule } from './delivery-performance.module.js';
import { AccountDeliveryResolver, DeliveryPromiseResolver, DeliveryResolver } from './delivery.resolver.js';

@Module({
  imports: [DeliveryPerformanceModule],
  providers: [AccountDeliveryResolver, DeliveryPromiseResolver, DeliveryResolver],
})
export class DeliveryModule {}
