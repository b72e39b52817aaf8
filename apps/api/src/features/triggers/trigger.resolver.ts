import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { TriggerService } from './trigger.service.js';
import { OpenOpportunity, StartTriggerPlayInput, TriggerCourse, VerifyTriggerInput } from './trigger.types.js';

const ENTRY = { type: () => ID, description: 'The entry of the ledger.' };
const VERSION = {
  type: () => Int,
  description: 'The version that you have before you; 0 while nobody has acted on it.',
};
const ERRORS = 'INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, TRIGGER_ABOUT_US';

@Resolver(() => TriggerCourse)
export class TriggerResolver {
  constructor(@Inject(TriggerService) private readonly triggers: TriggerService) {}

  @Query(() => [OpenOpportunity], {
    description:
      'Windows of opportunity that are open today at the accounts you may see, the strongest first, each with its step. Errors: INPUT_INVALID.',
  })
  @Allow('ledger.read')
  openWindows(
    @Ctx() ctx: RequestContext,
    @Args('accountId', { type: () => ID, nullable: true, description: 'Only those at this account.' })
    accountId?: string | null,
    @Args('first', { type: () => Int, nullable: true, description: 'How many at most (1–100, default 20).' })
    first?: number | null,
  ): Promise<readonly OpenOpportunity[]> {
    return this.triggers.open(ctx, { accountId, first });
  }

  @Mutation(() => TriggerCourse, {
    description: `Says what somebody found who looked into a trigger, before anybody acts on it. Errors: ${ERRORS}, NOTE_REQUIRED, CONFIDENCE_OUT_OF_RANGE, WINDOW_CLOSED, TRANSITION_NOT_ALLOWED.`,
  })
  @Allow('ledger.write')
  @Transactional()
  async verifyTrigger(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What was found.' }) input: VerifyTriggerInput,
  ): Promise<Read<TriggerCourse>> {
    return readWritten(await this.triggers.verify(ctx, input));
  }

  @Mutation(() => TriggerCourse, {
    description: `Says that a trigger which nobody has verified turned out not to be so. Errors: ${ERRORS}, TRANSITION_NOT_ALLOWED.`,
  })
  @Allow('ledger.write')
  @Transactional()
  async dismissTrigger(
    @Ctx() ctx: RequestContext,
    @Args('entryId', ENTRY) entryId: string,
    @Args('version', VERSION) version: number,
    @Args('note', { description: 'Why, up to 2,000 characters.' }) note: string,
  ): Promise<Read<TriggerCourse>> {
    return readWritten(await this.triggers.end(ctx, 'DISMISS', { entryId, version, note }));
  }

  @Mutation(() => TriggerCourse, {
    description: `Starts a play that uses a verified trigger while its window is open. Errors: ${ERRORS}, PLAY_UNKNOWN, OWNER_NOT_FOUND, PLAN_PLAY_NOT_FOUND, WINDOW_CLOSED, TRANSITION_NOT_ALLOWED.`,
  })
  @Allow('plan.act')
  @Transactional()
  async startTriggerPlay(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The play.' }) input: StartTriggerPlayInput,
  ): Promise<Read<TriggerCourse>> {
    return readWritten(await this.triggers.startPlay(ctx, input));
  }

  @Mutation(() => TriggerCourse, {
    description: `Says that the play has won. Errors: ${ERRORS}, TRANSITION_NOT_ALLOWED.`,
  })
  @Allow('plan.act')
  @Transactional()
  async winTrigger(
    @Ctx() ctx: RequestContext,
    @Args('entryId', ENTRY) entryId: string,
    @Args('version', VERSION) version: number,
    @Args('note', { description: 'What was won, up to 2,000 characters.' }) note: string,
  ): Promise<Read<TriggerCourse>> {
    return readWritten(await this.triggers.end(ctx, 'WIN', { entryId, version, note }));
  }

  @Mutation(() => TriggerCourse, {
    description: `Says that the play has lost. Errors: ${ERRORS}, TRANSITION_NOT_ALLOWED.`,
  })
  @Allow('plan.act')
  @Transactional()
  async loseTrigger(
    @Ctx() ctx: RequestContext,
    @Args('entryId', ENTRY) entryId: string,
    @Args('version', VERSION) version: number,
    @Args('note', { description: 'Why, up to 2,000 characters.' }) note: string,
  ): Promise<Read<TriggerCourse>> {
    return readWritten(await this.triggers.end(ctx, 'LOSE', { entryId, version, note }));
  }
}
