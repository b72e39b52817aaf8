import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { moneyValue } from '../../platform/graphql/money.value.js';
import { type Read, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { NEWEST_VALUES } from './delivered-value.portal-reads.js';
import { PortalDeliveredValue, PortalDeliveredValueConnection, PortalMoney } from './delivered-value.portal-types.js';
import { ValueJudgements } from './value-judgement.service.js';

const VALUE = { type: () => ID, description: 'The value.' };

@Resolver(() => PortalDeliveredValue)
export class DeliveredValuePortalResolver {
  constructor(@Inject(ValueJudgements) private readonly judgements: ValueJudgements) {}

  @Query(() => PortalDeliveredValueConnection, {
    description: 'What your supplier says it has delivered to your company, the newest first.',
  })
  @Allow('buyer')
  deliveredValues(@Args() args: ConnectionArgs): Read<PortalDeliveredValue> {
    return readConnection(args, NEWEST_VALUES);
  }

  @Mutation(() => PortalDeliveredValue, {
    description:
      'Confirms a value for your company, once; again changes nothing. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED (your company has disputed it).',
  })
  @Allow('buyer')
  @Transactional()
  async confirmDeliveredValue(
    @Ctx() ctx: RequestContext,
    @Args('id', VALUE) id: string,
  ): Promise<Read<PortalDeliveredValue>> {
    return readWritten(await this.judgements.confirm(ctx, { id }));
  }

  @Mutation(() => PortalDeliveredValue, {
    description:
      'Says that your company does not see a value so, and why; your supplier can claim it anew. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED (your company has judged it already).',
  })
  @Allow('buyer')
  @Transactional()
  async disputeDeliveredValue(
    @Ctx() ctx: RequestContext,
    @Args('id', VALUE) id: string,
    @Args('reason', { description: 'Why, up to 2,000 characters.' }) reason: string,
  ): Promise<Read<PortalDeliveredValue>> {
    return readWritten(await this.judgements.dispute(ctx, { id, reason }));
  }

  @ResolveField(() => PortalMoney, { nullable: true, description: 'What it amounts to; null where a grade says it.' })
  amount(
    @Parent() { amount }: { amount: { readonly amountMinor: string; readonly currency: string } | null },
  ): PortalMoney | null {
    return amount && moneyValue(amount.amountMinor, amount.currency);
  }
}
