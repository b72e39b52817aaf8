import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { BigIntScalar } from '../../platform/graphql/scalars.js';
import { AccountPlanService } from './account-plan.service.js';
import { plansRead } from './plan-list.js';
import { CreateAccountPlanInput, ReviewPlanQuarterInput, ReviseAccountPlanInput } from './plan.inputs.js';
import { AccountPlan, AccountPlanArgs, AccountPlanConnection } from './plan.types.js';

const PLAN = { type: () => ID, description: 'The plan.' };
const NOTE = { description: 'Why, up to 2,000 characters.' };

@Resolver(() => AccountPlan)
export class AccountPlanResolver {
  constructor(@Inject(AccountPlanService) private readonly plans: AccountPlanService) {}

  @Query(() => AccountPlanConnection, {
    description: 'Plans of the accounts you may see, the latest year first. Errors: INPUT_INVALID.',
  })
  @Allow('plan.read')
  accountPlans(@Ctx() ctx: RequestContext, @Args() args: AccountPlanArgs): Read<AccountPlan> {
    return plansRead(ctx, args);
  }

  @Query(() => AccountPlan, { description: 'One plan. Errors: NOT_FOUND.' })
  @Allow('plan.read')
  accountPlan(@Args('id', PLAN) id: string): Read<AccountPlan> {
    return readById(id, () => new NotFound('Account plan'));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Drafts a plan for a year. Errors: INPUT_INVALID, NOT_FOUND, NOT_OPENED (the account has no stage), RELATIONSHIP_ENDED, PLAN_OVERLAPS (another plan has not ended), START_REQUIRED, GOAL_DOES_NOT_FIT, GOAL_DATE_OUTSIDE_YEAR, CAP_NEGATIVE, CAP_ABOVE_CEILING.',
  })
  @Allow('plan.write')
  @Transactional()
  async createAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('input') input: CreateAccountPlanInput,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.create(ctx, input));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Changes what a plan that is being written is about. Errors: INPUT_INVALID, NOT_FOUND, COMMAND_NOT_ALLOWED_NOW, GOAL_DOES_NOT_FIT, GOAL_DATE_OUTSIDE_YEAR, CAP_NEGATIVE, CAP_EXCEEDED, CAP_ABOVE_CEILING, NOT_OPENED, RELATIONSHIP_ENDED.',
  })
  @Allow('plan.write')
  @Transactional()
  async reviseAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ReviseAccountPlanInput,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.revise(ctx, input));
  }

  @Mutation(() => AccountPlan, {
    description: 'Lays a plan before others. Errors: INPUT_INVALID, NOT_FOUND, PLAYS_REQUIRED, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('plan.write')
  @Transactional()
  async submitAccountPlan(@Ctx() ctx: RequestContext, @Args('id', PLAN) id: string): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.submit(ctx, { id }));
  }

  @Mutation(() => AccountPlan, {
    description:
      "Approves a plan, which is worked by from today; its stage becomes the account's target. Errors: INPUT_INVALID, NOT_FOUND, PLAN_CHANGED, AUTHOR_MAY_NOT_APPROVE (whoever had a hand in it), YEAR_OVER, CAP_ABOVE_CEILING, TRANSITION_NOT_ALLOWED.",
  })
  @Allow('plan.approve')
  @Transactional()
  async approveAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAN) id: string,
    @Args('expectedVersion', {
      type: () => Int,
      nullable: true,
      description: "The plan's `version` you decided on; refused with PLAN_CHANGED when something happened since.",
    })
    expectedVersion?: number | null,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.approve(ctx, { id, expectedVersion }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Gives a plan back to those who write it. Errors: INPUT_INVALID, NOT_FOUND, NOTE_REQUIRED, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('plan.approve')
  @Transactional()
  async returnAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAN) id: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.end(ctx, 'RETURN_PLAN', { id, note }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Takes back a plan that nobody works by yet. Errors: INPUT_INVALID, NOT_FOUND, NOTE_REQUIRED, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('plan.write')
  @Transactional()
  async withdrawAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAN) id: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.end(ctx, 'WITHDRAW_PLAN', { id, note }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Closes a plan; another one may then take its place. Errors: INPUT_INVALID, NOT_FOUND, NOTE_REQUIRED, OPEN_PLAYS, REVIEWS_MISSING, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('plan.write')
  @Transactional()
  async closeAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAN) id: string,
    @Args('note', { description: 'What came of it, up to 2,000 characters.' }) note: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.end(ctx, 'CLOSE_PLAN', { id, note }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Changes the cap of a plan that is worked by; somebody does who had no hand in it. Errors: INPUT_INVALID, NOT_FOUND, AUTHOR_MAY_NOT_APPROVE, NOTE_REQUIRED, CAP_NEGATIVE, CAP_EXCEEDED, CAP_ABOVE_CEILING, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.approve')
  @Transactional()
  async changeAccountPlanCap(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAN) id: string,
    @Args('capMinor', { type: () => BigIntScalar, description: "The cap in minor units of the plan's currency." })
    capMinor: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.changeCap(ctx, { id, capMinor, note }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Records the review of a quarter, also a late one; its goal holds from then on. Errors: INPUT_INVALID, NOT_FOUND, QUARTER_NOT_BEGUN, QUARTER_ALREADY_REVIEWED, REVIEWS_MISSING, GOAL_DOES_NOT_FIT, GOAL_DATE_OUTSIDE_YEAR, COMMAND_NOT_ALLOWED_NOW, NOT_OPENED, RELATIONSHIP_ENDED.',
  })
  @Allow('plan.write')
  @Transactional()
  async reviewAccountPlan(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ReviewPlanQuarterInput,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plans.review(ctx, input));
  }
}
