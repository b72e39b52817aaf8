import { Module } from '@nestjs/common';
import { AccountTradeResolver } from './account-trade.resolver.js';
import { OrderLineCorrectionResolver, OrderLineResolver } from './order-line.resolver.js';

@Module({ providers: [AccountTradeResolver, OrderLineCorrectionResolver, OrderLineResolver] })
export class TradeModule {}
