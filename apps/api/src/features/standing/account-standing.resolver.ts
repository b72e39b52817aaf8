import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { knownDay } from '../relationships/account-day.js';
import { type StandingParent, StandingService } from './standing.service.js';
import { StandingNextService } from './standing-next.service.js';
import { MOST_FACTS, StandingWhyService } from './standing-why.service.js';
import { AccountStanding, StandingFact, StandingNext } from './standing.types.js';

const ON = {
  type: () => DateScalar,
  nullable: true,
  description: 'The day (UTC); today unless told. Not a day to come.',
} as const;

/** The cockpit of an account: where it stands, why, and what next. */
@Resolver(() => Account)
export class AccountStandingResolver {
  constructor(
    @Inject(StandingService) private readonly standings: StandingService,
    @Inject(StandingWhyService) private readonly facts: StandingWhyService,
    @Inject(StandingNextService) private readonly nexts: StandingNextService,
  ) {}

  @ResolveField(() => AccountStanding, {
    nullable: true,
    description:
      'Where we stand: four axes, health, and where they disagree; needs ledger.read. Errors: INPUT_INVALID.',
  })
  standing(
    @Ctx() ctx: RequestContext,
    @Parent() parent: StandingParent,
    @Args('on', ON) on?: string | null,
  ): Promise<AccountStanding | null> {
    return this.standings.of(ctx, parent, knownDay(ctx, on, 'on'));
  }

  @ResolveField(() => [StandingFact], {
    description: `The facts that speak for where it stands, up to ${MOST_FACTS} of an axis; needs ledger.read. Errors: INPUT_INVALID.`,
  })
  why(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<StandingParent, 'id'>,
    @Args('on', ON) on?: string | null,
  ): Promise<readonly StandingFact[]> {
    return this.facts.of(ctx, id, knownDay(ctx, on, 'on'));
  }

  @ResolveField(() => StandingNext, {
    description: 'What it lacks for the next stage, what would demote it, and what is open; as of today.',
  })
  next(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<StandingParent, 'id'>): Promise<StandingNext> {
    return this.nexts.of(ctx, id);
  }
}
