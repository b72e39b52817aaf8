import { SCORE_TOLERANCE } from './levels.js';
import { perspectiveMeans, type PerspectiveMeans } from './perspectives.js';
import { answersByGroup, type RatedSheet } from './sheet.js';

/** What a gap says: we think better of the relationship than the customer does, worse, or much the same. */
export const GAP_READINGS = ['OVERRATED', 'UNDERRATED', 'ALIGNED'] as const;
export type GapReading = (typeof GAP_READINGS)[number];

export interface PerceptionGap {
  /** G = S_supplier − S_customer in points of the score, −18…18. */
  readonly score: number;
  readonly reading: GapReading;
  /** Per item, in points of 1…4; null where one side did not answer it. */
  readonly items: readonly { readonly item: string; readonly gap: number | null }[];
}

/**
 * How far the supplier's view of the relationship lies above the customer's, over all and per item. From `gapFrom` points
 * (3 is half a level) it is worth a talk. Undefined while only one side has answered. O(items · raters).
 *
 * @param views means of the scores, see {@link perspectiveMeans}
 * @param sheets the sheets that were counted
 * @param asked item codes of the form
 */
export function perceptionGap(
  views: PerspectiveMeans,
  sheets: readonly RatedSheet[],
  asked: readonly string[],
  gapFrom: number,
): PerceptionGap | undefined {
  const score = gapOf(views);
  if (score === null) return undefined;
  const items = asked.map((item) => ({ item, gap: gapOf(perspectiveMeans(answersByGroup(sheets, item))) }));
  return { score, reading: readGap(score, gapFrom), items };
}

function gapOf(views: PerspectiveMeans | undefined): number | null {
  if (views === undefined || views.supplier === null || views.customer === null) return null;
  return views.supplier - views.customer;
}

/** What a gap in points of the score says; the bound belongs to the stronger reading. O(1). */
export function readGap(gap: number, gapFrom: number): GapReading {
  if (Math.abs(gap) < gapFrom - SCORE_TOLERANCE) return 'ALIGNED';
  return gap > 0 ? 'OVERRATED' : 'UNDERRATED';
}
