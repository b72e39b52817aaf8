import type { Month } from '../calendar/month.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGE_BANDS, type Stage } from './stages.js';
import { SHARE_HYSTERESIS } from './stage-policy.js';

/** Share of wallet over the 12 months that end with `month`, with its interval; 0 ≤ lower ≤ share ≤ upper ≤ 1. */
export interface ShareObservation {
  readonly month: Month;
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}

export interface HysteresisRule {
  /** Ascending; a share at or above the i-th belongs to band i + 1. */
  readonly thresholds: readonly number[];
  /** How far the interval's lower bound must be above a threshold to go up. */
  readonly advanceMargin: number;
  /** How far the interval's upper bound must be below a threshold to go down. */
  readonly regressMargin: number;
  /** Observations in a row that must agree. */
  readonly confirmationMonths: number;
}

/** ± 5 percentage points and 3 months in a row, on the thresholds between the trading stages. */
export const DEFAULT_HYSTERESIS: HysteresisRule = {
  thresholds: [STAGE_BANDS.STABLE.lower, STAGE_BANDS.STRATEGIC.lower],
  advanceMargin: SHARE_HYSTERESIS.margin,
  regressMargin: SHARE_HYSTERESIS.margin,
  confirmationMonths: SHARE_HYSTERESIS.months,
};

type Bounds = Pick<ShareObservation, 'share' | 'lower' | 'upper'>;

/**
 * The band after each observation if bands changed by themselves under this rule: it starts in the band of the first
 * share, moves one band at a time, and only after enough observations in a row beyond the margin. O(observations).
 */
export function hysteresisBands(series: readonly Bounds[], rule: HysteresisRule): readonly number[] {
  const { thresholds, advanceMargin, regressMargin, confirmationMonths } = rule;
  if (!Number.isInteger(confirmationMonths) || confirmationMonths < 1) {
    throw new InvalidValueError('INVALID_LENGTH', confirmationMonths);
  }
  let band = 0;
  let direction = 0;
  let run = 0;
  return series.map(({ share, lower, upper }, i) => {
    if (i === 0) band = thresholds.filter((threshold) => finite(share) >= threshold).length;
    const up = finite(lower) >= (thresholds[band] ?? Infinity) + advanceMargin;
    const down = finite(upper) < (thresholds[band - 1] ?? -Infinity) - regressMargin;
    const next = up ? 1 : down ? -1 : 0;
    run = next === 0 ? 0 : next === direction ? run + 1 : 1;
    direction = next;
    if (run >= confirmationMonths) {
      band += direction;
      run = 0;
    }
    return band;
  });
}

/**
 * The stage path that shares alone would have given under hysteresis and confirmation: a counterfactual to hold
 * against the decided history. A rolling share of zero is DEVELOPMENT at once, for it already covers a year.
 */
export function hysteresisStages(
  series: readonly Bounds[],
  rule: HysteresisRule = DEFAULT_HYSTERESIS,
): readonly Stage[] {
  const trading: readonly Stage[] = ['INITIAL', 'STABLE', 'STRATEGIC'];
  const stages: Stage[] = [];
  let start = 0;
  series.forEach(({ share }, i) => {
    if (finite(share) > 0 && i < series.length - 1) return;
    const run = series.slice(start, share > 0 ? i + 1 : i);
    stages.push(...hysteresisBands(run, rule).map((band) => trading[band] as Stage));
    if (!(share > 0)) stages.push('DEVELOPMENT');
    start = i + 1;
  });
  return stages;
}

/** Changes of value along a path, per year. 0 for an empty path. */
export function flipsPerYear(path: readonly unknown[], stepsPerYear = 12): number {
  if (path.length === 0) return 0;
  const flips = path.filter((value, i) => i > 0 && value !== path[i - 1]).length;
  return (flips * stepsPerYear) / path.length;
}
