import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { actionsRead } from './plan-list.js';
import { PlanPlayService } from './plan-play.service.js';
import { AddPlanPlayInput, InvestInPlanPlayInput } from './plan.inputs.js';
import { AccountPlan, PlanAction, PlanActionArgs, PlanActionConnection } from './plan.types.js';

const PLAY = { type: () => ID, description: 'The play of the plan.' };
const ACTION = { type: () => ID, description: 'The action.' };
const OWNER = { type: () => ID, description: 'The member of staff, who may see the account.' };
const NOTE = { description: 'Why, up to 2,000 characters.' };
const RESULT = { description: 'What came of it, up to 2,000 characters.' };

@Resolver(() => PlanAction)
export class PlanPlayResolver {
  constructor(@Inject(PlanPlayService) private readonly plays: PlanPlayService) {}

  @Query(() => PlanActionConnection, {
    description: 'Actions of plans of the accounts you may see, the first due first. Errors: INPUT_INVALID.',
  })
  @Allow('plan.read')
  planActions(@Ctx() ctx: RequestContext, @Args() args: PlanActionArgs): Read<PlanAction> {
    return actionsRead(ctx, args);
  }

  @Mutation(() => AccountPlan, {
    description:
      'Copies a play into a plan: its actions are from now on somebody’s to do until a day. Errors: INPUT_INVALID, NOT_FOUND, PLAY_UNKNOWN (or switched off), OWNER_REQUIRED, OWNER_NOT_FOUND, GUARD_UNMET, DUE_OUTSIDE_YEAR, BUDGET_NEGATIVE, CAP_EXCEEDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.write')
  @Transactional()
  async addPlanPlay(@Ctx() ctx: RequestContext, @Args('input') input: AddPlanPlayInput): Promise<Read<AccountPlan>> {
    return readWritten(await this.plays.add(ctx, input));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Makes somebody answerable for a play; its actions stay with whom they are. Errors: INPUT_INVALID, NOT_FOUND, OWNER_NOT_FOUND, PLAY_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.write')
  @Transactional()
  async assignPlanPlay(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAY) id: string,
    @Args('ownerId', OWNER) ownerId: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plays.assign(ctx, { id, ownerId }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Completes a play of which no action is open. Errors: INPUT_INVALID, NOT_FOUND, OPEN_ACTIONS, PLAY_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.write')
  @Transactional()
  async completePlanPlay(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAY) id: string,
    @Args('note', RESULT) note: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plays.end(ctx, 'COMPLETE_PLAY', { id, note }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Drops a play with what is still open of it; what it has cost stays. Errors: INPUT_INVALID, NOT_FOUND, PLAY_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.write')
  @Transactional()
  async dropPlanPlay(
    @Ctx() ctx: RequestContext,
    @Args('id', PLAY) id: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plays.end(ctx, 'DROP_PLAY', { id, note }));
  }

  @Mutation(() => AccountPlan, {
    description:
      'Records money spent on a play, under the cap of the plan. Errors: INPUT_INVALID, NOT_FOUND, AMOUNT_NOT_POSITIVE, CAP_EXCEEDED, PLAY_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.write')
  @Transactional()
  async investInPlanPlay(
    @Ctx() ctx: RequestContext,
    @Args('input') input: InvestInPlanPlayInput,
  ): Promise<Read<AccountPlan>> {
    return readWritten(await this.plays.invest(ctx, input));
  }

  @Mutation(() => PlanAction, {
    description:
      'Hands an action to somebody. Errors: INPUT_INVALID, NOT_FOUND, OWNER_NOT_FOUND, ACTION_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.write')
  @Transactional()
  async assignPlanAction(
    @Ctx() ctx: RequestContext,
    @Args('id', ACTION) id: string,
    @Args('ownerId', OWNER) ownerId: string,
  ): Promise<Read<PlanAction>> {
    return readWritten(await this.plays.assignAction(ctx, { id, ownerId }));
  }

  @Mutation(() => PlanAction, {
    description:
      'Puts an action off; one that is not yours takes plan.write. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, NOT_LATER, DUE_OUTSIDE_YEAR, ACTION_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.act')
  @Transactional()
  async postponePlanAction(
    @Ctx() ctx: RequestContext,
    @Args('id', ACTION) id: string,
    @Args('dueOn', { type: () => DateScalar, description: 'The new day, later than the one before.' }) dueOn: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<PlanAction>> {
    return readWritten(await this.plays.postponeAction(ctx, { id, dueOn, note }));
  }

  @Mutation(() => PlanAction, {
    description:
      'Says that an action is done, and with what result; one that is not yours takes plan.write. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, ACTION_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.act')
  @Transactional()
  async completePlanAction(
    @Ctx() ctx: RequestContext,
    @Args('id', ACTION) id: string,
    @Args('note', RESULT) note: string,
  ): Promise<Read<PlanAction>> {
    return readWritten(await this.plays.endAction(ctx, 'COMPLETE_ACTION', { id, note }));
  }

  @Mutation(() => PlanAction, {
    description:
      'Gives an action up; one that is not yours takes plan.write. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, ACTION_ENDED, COMMAND_NOT_ALLOWED_NOW.',
  })
  @Allow('plan.act')
  @Transactional()
  async dropPlanAction(
    @Ctx() ctx: RequestContext,
    @Args('id', ACTION) id: string,
    @Args('note', NOTE) note: string,
  ): Promise<Read<PlanAction>> {
    return readWritten(await this.plays.endAction(ctx, 'DROP_ACTION', { id, note }));
  }
}
