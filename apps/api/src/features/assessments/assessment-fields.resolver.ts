import type { PublishedAssessment } from '@mortise/domain';
import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { AccountContact } from '../contacts/account-contact.entity.js';
import { AS_OF, accountDay, knownDay } from '../relationships/account-day.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { AccountLevelReader } from './account-level.reader.js';
import { AccountLevelOnDay, AssessmentResult } from './assessment-result.types.js';
import { resultView } from './assessment-result.view.js';
import { AssessmentSheets } from './assessment-sheets.service.js';
import {
  AssessmentEvent,
  AssessmentRater,
  AssessmentRound,
  AssessmentRoundConnection,
  AssessmentSheet,
} from './assessment.types.js';
import { InstrumentService } from './instrument.service.js';
import { AssessmentInstrument } from './instrument.types.js';
import { instrumentView } from './instrument.view.js';

// Fields that are no columns; how they are read stands in `assessment.reads.ts`.

@Resolver(() => AssessmentRound)
export class AssessmentRoundFieldsResolver {
  constructor(
    @Inject(InstrumentService) private readonly instruments: InstrumentService,
    @Inject(AssessmentSheets) private readonly handedIn: AssessmentSheets,
  ) {}

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [AssessmentRater], { description: 'Who is asked, and who has not answered yet.' })
  raters(): never {
    return readByEngine();
  }

  @ResolveField(() => [AssessmentEvent], { description: 'Everything that happened to it, the oldest first.' })
  events(): never {
    return readByEngine();
  }

  @ResolveField(() => AssessmentInstrument, { description: 'The version of the questionnaire that it asks.' })
  async instrument(
    @Ctx() ctx: RequestContext,
    @Parent() { code, version }: { readonly code: string; readonly version: number },
  ): Promise<AssessmentInstrument | undefined> {
    const found = await batchLoad(ctx, this.instruments.byReference, `${code}/${version}`);
    return found && instrumentView(found);
  }

  @ResolveField(() => [AssessmentSheet], {
    description: 'What was handed in: while others still answer, your own alone; of a round called off, for ever.',
  })
  async sheets(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: { readonly id: string },
  ): Promise<readonly AssessmentSheet[]> {
    return (await batchLoad(ctx, this.handedIn.byRound, id)) ?? [];
  }

  @ResolveField(() => AssessmentResult, { nullable: true, description: 'What it says; null until it is published.' })
  result(@Parent() { published }: { readonly published: PublishedAssessment | null }): AssessmentResult | null {
    return published && resultView(published);
  }
}

@Resolver(() => AssessmentRater)
export class AssessmentRaterFieldsResolver {
  @ResolveField(() => StaffMember, { nullable: true, description: 'One of our people; null of the customer’s.' })
  staff(): never {
    return readByEngine();
  }

  @ResolveField(() => AccountContact, {
    nullable: true,
    description: 'One of the customer’s people; null of ours. Needs contact.read.',
  })
  contact(): never {
    return readByEngine();
  }
}

@Resolver(() => Account)
export class AccountAssessmentsResolver {
  constructor(@Inject(AccountLevelReader) private readonly levels: AccountLevelReader) {}

  @ResolveField(() => AccountLevelOnDay, {
    nullable: true,
    description:
      'How deep the relationship is, as published last; null where it was never assessed. Needs assessment.read. Errors: INPUT_INVALID.',
  })
  async level(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('asOf', AS_OF) asOf?: string | null,
  ): Promise<AccountLevelOnDay | null> {
    return (await batchLoad(ctx, this.levels.byAccountDay, accountDay(id, knownDay(ctx, asOf)))) ?? null;
  }

  @ResolveField(() => AssessmentRoundConnection, {
    description: 'Its rounds of assessment, the newest first; needs assessment.read.',
  })
  assessmentRounds(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
