import { intraclassCorrelations, type IntraclassCorrelations } from '../agreement/intraclass-correlation.js';
import { krippendorffAlpha, readAlpha, type AlphaReading } from '../agreement/krippendorff-alpha.js';
import type { AssessmentForm, AssessmentInstrument } from './instrument.js';
import { perspectiveMeans } from './perspectives.js';
import { RATER_GROUPS, type RaterGroup } from './raters.js';
import { answerTo, scoreSheet, type RatedSheet } from './sheet.js';

/** The sheets of one round of one account. */
export interface RatedRound {
  readonly form: AssessmentForm;
  readonly sheets: readonly RatedSheet[];
}

export interface RaterReliability {
  /** Krippendorff's ordinal alpha over accounts × items; null where no item has two answers, or all are alike. */
  readonly alpha: number | null;
  readonly reading: AlphaReading | null;
  /** Intraclass correlations of the scores over accounts × groups of raters; null of fewer than two complete accounts. */
  readonly scores: IntraclassCorrelations | null;
}

/**
 * How reliable a tenant's raters are across accounts: ordinal alpha of the answers, one unit per account and item with
 * whoever answered it, and the intraclass correlations of the group scores, of which ICC(2,k) tells how far the mean over
 * the groups can be trusted. Neither the order of accounts nor that of sheets matters. O(accounts · items · raters²).
 *
 * @param groups the groups that stand for raters; accounts without a counted sheet of each are left out of the scores
 * @throws InvalidValueError `INVALID_NUMBER` for an answer other than 1, 2, 3, 4 or none
 */
export function raterReliability(
  rounds: readonly RatedRound[],
  instrument: AssessmentInstrument,
  groups: readonly RaterGroup[] = RATER_GROUPS,
): RaterReliability {
  const units = rounds.flatMap(({ form, sheets }) =>
    instrument.forms[form].items.map((item) => sheets.flatMap(({ answers }) => answerTo(answers, item) ?? [])),
  );
  const alpha = krippendorffAlpha(units, 'ORDINAL');
  return {
    alpha: alpha.known ? alpha.alpha : null,
    reading: alpha.known ? readAlpha(alpha.alpha) : null,
    scores: intraclassCorrelations(rounds.map((round) => groupScores(round, instrument, groups))) ?? null,
  };
}

function groupScores(
  { form, sheets }: RatedRound,
  instrument: AssessmentInstrument,
  groups: readonly RaterGroup[],
): readonly (number | undefined)[] {
  const scores = sheets.flatMap(({ group, answers }) => {
    const result = scoreSheet(answers, form, instrument);
    return result.valid ? [{ group, value: result.score }] : [];
  });
  const means = new Map(perspectiveMeans(scores)?.groups.map(({ group, mean }) => [group, mean]));
  return groups.map((group) => means.get(group));
}
