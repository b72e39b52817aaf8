import { Module } from '@nestjs/common';
import { ProductModule } from '../products/product.module.js';
import { AccountTradeResolver } from './account-trade.resolver.js';
import { OrderLineResolver } from './order-line.resolver.js';
import { TradeService } from './trade.service.js';

@Module({
  imports: [ProductModule],
  providers: [TradeService, AccountTradeResolver, OrderLineResolver],
  exports: [TradeService],
})
export class TradeModule {}
