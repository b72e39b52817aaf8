import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, variance } from '../statistics/descriptive.js';
import { ewmaStep } from './ewma.js';

/**
 * A negative binomial distribution of counts by mean and dispersion: variance = mean + dispersion · mean². Dispersion 0
 * is Poisson.
 */
export interface CountDistribution {
  readonly mean: number;
  readonly dispersion: number;
}

/** How small a tail must be to stand out. */
export const DEFAULT_TAIL = 0.005;

/** Counts above this are far from small accounts; limits are not looked for beyond. */
const LARGEST_LIMIT = 100_000;

/** Beyond the mean, probabilities this much smaller than the sum before them no longer change it. */
const NEGLIGIBLE = 1e-18;

/**
 * What to expect of the next count of orders: the exponentially weighted mean of the counts so far, begun at their mean,
 * with dispersion by moments, φ = max(0, (s² − x̄) ÷ x̄²). Undefined of fewer than two counts, of none above
 * zero, or where the mean has come down to zero. O(n).
 *
 * @param counts orders per period, oldest first
 * @param weight λ of the mean
 * @throws InvalidValueError `INVALID_NUMBER` for anything but whole numbers ≥ 0
 */
export function expectedCounts(counts: readonly number[], weight = 0.1): CountDistribution | undefined {
  const average = mean(counts.map(checkedCount));
  const spread = variance(counts);
  if (average === undefined || spread === undefined || !(average > 0)) return undefined;
  const level = counts.reduce((smoothed, count) => ewmaStep(smoothed, count, weight), average);
  if (!(level > 0)) return undefined;
  return { mean: level, dispersion: Math.max(0, (spread - average) / average ** 2) };
}

/**
 * P(X ≤ count), summed from the probability of zero upwards. O(count), or less where the count is far above the mean.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for anything but a whole number ≥ 0, or for no distribution
 */
export function countCumulative(count: number, distribution: CountDistribution): number {
  checkedCount(count);
  let total = 0;
  for (const next of probabilities(distribution)) {
    total += next.value;
    if (next.count >= count || (next.count > distribution.mean && next.value <= NEGLIGIBLE * total)) break;
  }
  return Math.min(1, total);
}

/** Counts outside which an account stands out on its own; null where no count is unlikely enough. */
export interface CountLimits {
  /** The largest count whose lower tail P(X ≤ x) is at most `tail`. */
  readonly low: number | null;
  /** The smallest count whose upper tail P(X ≥ x) is at most `tail`. */
  readonly high: number | null;
}

/** Limits of a chart of counts: a period with `low` or fewer orders, or `high` or more, stands out. O(high). */
export function countLimits(distribution: CountDistribution, tail = DEFAULT_TAIL): CountLimits {
  if (!(tail > 0 && tail < 1)) throw new InvalidValueError('INVALID_NUMBER', tail);
  let low: number | null = null;
  let below = 0;
  for (const { count, value } of probabilities(distribution)) {
    if (1 - below <= tail) return { low, high: count };
    if (count >= LARGEST_LIMIT) break;
    below += value;
    if (below <= tail) low = count;
  }
  return { low, high: null };
}

/**
 * Probability of a run of periods without any order, P(X = 0)^run: single empty months of a small account are usual,
 * several in a row are not. O(1).
 */
export function emptyRunProbability(run: number, distribution: CountDistribution): number {
  checkedCount(run);
  return Math.exp(run * logOfZero(checked(distribution)));
}

/** P(X = 0), P(X = 1), … from logarithms, so that large means do not vanish before they begin. */
function* probabilities(
  distribution: CountDistribution,
): Generator<{ readonly count: number; readonly value: number }> {
  const { mean: expected, dispersion } = checked(distribution);
  const grown = Math.log(expected) - Math.log1p(dispersion * expected);
  let log = logOfZero(distribution);
  for (let count = 0; ; count++) {
    yield { count, value: Math.exp(log) };
    log += grown + Math.log1p(dispersion * count) - Math.log(count + 1);
  }
}

function logOfZero({ mean: expected, dispersion }: CountDistribution): number {
  return dispersion > 0 ? -Math.log1p(dispersion * expected) / dispersion : -expected;
}

function checked(distribution: CountDistribution): CountDistribution {
  if (!(finite(distribution.mean) > 0)) throw new InvalidValueError('INVALID_NUMBER', distribution.mean);
  if (!(finite(distribution.dispersion) >= 0)) throw new InvalidValueError('INVALID_NUMBER', distribution.dispersion);
  return distribution;
}

function checkedCount(count: number): number {
  if (!Number.isInteger(count) || count < 0) throw new InvalidValueError('INVALID_NUMBER', count);
  return count;
}
