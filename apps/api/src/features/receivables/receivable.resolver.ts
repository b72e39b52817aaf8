import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readOne } from '../../platform/graphql/read-engine/read.js';
import { Account } from '../accounts/account.entity.js';
import { CreditLimitService } from './credit-limit.service.js';
import { DaysSalesOutstanding, PaymentBehaviour } from './payment.types.js';
import { creditStanding, ReceivableFiguresService } from './receivable-figures.service.js';
import { receivablesRead } from './receivable-list.js';
import {
  AccountReceivables,
  AccountReceivablesConnection,
  CollectionPlanArgs,
  CollectionWeek,
  CreditLimit,
  CreditStanding,
  ReceivableArgs,
  SetCreditLimitInput,
} from './receivable.types.js';

@Resolver(() => AccountReceivables)
export class ReceivableResolver {
  constructor(
    @Inject(ReceivableFiguresService) private readonly figures: ReceivableFiguresService,
    @Inject(CreditLimitService) private readonly limits: CreditLimitService,
  ) {}

  @Query(() => AccountReceivablesConnection, {
    description: 'What accounts owe, the most open first; filtered for overdue invoices or an overrun credit limit.',
  })
  @Allow('receivable.read')
  receivables(@Ctx() ctx: RequestContext, @Args() args: ReceivableArgs): Read<AccountReceivables> {
    return receivablesRead(ctx, args);
  }

  @Mutation(() => AccountReceivables, {
    description:
      'Sets an account’s credit limit, or takes it away; the ones before stay in its history. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('receivable.write')
  @Transactional()
  async setCreditLimit(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The limit.' }) input: SetCreditLimitInput,
  ): Promise<Read<AccountReceivables>> {
    const { accountId } = await this.limits.set(ctx, input);
    return readOne({ where: (row) => sql`${row('account_id')} = ${accountId}`, trusted: true });
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [CollectionWeek], { description: 'Plan and record week by week, the oldest first.' })
  collectionPlan(@Args() _args: CollectionPlanArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [CreditLimit], { description: 'Every limit that was ever set, the newest first.' })
  creditLimits(): never {
    return readByEngine();
  }

  @ResolveField(() => CreditStanding, {
    description: 'What it owes against its limit, with a warning before it is overrun.',
  })
  creditStatus(@Parent() balance: Parameters<typeof creditStanding>[0]): CreditStanding {
    return creditStanding(balance);
  }

  @ResolveField(() => DaysSalesOutstanding, {
    nullable: true,
    description:
      'Days sales outstanding by month against their own habit; null where nothing was ever invoiced or paid.',
  })
  async daysSalesOutstanding(
    @Ctx() ctx: RequestContext,
    @Parent() { accountId }: { accountId: string },
  ): Promise<DaysSalesOutstanding | null> {
    return (await batchLoad(ctx, this.figures.outstandingByAccount, accountId)) ?? null;
  }

  @ResolveField(() => PaymentBehaviour, {
    nullable: true,
    description:
      'How it pays: late share, probability of the next late payment, credibility; null where nothing was ever invoiced or paid.',
  })
  async paymentBehaviour(
    @Ctx() ctx: RequestContext,
    @Parent() { accountId }: { accountId: string },
  ): Promise<PaymentBehaviour | null> {
    return (await batchLoad(ctx, this.figures.behaviourByAccount, accountId)) ?? null;
  }
}
