import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { AccountValue, ValueMove } from './account-value.types.js';
import { ValuePeriodArgs } from './value-period.js';
import { WaterfallService } from './waterfall.service.js';
import { ProfitWaterfall } from './waterfall.types.js';

/** What an account is worth. */
@Resolver(() => Account)
export class AccountValueResolver {
  constructor(@Inject(WaterfallService) private readonly waterfalls: WaterfallService) {}

  @ResolveField(() => AccountValue, {
    nullable: true,
    description: 'What it is worth; null before it was first worked out. Needs value.read.',
  })
  value(): never {
    return readByEngine();
  }

  @ResolveField(() => ValueMove, {
    nullable: true,
    description: 'How its move stands; null before the first proposal. Needs value.read.',
  })
  valueMove(): never {
    return readByEngine();
  }

  @ResolveField(() => ProfitWaterfall, {
    description: 'Its profit from list price to contribution, of this account alone; needs value.read.',
  })
  profitWaterfall(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args() period: ValuePeriodArgs,
  ): Promise<ProfitWaterfall> {
    return this.waterfalls.of(ctx, id, period);
  }
}
