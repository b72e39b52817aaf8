import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { AssessmentAnswerInput, OpenAssessmentRoundInput } from './assessment.inputs.js';
import { roundsRead } from './assessment.reads.js';
import { AssessmentService } from './assessment.service.js';
import { AssessmentRound, AssessmentRoundArgs, AssessmentRoundConnection } from './assessment.types.js';

const ROUND = { type: () => ID, description: 'The round.' };

@Resolver(() => AssessmentRound)
export class AssessmentResolver {
  constructor(@Inject(AssessmentService) private readonly rounds: AssessmentService) {}

  @Query(() => AssessmentRoundConnection, {
    description: 'Rounds of assessment of the accounts you may see, the newest first. Errors: INPUT_INVALID.',
  })
  @Allow('assessment.read')
  assessmentRounds(@Ctx() ctx: RequestContext, @Args() args: AssessmentRoundArgs): Read<AssessmentRound> {
    return roundsRead(ctx, args);
  }

  @Query(() => AssessmentRound, { description: 'One round of assessment. Errors: NOT_FOUND.' })
  @Allow('assessment.read')
  assessmentRound(@Args('id', ROUND) id: string): Read<AssessmentRound> {
    return readById(id, () => new NotFound('Round of assessment'));
  }

  @Mutation(() => AssessmentRound, {
    description:
      "Opens a round and asks everybody at once: our people by a notice, the customer's by a mail with a link that lets them in until they have answered. One round of an account at a time. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, RATER_NOT_FOUND, CONTACT_NOT_ACTIVE, CONTACT_WITHOUT_EMAIL, ALREADY_INVITED (named twice), NO_ORDER_YET, DEADLINE_INVALID, NOBODY_INVITED, ROUND_UNDER_WAY.",
  })
  @Allow('assessment.manage')
  @Transactional()
  async openAssessmentRound(
    @Ctx() ctx: RequestContext,
    @Args('input') input: OpenAssessmentRoundInput,
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.open(ctx, input));
  }

  @Mutation(() => AssessmentRound, {
    description:
      'Hands in your own sheet, whole and once. Errors: INPUT_INVALID, NOT_FOUND, NOT_INVITED, ALREADY_SUBMITTED, DEADLINE_PASSED, NOT_IN_THIS_STEP, UNKNOWN_ITEM, ANSWER_INVALID, EVIDENCE_REQUIRED (for each 4).',
  })
  @Allow('assessment.read')
  @Transactional()
  async submitAssessment(
    @Ctx() ctx: RequestContext,
    @Args('id', ROUND) id: string,
    @Args('answers', { type: () => [AssessmentAnswerInput], description: 'Your answers, each question once.' })
    answers: AssessmentAnswerInput[],
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.submit(ctx, { id, answers }));
  }

  @Mutation(() => AssessmentRound, {
    description:
      "Reminds everybody who has not answered; the customer's get a new link. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN (reminding the customer's needs portal.invite), NOBODY_OUTSTANDING.",
  })
  @Allow('assessment.manage')
  @Transactional()
  async remindAssessmentRaters(
    @Ctx() ctx: RequestContext,
    @Args('id', ROUND) id: string,
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.remind(ctx, { id }));
  }

  @Mutation(() => AssessmentRound, {
    description:
      'Closes a round once everybody has answered or the deadline is over: then the answers can be read. Errors: INPUT_INVALID, NOT_FOUND, ANSWERS_OUTSTANDING, NO_SHEET_COUNTS, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('assessment.manage')
  @Transactional()
  async closeAssessmentRound(
    @Ctx() ctx: RequestContext,
    @Args('id', ROUND) id: string,
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.close(ctx, { id }));
  }

  @Mutation(() => AssessmentRound, {
    description:
      'Writes down what came of the talk about a contested round. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('assessment.manage')
  @Transactional()
  async reconcileAssessment(
    @Ctx() ctx: RequestContext,
    @Args('id', ROUND) id: string,
    @Args('note', { description: 'What came of it, up to 2,000 characters.' }) note: string,
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.reconcile(ctx, { id, note }));
  }

  @Mutation(() => AssessmentRound, {
    description:
      'Publishes what a round says: from now on it is the level of the account. While deliveries fail, that holds the level down unless you lift the cap for a reason. Errors: INPUT_INVALID, NOT_FOUND, NO_CAP_TO_LIFT, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('assessment.manage')
  @Transactional()
  async publishAssessment(
    @Ctx() ctx: RequestContext,
    @Args('id', ROUND) id: string,
    @Args('overrideCap', {
      type: () => String,
      nullable: true,
      description: 'Why failing basics shall not hold the level down, up to 2,000 characters.',
    })
    overrideCap?: string | null,
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.publish(ctx, { id, overrideCap }));
  }

  @Mutation(() => AssessmentRound, {
    description:
      'Calls a round off; its answers stay shut, and the customer sees it no more. Errors: INPUT_INVALID, NOT_FOUND, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('assessment.manage')
  @Transactional()
  async cancelAssessmentRound(
    @Ctx() ctx: RequestContext,
    @Args('id', ROUND) id: string,
    @Args('note', { description: 'Why, up to 2,000 characters.' }) note: string,
  ): Promise<Read<AssessmentRound>> {
    return readWritten(await this.rounds.cancel(ctx, { id, note }));
  }
}
