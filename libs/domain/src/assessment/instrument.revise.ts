import type { Reason } from '../decision/decision.js';
import { ASSESSMENT_FORMS, type AssessmentForm, type AssessmentInstrument } from './instrument.js';
import { ASSESSMENT_SCALE, SCORED_LEVELS } from './levels.js';

/** A fault of a questionnaire, found before anybody answers it. */
export type InstrumentProblem =
  | (Reason<'CODE_MISSING' | 'VERSION_INVALID' | 'BANDS_NOT_ASCENDING' | 'NO_LANGUAGE'> & { readonly at: null })
  | (Reason<'FORM_EMPTY' | 'ITEM_TWICE' | 'REQUIRED_ANSWERS_INVALID'> & { readonly at: AssessmentForm })
  | (Reason<'SHORT_ITEM_NOT_IN_FULL' | 'TRANSACTION_ITEM_UNKNOWN'> & { readonly at: string })
  | (Reason<'WORDING_MISSING'> & { readonly at: string; readonly language: string });

/** Every fault of a questionnaire; none means that it can be used. O(items · languages). */
export function instrumentProblems(instrument: AssessmentInstrument): readonly InstrumentProblem[] {
  const { code, version, forms, transactionItem } = instrument;
  const full = new Set(forms.FULL.items);
  const problems: InstrumentProblem[] = [];
  if (code.trim() === '') problems.push({ code: 'CODE_MISSING', at: null });
  if (!Number.isSafeInteger(version) || version < 1) problems.push({ code: 'VERSION_INVALID', at: null });
  if (!areBandsAscending(instrument)) problems.push({ code: 'BANDS_NOT_ASCENDING', at: null });
  if (Object.keys(instrument.wording).length === 0) problems.push({ code: 'NO_LANGUAGE', at: null });
  for (const form of ASSESSMENT_FORMS) problems.push(...formProblems(instrument, form));
  for (const item of forms.SHORT.items)
    if (!full.has(item)) problems.push({ code: 'SHORT_ITEM_NOT_IN_FULL', at: item });
  if (transactionItem !== null && !full.has(transactionItem)) {
    problems.push({ code: 'TRANSACTION_ITEM_UNKNOWN', at: transactionItem });
  }
  return [...problems, ...wordingProblems(instrument)];
}

function areBandsAscending({ bands }: AssessmentInstrument): boolean {
  const { min, max } = ASSESSMENT_SCALE;
  const bounds = [min, ...SCORED_LEVELS.flatMap((level) => (level === 'BASIC' ? [] : [bands[level]]))];
  return bounds.every((bound, i) => bound <= max && (i === 0 || bound > (bounds[i - 1] as number)));
}

function formProblems({ forms }: AssessmentInstrument, form: AssessmentForm): readonly InstrumentProblem[] {
  const { items, requiredAnswers } = forms[form];
  const problems: InstrumentProblem[] = [];
  if (items.length === 0) problems.push({ code: 'FORM_EMPTY', at: form });
  if (new Set(items).size < items.length) problems.push({ code: 'ITEM_TWICE', at: form });
  if (!Number.isInteger(requiredAnswers) || requiredAnswers < 1 || requiredAnswers > items.length) {
    problems.push({ code: 'REQUIRED_ANSWERS_INVALID', at: form });
  }
  return problems;
}

function wordingProblems({ forms, wording }: AssessmentInstrument): readonly InstrumentProblem[] {
  return Object.entries(wording).flatMap(([language, items]) =>
    [...new Set(forms.FULL.items)]
      .filter((item) => {
        // Asked of own members only, so that an item called "constructor" is missing too.
        const words = Object.hasOwn(items, item) ? items[item] : undefined;
        return words === undefined || [words.question, ...words.anchors].some((text) => text.trim() === '');
      })
      .map((item) => ({ code: 'WORDING_MISSING' as const, at: item, language })),
  );
}

/** What a tenant may change of a questionnaire. A `code` of its own makes it the tenant's. */
export type InstrumentChanges = Partial<Omit<AssessmentInstrument, 'version'>>;

export type InstrumentRevision =
  | { readonly ok: true; readonly instrument: AssessmentInstrument }
  | { readonly ok: false; readonly reasons: readonly InstrumentProblem[] };

/**
 * The next version of a questionnaire, or every fault it would have; under a code of its own the count begins at 1. The
 * version it came from stays as it is, so that old rounds are read as they were answered.
 */
export function reviseInstrument(base: AssessmentInstrument, changes: InstrumentChanges): InstrumentRevision {
  const isOther = changes.code !== undefined && changes.code !== base.code;
  const instrument = { ...base, ...changes, version: isOther ? 1 : base.version + 1 };
  const reasons = instrumentProblems(instrument);
  return reasons.length === 0 ? { ok: true, instrument } : { ok: false, reasons };
}
