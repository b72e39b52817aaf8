import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { AccountPlays } from './account-plays.service.js';
import { PlanQuarters } from './plan-quarters.service.js';
import {
  AccountPlan,
  AccountPlanConnection,
  AccountPlanEventEntry,
  PlanAction,
  PlanActionConnection,
  PlanPlay,
  PlanQuarterStanding,
  PlanReview,
} from './plan.types.js';
import { PlayProposal } from './play-proposal.types.js';

// Fields that are no columns; how they are read stands in `plan.reads.ts`.

@Resolver(() => AccountPlan)
export class AccountPlanFieldsResolver {
  constructor(@Inject(PlanQuarters) private readonly standings: PlanQuarters) {}

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Money, { description: 'Most that may be invested in the year.' })
  cap(): never {
    return readByEngine();
  }

  @ResolveField(() => Money, {
    description: 'What the plays together may cost: of open ones the budget, of those that have ended what was spent.',
  })
  committed(): never {
    return readByEngine();
  }

  @ResolveField(() => Money, { description: 'What was spent so far.' })
  spent(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who drafted it; null where Mortise itself did.' })
  draftedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who approved it; null before.' })
  approvedBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [PlanPlay], { description: 'Its plays, as they were added.' })
  plays(): never {
    return readByEngine();
  }

  @ResolveField(() => PlanActionConnection, { description: 'The actions of all its plays, the first due first.' })
  actions(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [PlanReview], { description: 'The reviews that were held, the first one first.' })
  reviews(): never {
    return readByEngine();
  }

  @ResolveField(() => [PlanQuarterStanding], { description: 'Its four quarters and how their reviews stand today.' })
  quarters(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<AccountPlan, 'id'>,
  ): Promise<readonly PlanQuarterStanding[]> {
    return this.standings.of(ctx, id);
  }

  @ResolveField(() => [AccountPlanEventEntry], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }
}

@Resolver(() => PlanPlay)
export class PlanPlayFieldsResolver {
  @ResolveField(() => StaffMember, { description: 'Who is answerable for it.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => Money, { description: 'What it may cost.' })
  budget(): never {
    return readByEngine();
  }

  @ResolveField(() => Money, { description: 'What it has cost so far.' })
  spent(): never {
    return readByEngine();
  }

  @ResolveField(() => [PlanAction], { description: 'Its actions, in the order of the playbook.' })
  actions(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who ended it; null while it is open.' })
  endedBy(): never {
    return readByEngine();
  }
}

@Resolver(() => PlanAction)
export class PlanActionFieldsResolver {
  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { description: 'Who does it.' })
  owner(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountPlan, { description: 'The plan it belongs to.' })
  plan(): never {
    return readByEngine();
  }

  @ResolveField(() => PlanPlay, { description: 'The play it is a step of.' })
  play(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, { nullable: true, description: 'Who ended it; null while it is open.' })
  endedBy(): never {
    return readByEngine();
  }
}

@Resolver(() => PlanReview)
export class PlanReviewFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'Who recorded it; null where Mortise itself did.' })
  by(): never {
    return readByEngine();
  }
}

@Resolver(() => AccountPlanEventEntry)
export class AccountPlanEventFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'Who did it; null where Mortise itself did.' })
  by(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountPlansResolver {
  constructor(@Inject(AccountPlays) private readonly fitting: AccountPlays) {}

  @ResolveField(() => AccountPlanConnection, {
    description: 'Its plans, the latest year first; needs plan.read.',
  })
  plans(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => PlanActionConnection, {
    description: 'The actions of all its plans, the first due first; needs plan.read.',
  })
  planActions(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [PlayProposal], {
    description:
      'The plays that fit it now, the most urgent first, in your language; none while it has no stage or has ended, and none that is planned already. What you may not read is not looked at. Needs plan.read.',
  })
  plays(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Account, 'id'>): Promise<PlayProposal[]> {
    return this.fitting.of(ctx, id);
  }
}
