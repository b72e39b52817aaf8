import { Module } from '@nestjs/common';
import { AccountTradeResolver } from './account-trade.resolver.js';
import { OrderLineResolver } from './order-line.resolver.js';

@Module({ providers: [AccountTradeResolver, OrderLineResolver] })
export class TradeModule {}
