import { Module } from '@nestjs/common';
import { DeliveryPerformanceService } from './delivery-performance.service.js';

/** What other features ask about deliveries. */
@Module({ providers: [DeliveryPerformanceService], exports: [DeliveryPerformanceService] })
export class DeliveryPerformanceModule {}
