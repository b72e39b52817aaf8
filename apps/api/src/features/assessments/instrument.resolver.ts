import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { type Locale, LOCALES, RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { line, parseArguments } from '../../platform/errors/input-schemas.js';
import { InstrumentService } from './instrument.service.js';
import { AssessmentInstrument, AssessmentItem, ReviseAssessmentInstrumentInput } from './instrument.types.js';
import { instrumentView, itemsOf } from './instrument.view.js';

const versionArguments = z.object({ code: line(40).nullish(), version: z.int().nullish() });
const itemsArguments = z.object({ language: z.enum(LOCALES).nullish() });

@Resolver(() => AssessmentInstrument)
export class InstrumentResolver {
  constructor(@Inject(InstrumentService) private readonly instruments: InstrumentService) {}

  @Query(() => [AssessmentInstrument], {
    description: 'Versions of the questionnaire, the newest first, which new rounds ask; the last is that of Mortise.',
  })
  @Allow('assessment.read')
  async assessmentInstruments(@Ctx() ctx: RequestContext): Promise<AssessmentInstrument[]> {
    return (await this.instruments.all(ctx)).map(instrumentView);
  }

  @Query(() => AssessmentInstrument, {
    description:
      'One version of the questionnaire; the one new rounds ask unless both are told. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('assessment.read')
  async assessmentInstrument(
    @Ctx() ctx: RequestContext,
    @Args('code', { type: () => String, nullable: true, description: 'Its code.' }) code?: string | null,
    @Args('version', { type: () => Int, nullable: true, description: 'Its version.' }) version?: number | null,
  ): Promise<AssessmentInstrument> {
    const named = parseArguments(versionArguments, { code, version });
    const reference = named.code == null || named.version == null ? {} : { code: named.code, version: named.version };
    return instrumentView(await this.instruments.one(ctx, reference));
  }

  @Mutation(() => AssessmentInstrument, {
    description:
      'Rewords questions or answers: a new version, asked by rounds opened from now on; earlier rounds keep theirs. What an answer counts stays. Errors: INPUT_INVALID, INSTRUMENT_CHANGED, INSTRUMENT_INVALID.',
  })
  @Allow('staff.manage')
  @Transactional()
  async reviseAssessmentInstrument(
    @Ctx() ctx: RequestContext,
    @Args('input') input: ReviseAssessmentInstrumentInput,
  ): Promise<AssessmentInstrument> {
    return instrumentView(await this.instruments.revise(ctx, input));
  }

  @ResolveField(() => [AssessmentItem], {
    description: 'All its questions, those of the full form, in their order. Errors: INPUT_INVALID.',
  })
  items(
    @Ctx() ctx: RequestContext,
    @Parent() { instrument }: AssessmentInstrument,
    @Args('language', { type: () => String, nullable: true, description: 'en, zh-CN or zh-TW; yours unless told.' })
    language?: Locale | null,
  ): readonly AssessmentItem[] {
    const locale = parseArguments(itemsArguments, { language }).language ?? ctx.locale;
    return itemsOf(instrument, 'FULL', locale);
  }
}
