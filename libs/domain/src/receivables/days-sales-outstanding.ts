import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { median, medianAbsoluteDeviation } from '../statistics/descriptive.js';
import { smoothingWeight } from '../statistics/weight.js';

export interface OutstandingPolicy {
  /** Weight λ of the newest month in the moving average, in (0, 1]. */
  readonly weight: number;
  /** Robust standard deviations of the moving average above the habit that are still usual. */
  readonly deviations: number;
  /** Newest months under judgement; the ones before them are the habit. */
  readonly recentMonths: number;
  /** Months of habit needed. */
  readonly leastHistory: number;
}

/** λ = 0.2 and 3 standard deviations are common for EWMA charts (Roberts 1959); the months are Mortise's own proposal. */
export const DEFAULT_OUTSTANDING_POLICY: OutstandingPolicy = {
  weight: 0.2,
  deviations: 3,
  recentMonths: 3,
  leastHistory: 6,
};

export interface OutstandingReading {
  /** The habit's median, in days. */
  readonly habitDays: number;
  /** The moving average after the newest month, in days. */
  readonly averageDays: number;
  readonly limitDays: number;
  readonly aboveLimit: boolean;
}

/**
 * Days sales outstanding, the collection period: `open receivables ÷ credit sales of the period × days of the period`.
 * Undefined without credit sales. O(1).
 *
 * @param receivablesMinor what is open at the end of the period, in minor units
 * @param creditSalesMinor what was sold on credit in the period, in minor units
 * @param days length of the period
 * @throws InvalidValueError `INVALID_LENGTH` unless days > 0
 */
export function daysSalesOutstanding(
  receivablesMinor: bigint,
  creditSalesMinor: bigint,
  days: number,
): number | undefined {
  if (!(days > 0 && Number.isFinite(days))) throw new InvalidValueError('INVALID_LENGTH', days);
  if (creditSalesMinor <= 0n) return undefined;
  const result = (Number(receivablesMinor) / Number(creditSalesMinor)) * days;
  return Number.isFinite(result) ? result : undefined;
}

/**
 * Whether an account's days sales outstanding have drifted above its own habit: an exponentially weighted moving average
 * over the recent months, started at the habit's median m, against
 * `m + L·(1.4826·MAD + 1)·√(λ/(2−λ)·(1−(1−λ)^2t))`. Undefined with too little history or beyond number. O(n log n).
 *
 * @param months days sales outstanding per month, oldest first
 * @throws InvalidValueError `INVALID_NUMBER` for days that are not finite, `INVALID_WEIGHT` for λ outside (0, 1]
 */
export function outstandingReading(
  months: readonly number[],
  policy: OutstandingPolicy = DEFAULT_OUTSTANDING_POLICY,
): OutstandingReading | undefined {
  const { weight, deviations, recentMonths, leastHistory } = policy;
  smoothingWeight(weight);
  months.forEach(finite);
  const habit = months.slice(0, Math.max(0, months.length - recentMonths));
  const [habitDays, spread] = [median(habit), medianAbsoluteDeviation(habit)];
  if (habit.length < leastHistory || habitDays === undefined || spread === undefined) return undefined;
  const recent = months.slice(habit.length);
  const averageDays = recent.reduce((average, days) => average + weight * (days - average), habitDays);
  const share = (weight / (2 - weight)) * (1 - (1 - weight) ** (2 * recent.length));
  const limitDays = habitDays + deviations * (1.4826 * spread + 1) * Math.sqrt(share);
  if (!Number.isFinite(averageDays) || !Number.isFinite(limitDays)) return undefined;
  return { habitDays, averageDays, limitDays, aboveLimit: averageDays > limitDays };
}
