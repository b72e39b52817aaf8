import type { Random } from '../random/random.js';
import type { Interval } from '../statistics/interval.js';
import { DEFAULT_ASSESSMENT_POLICY, type AssessmentPolicy } from './assessment-policy.js';
import type { AssessmentForm, AssessmentInstrument } from './instrument.js';
import { levelUncertainty, type LevelProbabilities } from './level-probability.js';
import { levelOfScore, type ScoredLevel } from './levels.js';
import { perceptionGap, type PerceptionGap } from './perception-gap.js';
import { perspectiveMeans, type PerspectiveMeans } from './perspectives.js';
import { roundAgreement, type RoundAgreement } from './round-agreement.js';
import { answersByGroup, scoreSheet, type RatedSheet } from './sheet.js';

/** What a round of assessment says of a relationship, before failing basics cap it. */
export interface AssessmentResult {
  /** Combined score S*, 6…24, and the level it lies in. */
  readonly score: number;
  readonly level: ScoredLevel;
  readonly views: PerspectiveMeans;
  /** Null while only one side has answered. */
  readonly gap: PerceptionGap | null;
  readonly agreement: RoundAgreement;
  /** Levels of the lowest and the highest rater: what is shown instead of one level while the round is contested. */
  readonly range: { readonly lowest: ScoredLevel; readonly highest: ScoredLevel };
  readonly probabilities: LevelProbabilities;
  readonly interval: Interval;
  /** Combined mean answer to the transaction item, 1…4; null where nobody was asked or could say. */
  readonly transactionItem: number | null;
  /** Raters whose sheets were counted, and those who answered too little, by id in the order of the ids. */
  readonly counted: readonly string[];
  readonly notCounted: readonly string[];
  /** Whether everybody counted rates an account of his or her own. */
  readonly ownAccountOnly: boolean;
}

/**
 * Everything a round says: scores by group and side, the combined score and its level, the gap between the views, the
 * agreement, and how certain the level is. Undefined when no sheet has enough answers. The order of the sheets does not
 * matter. O(draws · raters + items · raters).
 *
 * @param sheets at most one per rater
 * @throws InvalidValueError `INVALID_NUMBER` for an answer other than 1, 2, 3, 4 or none
 */
export function assessRelationship(
  sheets: readonly RatedSheet[],
  round: { readonly form: AssessmentForm; readonly instrument: AssessmentInstrument; readonly random: Random },
  policy: AssessmentPolicy = DEFAULT_ASSESSMENT_POLICY,
): AssessmentResult | undefined {
  const { form, instrument, random } = round;
  const { bands } = instrument;
  const scored = sheets.map((sheet) => ({ sheet, result: scoreSheet(sheet.answers, form, instrument) }));
  const counted = scored.flatMap(({ sheet, result }) => (result.valid ? [{ sheet, score: result.score }] : []));
  const scores = counted.map(({ sheet: { group }, score: value }) => ({ group, value }));
  const views = perspectiveMeans(scores);
  const uncertainty = levelUncertainty(scores, random, { ...policy, bands });
  if (views === undefined || uncertainty === undefined) return undefined;
  const valid = counted.map(({ sheet }) => sheet);
  const { items } = instrument.forms[form];
  const order = scores.map(({ value }) => value).sort((a, b) => a - b);
  return {
    score: views.overall,
    level: levelOfScore(views.overall, bands),
    views,
    gap: perceptionGap(views, valid, items, policy.gapFrom) ?? null,
    agreement: roundAgreement(valid, items, policy.contestedAbove),
    range: { lowest: levelOfScore(order[0] as number, bands), highest: levelOfScore(order.at(-1) as number, bands) },
    ...uncertainty,
    transactionItem: transactionMean(valid, items, instrument.transactionItem),
    counted: ids(valid),
    notCounted: ids(scored.flatMap(({ sheet, result }) => (result.valid ? [] : [sheet]))),
    ownAccountOnly: valid.every(({ ownAccount }) => ownAccount),
  };
}

function ids(sheets: readonly RatedSheet[]): readonly string[] {
  return sheets.map(({ raterId }) => raterId).sort();
}

function transactionMean(sheets: readonly RatedSheet[], asked: readonly string[], item: string | null): number | null {
  if (item === null || !asked.includes(item)) return null;
  return perspectiveMeans(answersByGroup(sheets, item))?.overall ?? null;
}
