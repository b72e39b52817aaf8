import { finite } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';
import { normalCumulative } from '../statistics/normal.js';
import { positive } from './average-run-length.js';

/** Centre and limits of a chart, in the units of its observations. */
export interface ControlLimits {
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  /** Standard deviation the limits rest on. */
  readonly sigma: number;
}

/** Mean moving range of two normal observations ÷ their standard deviation, 2/√π. */
const RANGE_OF_TWO = 2 / Math.sqrt(Math.PI);

/**
 * Limits of a chart of single observations: x̄ ± width · MR̄ ÷ 1.128, where MR̄ is the mean of the ranges between
 * neighbours (Shewhart 1931; Montgomery, "Introduction to Statistical Quality Control"). Undefined of fewer than two
 * observations. O(n).
 *
 * @param width limits in standard deviations, 3 unless told
 * @throws InvalidValueError `INVALID_NUMBER` for observations that are no numbers
 */
export function individualsLimits(observations: readonly number[], width = 3): ControlLimits | undefined {
  positive(width);
  const centre = mean(observations.map(finite));
  const range = mean(observations.slice(1).map((value, i) => Math.abs(value - (observations[i] as number))));
  if (centre === undefined || range === undefined) return undefined;
  const sigma = range / RANGE_OF_TWO;
  const limits = { centre, lower: centre - width * sigma, upper: centre + width * sigma, sigma };
  return Object.values(limits).every(Number.isFinite) ? limits : undefined;
}

/**
 * Average run length of a two-sided Shewhart chart on independent normal observations, 1 ÷ P(outside). Exact. Undefined
 * where an observation outside is too rare to compute. O(1).
 *
 * @param width limits in standard deviations
 * @param shift of the mean, in standard deviations; 0 gives the in-control run length
 */
export function shewhartRunLength(width: number, shift = 0): number | undefined {
  positive(width);
  const outside = normalCumulative(-width - finite(shift)) + normalCumulative(-width + shift);
  const length = 1 / outside;
  return Number.isFinite(length) ? length : undefined;
}
