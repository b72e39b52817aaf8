import type { AssessmentForm, AssessmentInstrument } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { AssessmentCommands } from './assessment-commands.js';
import { answersArguments, sheetOf } from './assessment-sheet.input.js';
import { AssessmentStore } from './assessment.store.js';
import { InstrumentService } from './instrument.service.js';

/** What a round asks. */
interface Asked {
  readonly form: AssessmentForm;
  readonly instrument: AssessmentInstrument;
}

/** What a buyer does with a round of assessment. */
@Injectable()
export class AssessmentAnswerService {
  constructor(
    @Inject(AssessmentStore) private readonly store: AssessmentStore,
    @Inject(AssessmentCommands) private readonly commands: AssessmentCommands,
    @Inject(InstrumentService) private readonly instruments: InstrumentService,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
  ) {}

  /** @param args with the buyer's own identifier as a rater @throws NotFound, AssessmentRefused */
  async answer(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, answers } = parseArguments(answersArguments, args);
    await this.commands.run(ctx, await this.store.lockOfRater(ctx, id), { type: 'SUBMIT', ...sheetOf(answers) }, id);
    await this.links.complete(ctx, id);
    return { id };
  }

  /** Stable, so that siblings share the statements. The rounds are the caller's to see. */
  readonly askedIn = async (ctx: RequestContext, roundIds: readonly string[]): Promise<ReadonlyMap<string, Asked>> => {
    const rows = await ctx.unit.query<{ id: string; form: AssessmentForm; reference: string }>(tenantSql`
      select id, form, instrument_code || '/' || instrument_version as reference from assessment_round
      where tenant_id = ${TENANT} and id = any(${roundIds}::uuid[])`);
    const found = await this.instruments.byReference(ctx, [...new Set(rows.map(({ reference }) => reference))]);
    return new Map(
      rows.flatMap(({ id, form, reference }) => {
        const stored = found.get(reference);
        return stored ? [[id, { form, instrument: stored.instrument }] as const] : [];
      }),
    );
  };
}
