import { mean, median, sum } from './descriptive.js';

/** Ranks from 1, ties share the mean of theirs. O(n log n). */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] as number) - (values[b] as number));
  const result = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let place = from; place < to; place++) result[order[place] as number] = (from + 1 + to) / 2;
    from = to;
  }
  return result;
}

/** Pearson's correlation in [−1, 1]; undefined where one of the two does not vary. O(n). */
export function correlation(a: readonly number[], b: readonly number[]): number | undefined {
  const centreA = mean(a);
  const centreB = mean(b);
  if (centreA === undefined || centreB === undefined || a.length !== b.length) return undefined;
  const [fromA, fromB] = [scaledDeviations(a, centreA), scaledDeviations(b, centreB)];
  const spreadA = sum(fromA.map((value) => value ** 2));
  const spreadB = sum(fromB.map((value) => value ** 2));
  if (!(spreadA > 0 && spreadB > 0)) return undefined;
  const shared = sum(fromA.map((value, index) => value * (fromB[index] as number)));
  return Math.min(1, Math.max(-1, shared / Math.sqrt(spreadA * spreadB)));
}

/** Deviations as parts of the largest one, whose squares neither vanish nor overflow; all 0 where nothing varies. */
function scaledDeviations(values: readonly number[], centre: number): readonly number[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0);
  return values.map((value) => (largest > 0 && largest < Infinity ? (value - centre) / largest : 0));
}

/** Spearman's rank correlation in [−1, 1]; undefined where one of the two does not vary. O(n log n). */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number | undefined {
  return correlation(ranks(a), ranks(b));
}

/**
 * Area under the ROC curve: the probability that a random positive case scores above a random negative one, ties half
 * (Mann & Whitney). Undefined where all cases are alike or the two differ in length. O(n log n).
 */
export function areaUnderCurve(scores: readonly number[], positive: readonly boolean[]): number | undefined {
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0 || negatives === 0 || scores.length !== positive.length) return undefined;
  const rankSum = sum(ranks(scores).filter((_, index) => positive[index]));
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Theil–Sen slope (Theil 1950; Sen 1968): the median of the slopes between all pairs, per step of the series; undefined of fewer than two
 * values or beyond number. Resists up to 29 % of wild values. O(n²): meant for series of months or weeks.
 */
export function robustSlope(series: readonly number[]): number | undefined {
  const slopes: number[] = [];
  for (let a = 0; a < series.length; a++)
    for (let b = a + 1; b < series.length; b++) slopes.push(((series[b] as number) - (series[a] as number)) / (b - a));
  const slope = median(slopes);
  return slope !== undefined && Number.isFinite(slope) ? slope : undefined;
}
