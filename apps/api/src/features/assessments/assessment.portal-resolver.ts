import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { type Locale, LOCALES, RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { AssessmentAnswerService } from './assessment-answer.service.js';
import {
  PortalAssessment,
  PortalAssessmentAnswerInput,
  PortalAssessmentConnection,
  PortalAssessmentItem,
} from './assessment.portal-types.js';
import { NEWEST_INVITED } from './assessment.reads.js';
import { itemsOf } from './instrument.view.js';

const ASSESSMENT = { type: () => ID, description: 'Its identifier.' };
const itemsArguments = z.object({ language: z.enum(LOCALES).nullish() });

interface OfRound {
  readonly roundId: string;
}

@Resolver(() => PortalAssessment)
export class AssessmentPortalResolver {
  constructor(@Inject(AssessmentAnswerService) private readonly answering: AssessmentAnswerService) {}

  @Query(() => PortalAssessmentConnection, {
    description: 'How you were asked to see the relationship, the newest first.',
  })
  @Allow('buyer')
  assessments(@Args() args: ConnectionArgs): Read<PortalAssessment> {
    return readConnection(args, NEWEST_INVITED);
  }

  @Query(() => PortalAssessment, {
    nullable: true,
    description: 'What you were asked; null when there is none, and when it was called off.',
  })
  @Allow('buyer')
  assessment(@Args('id', ASSESSMENT) id: string): Read<PortalAssessment> {
    return readById(id);
  }

  @Mutation(() => PortalAssessment, {
    description:
      'Hands in your answers, whole and once. Errors: INPUT_INVALID, NOT_FOUND, ALREADY_SUBMITTED, DEADLINE_PASSED, NOT_IN_THIS_STEP, UNKNOWN_ITEM, ANSWER_INVALID, EVIDENCE_REQUIRED (for each 4).',
  })
  @Allow('buyer')
  @Transactional()
  async answerAssessment(
    @Ctx() ctx: RequestContext,
    @Args('id', ASSESSMENT) id: string,
    @Args('answers', { type: () => [PortalAssessmentAnswerInput], description: 'Your answers, each question once.' })
    answers: PortalAssessmentAnswerInput[],
  ): Promise<Read<PortalAssessment>> {
    return readWritten(await this.answering.answer(ctx, { id, answers }));
  }

  @ResolveField(() => [PortalAssessmentItem], { description: 'The questions, in their order. Errors: INPUT_INVALID.' })
  async items(
    @Ctx() ctx: RequestContext,
    @Parent() { roundId }: OfRound,
    @Args('language', { type: () => String, nullable: true, description: 'en, zh-CN or zh-TW; yours unless told.' })
    language?: Locale | null,
  ): Promise<readonly PortalAssessmentItem[]> {
    const locale = parseArguments(itemsArguments, { language }).language ?? ctx.locale;
    const asked = await batchLoad(ctx, this.answering.askedIn, roundId);
    return asked ? itemsOf(asked.instrument, asked.form, locale) : [];
  }

  @ResolveField(() => Int, { description: 'With fewer answers than this, yours can be read, but not counted.' })
  async requiredAnswers(@Ctx() ctx: RequestContext, @Parent() { roundId }: OfRound): Promise<number> {
    const asked = await batchLoad(ctx, this.answering.askedIn, roundId);
    return asked?.instrument.forms[asked.form].requiredAnswers ?? 0;
  }
}
