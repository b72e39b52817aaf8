/** Arithmetic mean; undefined of no values, or where they are too large to add up. O(n). */
export function mean(values: readonly number[]): number | undefined {
  const centre = values.length === 0 ? undefined : finiteOnly(sum(values) / values.length);
  if (centre === undefined) return undefined;
  // Rounding must not carry the mean beyond its values: equal ones then vary by nothing.
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return Math.min(most, Math.max(least, centre));
}

/** Sum with compensation for lost digits (Neumaier 1974); infinite where the values are too large to add up. O(n). */
export function sum(values: readonly number[]): number {
  return sumOfRange(values, 0, values.length);
}

/** {@link sum} of the values from one place to before another. O(to − from). */
export function sumOfRange(values: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  let lost = 0;
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    const next = total + value;
    lost += size(total) >= size(value) ? total - next + value : value - next + total;
    total = next;
  }
  // Beyond the largest number the compensation is infinity less infinity.
  return Number.isFinite(total) ? total + lost : total;
}

/** Without looking anything up, for it is asked of every value. */
function size(value: number): number {
  return value < 0 ? -value : value;
}

/** Unbiased sample variance, Σ(x − x̄)² / (n − 1); undefined of fewer than two values or beyond number. O(n). */
export function variance(values: readonly number[]): number | undefined {
  const centre = mean(values);
  if (centre === undefined || values.length < 2) return undefined;
  return finiteOnly(sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
}

/** Square root of the sample variance; undefined of fewer than two values. O(n). */
export function standardDeviation(values: readonly number[]): number | undefined {
  const spread = variance(values);
  return spread === undefined ? undefined : Math.sqrt(spread);
}

/**
 * Quantile with linear interpolation between order statistics (type 7 of Hyndman & Fan 1996); undefined of no values.
 * O(n log n).
 *
 * @param probability in [0, 1]
 */
export function quantile(values: readonly number[], probability: number): number | undefined {
  const sorted = new Float64Array(values).sort();
  return between(sorted, (sorted.length - 1) * probability);
}

/** The value at a place among sorted ones, also between two of them; undefined outside. O(1). */
export function between(sorted: ArrayLike<number>, place: number): number | undefined {
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  if (below === above) return below;
  const part = place - Math.floor(place);
  const step = above - below;
  return Number.isFinite(step) ? below + step * part : below * (1 - part) + above * part;
}

/** The value in the middle; undefined of no values. O(n log n). */
export function median(values: readonly number[]): number | undefined {
  return quantile(values, 0.5);
}

/**
 * Median absolute deviation from the median, unscaled; × 1.4826 it estimates the standard deviation of normal data.
 * Undefined of no values. O(n log n).
 */
export function medianAbsoluteDeviation(values: readonly number[]): number | undefined {
  const centre = median(values);
  return centre === undefined ? undefined : median(values.map((value) => Math.abs(value - centre)));
}

function finiteOnly(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
