import { scoreSheet, type SubmittedSheet, visibleSheets } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AssessmentStore, type StoredRound } from './assessment.store.js';
import type { AssessmentSheet } from './assessment.types.js';

/** Sheets that were handed in, as far as the caller may read them yet. */
@Injectable()
export class AssessmentSheets {
  constructor(@Inject(AssessmentStore) private readonly store: AssessmentStore) {}

  /** Stable, so that sibling rounds share the statements. The rounds are the caller's to see. */
  readonly byRound = async (
    ctx: RequestContext,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly AssessmentSheet[]>> => {
    const rounds = await this.store.read(ctx, ids);
    const own = await this.store.ratersOfStaff(ctx, ids, ctx.staff.staffId);
    const at = ctx.now().toISOString();
    return new Map(
      [...rounds].map(([id, round]) => {
        const sheets = visibleSheets(round.state, own.get(id) ?? '', at);
        return [id, sheets.map((sheet) => sheetView(round, sheet))];
      }),
    );
  };
}

function sheetView(
  { state: { form }, instrument }: StoredRound,
  { raterId, group, at, answers, evidence }: SubmittedSheet,
): AssessmentSheet {
  if (form === null) throw new TypeError('A round with sheets has a form.');
  const scored = scoreSheet(answers, form, instrument);
  return {
    ...{ raterId, group, submittedAt: at, score: scored.valid ? scored.score : null },
    answers: instrument.forms[form].items.map((item) => {
      return { item, answer: answers[item] ?? null, evidence: evidence[item] ?? null };
    }),
  };
}
