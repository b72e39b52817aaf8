import { DAYS_PER_YEAR, epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { checkedBudget, DEFAULT_ALARM_BUDGET, type CalibratedThreshold } from './detector.js';
import { shrunkenInterval } from './order-gap.js';
import { medianIntervalOf, orderDaysOf } from './order-history.js';

/** Used until a tenant has a history: the upper end of the thresholds measured on real order streams. */
export const DEFAULT_GAP_THRESHOLD = 1.9;

/** Never alarm before the expected interval is over, however generous the budget. */
export const LOWEST_GAP_THRESHOLD = 1;

export interface GapCalibrationOptions {
  /** End of the history, usually today. */
  readonly asOf: IsoDate;
  /** Start of the calibration window; earlier orders still shape the rhythm. Unless told, the whole history counts. */
  readonly from?: IsoDate;
  /** Alarm starts allowed per account-year; 0.5 unless told (the gap detector alone). */
  readonly budgetPerAccountYear?: number;
  /** Days between evaluations: 1 for nightly, 7 where orders are known by week only. */
  readonly evaluationEveryDays?: number;
}

/**
 * The smallest threshold c_g whose alarm starts on the tenant's own history stay within the budget. Every interval
 * between orders, and the open one at the end, can start at most one alarm, at its longest evaluated gap; each is
 * judged by what was known of the account when it began. O(orders · log orders).
 *
 * @param histories order dates of each account; accounts without an order are no exposure and are left out
 */
export function calibrateGapThreshold(
  histories: readonly (readonly IsoDate[])[],
  options: GapCalibrationOptions,
): CalibratedThreshold {
  return calibrateGapOnDays(histories.map(orderDaysOf), options);
}

/** {@link calibrateGapThreshold} of order days since 1970-01-01, in ascending order and each once. */
export function calibrateGapOnDays(
  histories: readonly (readonly number[])[],
  options: GapCalibrationOptions,
): CalibratedThreshold {
  const budget = checkedBudget(options.budgetPerAccountYear ?? DEFAULT_ALARM_BUDGET);
  const step = options.evaluationEveryDays ?? 1;
  if (!Number.isInteger(step) || step < 1) throw new InvalidValueError('INVALID_LENGTH', step);
  const end = epochDay(options.asOf);
  const from = options.from === undefined ? -Infinity : epochDay(options.from);
  const accounts = histories
    .map((days) => ((days.at(-1) ?? 0) <= end ? days : days.filter((day) => day <= end)))
    .filter((days) => days.length > 0);
  const prior = medianIntervalOf(accounts);
  const exposureDays = accounts.reduce((sum, days) => sum + Math.max(0, end - Math.max(from, days[0] as number)), 0);
  const accountYears = exposureDays / DAYS_PER_YEAR;
  if (prior === null || accountYears === 0) {
    return { threshold: DEFAULT_GAP_THRESHOLD, source: 'DEFAULT', startsPerAccountYear: 0, accountYears };
  }
  const peaks = Float64Array.from(accounts.flatMap((days) => gapPeaks(days, { prior, from, end, step }))).sort();
  const allowed = Math.floor(budget * accountYears);
  const threshold = Math.max(LOWEST_GAP_THRESHOLD, peaks[peaks.length - 1 - allowed] ?? LOWEST_GAP_THRESHOLD);
  const starts = peaks.reduce((count, peak) => (peak > threshold ? count + 1 : count), 0);
  return { threshold, source: 'CALIBRATED', startsPerAccountYear: starts / accountYears, accountYears };
}

/** The highest evaluated gap ratio of each interval that reaches into the calibration window. */
function gapPeaks(
  days: readonly number[],
  {
    prior,
    from,
    end,
    step,
  }: { readonly prior: number; readonly from: number; readonly end: number; readonly step: number },
): readonly number[] {
  const first = days[0] as number;
  const peaks: number[] = [];
  days.forEach((day, intervals) => {
    const next = days[intervals + 1];
    // The evaluation on the day of the next order already sees it; the last one without it is a step earlier.
    const gap = next === undefined ? end - day : Math.ceil((next - day) / step) * step - step;
    if (day + gap >= from) peaks.push(gap / shrunkenInterval(intervals, day - first, prior));
  });
  return peaks;
}
