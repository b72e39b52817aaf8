import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import {
  MonthlySales,
  MonthlySalesArgs,
  OrderLineArgs,
  OrderLineConnection,
  WeeklySales,
  WeeklySalesArgs,
} from './trade.types.js';

/** The trade of accounts; how it is read stands in `trade.reads.ts`. */
@Resolver(() => Account)
export class AccountTradeResolver {
  @ResolveField(() => OrderLineConnection, { description: 'Its order lines, the newest first; needs trade.read.' })
  orderLines(@Args() _page: OrderLineArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [MonthlySales], {
    description: 'Its net sales by month, the oldest first, months without trade included; needs trade.read.',
  })
  monthlySales(@Args() _args: MonthlySalesArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [WeeklySales], {
    description: 'Its net sales by ISO week, the oldest first, weeks without trade included; needs trade.read.',
  })
  weeklySales(@Args() _args: WeeklySalesArgs): never {
    return readByEngine();
  }
}
