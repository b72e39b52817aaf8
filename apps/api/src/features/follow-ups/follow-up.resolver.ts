import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { LedgerEntry } from '../ledger/ledger-entry.types.js';
import { Promotion } from '../promotions/promotion.types.js';
import { Season } from '../seasons/season.types.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { CompleteFollowUpInput } from './follow-up.inputs.js';
import { followUpsRead } from './follow-up.list.js';
import { FollowUpService } from './follow-up.service.js';
import { FollowUp, FollowUpArgs, FollowUpConnection } from './follow-up.types.js';

const FOLLOW_UP = { type: () => ID, description: 'The follow-up.' };
const NOTE = { description: 'Why, up to 2,000 characters.' };

@Resolver(() => FollowUp)
export class FollowUpResolver {
  constructor(@Inject(FollowUpService) private readonly service: FollowUpService) {}

  @Query(() => FollowUpConnection, {
    description:
      'Call-backs and talks about seasons at the accounts you may see, the first due first: the queue, and with `overdue` what was left undone. Errors: INPUT_INVALID.',
  })
  @Allow('plan.read')
  followUps(@Ctx() ctx: RequestContext, @Args() args: FollowUpArgs): Read<FollowUp> {
    return followUpsRead(ctx, args);
  }

  @Mutation(() => FollowUp, {
    description:
      'Says that it was done and what came of it, with the contact in which it was and the promotion that was agreed on; one of somebody else takes plan.write. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, FOLLOW_UP_ENDED, PROMOTION_OUTSIDE_SEASON, LEDGER_WRITER_NOT_ALLOWED.',
  })
  @Allow('plan.act')
  @Transactional()
  async completeFollowUp(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What was done.' }) input: CompleteFollowUpInput,
  ): Promise<Read<FollowUp>> {
    return readWritten(await this.service.complete(ctx, input));
  }

  @Mutation(() => FollowUp, {
    description:
      'Gives it up; one of somebody else takes plan.write. It is not asked for again. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, FOLLOW_UP_ENDED.',
  })
  @Allow('plan.act')
  @Transactional()
  async dropFollowUp(
    @Ctx() ctx: RequestContext,
    @Args('id', FOLLOW_UP) id: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<FollowUp>> {
    return readWritten(await this.service.drop(ctx, { id, note }));
  }

  @Mutation(() => FollowUp, {
    description:
      'Puts it off; one of somebody else takes plan.write. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, NOT_LATER, FOLLOW_UP_ENDED.',
  })
  @Allow('plan.act')
  @Transactional()
  async postponeFollowUp(
    @Ctx() ctx: RequestContext,
    @Args('id', FOLLOW_UP) id: string,
    @Args('dueOn', { type: () => DateScalar, description: 'The new day, later than the one before.' }) dueOn: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<FollowUp>> {
    return readWritten(await this.service.postpone(ctx, { id, dueOn, note }));
  }

  @Mutation(() => FollowUp, {
    description: 'Hands it to somebody. Errors: INPUT_INVALID, NOT_FOUND, OWNER_NOT_FOUND, FOLLOW_UP_ENDED.',
  })
  @Allow('plan.write')
  @Transactional()
  async assignFollowUp(
    @Ctx() ctx: RequestContext,
    @Args('id', FOLLOW_UP) id: string,
    @Args('ownerId', { type: () => ID, description: 'The member of staff, who may see the account.' }) ownerId: string,
  ): Promise<Read<FollowUp>> {
    return readWritten(await this.service.assign(ctx, { id, ownerId }));
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, {
    nullable: true,
    description: 'Whose it is: the account’s owner’s, unless it was handed on; null where it is nobody’s yet.',
  })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who ended it; null while it is open.' })
  endedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => Season, { nullable: true, description: 'Of SEASON: the season.' })
  season(): never {
    return readByEngine();
  }

  @ResolveField(() => LedgerEntry, {
    nullable: true,
    description: 'The contact in which it was done; null where none was recorded with it. Needs ledger.read.',
  })
  touch(): never {
    return readByEngine();
  }

  @ResolveField(() => Promotion, {
    nullable: true,
    description: 'Of SEASON: the promotion that was agreed on; null where none was. Needs trade.read.',
  })
  promotion(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountFollowUpsResolver {
  @ResolveField(() => FollowUpConnection, {
    description:
      'Its call-backs and talks about seasons, also those that were done, the first due first; needs plan.read.',
  })
  followUps(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}

@Resolver(() => Season)
export class SeasonFollowUpsResolver {
  @ResolveField(() => FollowUpConnection, {
    description: 'What was and is to be talked over for its peaks at the accounts you may see, the first due first.',
  })
  followUps(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
