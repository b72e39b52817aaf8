import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import type { ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { TradeService } from './trade.service.js';
import { MonthlySales, MonthlySalesArgs, type OrderLine, OrderLineArgs, OrderLineConnection } from './trade.types.js';

@Resolver(() => Account)
export class AccountTradeResolver {
  constructor(@Inject(TradeService) private readonly trade: TradeService) {}

  @ResolveField(() => OrderLineConnection, { description: 'Its order lines, the newest first; needs trade.read.' })
  orderLines(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: OrderLineArgs,
  ): Promise<ConnectionOf<OrderLine>> {
    demandPermission(ctx, 'trade.read');
    return this.trade.orderLines(ctx, id, args);
  }

  @ResolveField(() => [MonthlySales], {
    description: 'Its net sales by month, the oldest first, months without trade included; needs trade.read.',
  })
  monthlySales(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: MonthlySalesArgs,
  ): Promise<MonthlySales[]> {
    demandPermission(ctx, 'trade.read');
    return this.trade.monthlySales(ctx, id, args);
  }
}
