import { meanAbsoluteDeviation, withinGroupAgreement } from '../agreement/within-group-agreement.js';
import { mean } from '../statistics/descriptive.js';
import { SCORE_TOLERANCE } from './levels.js';
import { answerTo, type RatedSheet } from './sheet.js';

export interface ItemAgreement {
  readonly item: string;
  /** Raters who answered it. */
  readonly raters: number;
  /** Mean absolute deviation in points of 1…4; null where fewer than two answered. */
  readonly deviation: number | null;
  /** r_wg in 0…1; null where fewer than two answered. */
  readonly withinGroup: number | null;
}

export interface RoundAgreement {
  readonly items: readonly ItemAgreement[];
  /** Mean of the items' deviations; null where no item was answered by two raters. */
  readonly deviation: number | null;
  /** Whether the raters are too far apart for their mean to stand without a talk. */
  readonly contested: boolean;
}

/**
 * How far the raters of one round agree, item by item: mean absolute deviation, readable among few raters, and r_wg. The
 * round is contested when the mean over its items is above the bound (AD_M(J) of Burke, Finkelstein & Dusig 1999; the
 * bound is Mortise's own proposal, configurable). The order of the sheets does not matter. O(items · raters).
 */
export function roundAgreement(
  sheets: readonly RatedSheet[],
  asked: readonly string[],
  contestedAbove: number,
): RoundAgreement {
  const items = asked.map((item) => {
    const answers = sheets.flatMap(({ answers: given }) => answerTo(given, item) ?? []).sort((a, b) => a - b);
    return {
      item,
      raters: answers.length,
      deviation: meanAbsoluteDeviation(answers) ?? null,
      withinGroup: withinGroupAgreement(answers) ?? null,
    };
  });
  const deviation = mean(items.flatMap((item) => item.deviation ?? [])) ?? null;
  return { items, deviation, contested: deviation !== null && deviation > contestedAbove + SCORE_TOLERANCE };
}
