import { InvalidValueError } from '../errors/invalid-value.error.js';
import { median, quantile } from '../statistics/descriptive.js';

export interface ServiceStandardPolicy {
  /** The quantile of last quarter's times that a standard starts from. */
  readonly quantile: number;
  /** By how much it is tightened, in [0, 1). */
  readonly tightening: number;
  /** Cases needed before a standard is suggested. */
  readonly leastCases: number;
}

/** The 80th percentile is given; a tenth off and ten cases are Mortise's own proposal. All configurable. */
export const DEFAULT_SERVICE_STANDARD_POLICY: ServiceStandardPolicy = {
  quantile: 0.8,
  tightening: 0.1,
  leastCases: 10,
};

export interface ServiceStandardSuggestion {
  /** Suggested limit, in the unit of the times. */
  readonly limit: number;
  /** The quantile it was tightened from. */
  readonly measured: number;
  readonly median: number;
  /** Share of last quarter's cases that the suggested limit would have held. */
  readonly heldShare: number;
  readonly cases: number;
}

/**
 * A service standard out of last quarter's response or resolution times: their 80th percentile, tightened, and never
 * looser than the standard in force. Undefined with too few cases. O(n log n).
 *
 * @param times of the closed cases of one severity, ≥ 0, in any one unit
 * @param inForce today's limit in the same unit, if there is one
 * @throws InvalidValueError `INVALID_NUMBER` for times that are negative or not finite, or a policy out of range
 */
export function suggestServiceStandard(
  times: readonly number[],
  inForce?: number,
  policy: ServiceStandardPolicy = DEFAULT_SERVICE_STANDARD_POLICY,
): ServiceStandardSuggestion | undefined {
  const { quantile: probability, tightening, leastCases } = policy;
  for (const time of [...times, inForce ?? 0]) {
    if (!(time >= 0 && Number.isFinite(time))) throw new InvalidValueError('INVALID_NUMBER', time);
  }
  if (!(tightening >= 0 && tightening < 1)) throw new InvalidValueError('INVALID_NUMBER', tightening);
  if (!(probability > 0 && probability <= 1)) throw new InvalidValueError('INVALID_NUMBER', probability);
  const [measured, middle] = [quantile(times, probability), median(times)];
  if (measured === undefined || middle === undefined || times.length < leastCases) return undefined;
  const limit = Math.min(measured * (1 - tightening), inForce ?? Infinity);
  const heldShare = times.filter((time) => time <= limit).length / times.length;
  return { limit, measured, median: middle, heldShare, cases: times.length };
}
