import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { Account } from '../accounts/account.entity.js';
import { CommunicationService } from './communication.service.js';
import { AccountCommunication, CommunicationLineInput, RecordCommunicationInput } from './communication.types.js';

@Resolver(() => Account)
export class AccountCommunicationResolver {
  constructor(@Inject(CommunicationService) private readonly communication: CommunicationService) {}

  @ResolveField(() => AccountCommunication, {
    description: 'Executive visits, forums, tours and surveys, planned against done; needs plan.read and ledger.read.',
  })
  communicationPlan(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Account, 'id'>): Promise<AccountCommunication> {
    demandPermission(ctx, 'ledger.read');
    return this.communication.of(ctx, id);
  }
}

@Resolver(() => AccountCommunication)
export class CommunicationResolver {
  constructor(@Inject(CommunicationService) private readonly communication: CommunicationService) {}

  @Mutation(() => AccountCommunication, {
    description:
      'Says how often what is planned with an account, in the place of what was said before. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('plan.write')
  @Transactional()
  planCommunication(
    @Ctx() ctx: RequestContext,
    @Args('accountId', { type: () => ID, description: 'The account.' }) accountId: string,
    @Args('lines', { type: () => [CommunicationLineInput], description: 'Each kind once; none: nothing is planned.' })
    lines: CommunicationLineInput[],
  ): Promise<AccountCommunication> {
    return this.communication.plan(ctx, { accountId, lines });
  }

  @Mutation(() => AccountCommunication, {
    description:
      'Records a forum, a tour or a survey; hospitality belongs into the register first. Errors: INPUT_INVALID, NOT_FOUND, REGISTER_ENTRY_NOT_FOUND.',
  })
  @Allow('plan.write')
  @Transactional()
  recordCommunication(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RecordCommunicationInput,
  ): Promise<AccountCommunication> {
    return this.communication.record(ctx, input);
  }

  @Mutation(() => AccountCommunication, {
    description:
      'Takes back what was recorded by mistake; it stays on record as such. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('plan.write')
  @Transactional()
  withdrawCommunication(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The activity.' }) id: string,
  ): Promise<AccountCommunication> {
    return this.communication.withdraw(ctx, { id });
  }
}
