import { dateOfEpochDay, daysBetween, epochDay, LAST_EPOCH_DAY, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import type { DetectorReading } from './detector.js';
import { intervalCount, meanIntervalDays, type OrderHistory } from './order-history.js';

/** How many intervals the tenant's median weighs against an account's own. */
export const PRIOR_INTERVALS = 2;

/** Why the gap detector says what it says: expected against actual. */
export interface OrderGapExplanation {
  readonly lastOrder: IsoDate;
  /** n, the intervals the account's own rhythm rests on. */
  readonly intervals: number;
  /** The account's own mean interval, null before its second order day. */
  readonly ownMeanIntervalDays: number | null;
  readonly tenantMedianIntervalDays: number | null;
  readonly expectedIntervalDays: number;
  /** Last order plus the expected interval, rounded up to a whole day. */
  readonly expectedNextOrder: IsoDate;
  /** The first day on which the gap exceeds the threshold if no order comes. */
  readonly alarmFrom: IsoDate;
  readonly gapDays: number;
  readonly asOf: IsoDate;
}

export type OrderGapReading = DetectorReading<'ORDER_GAP', OrderGapExplanation>;

/** What is known of an account's orders, and the day on which that is looked at. */
export interface OrderGapInput {
  readonly history: OrderHistory;
  readonly tenantMedianIntervalDays: number | null;
  /** The day of the evaluation; a last order after it counts as a gap of 0. */
  readonly asOf: IsoDate;
}

/** Expected interval (n·x̄ + 2·m) ÷ (n + 2) in days: the account's own mean, shrunken to the tenant's median m. */
export function shrunkenInterval(intervals: number, totalDays: number, tenantMedian: number): number {
  return (totalDays + PRIOR_INTERVALS * tenantMedian) / (intervals + PRIOR_INTERVALS);
}

/**
 * The order gap of one account: `g = days since the last order ÷ expected interval`, an alarm above the threshold.
 * O(1). Null where no interval can be expected: the account ordered once and the tenant has no median yet.
 *
 * @param input.threshold c_g, see `calibrateGapThreshold`
 */
export function orderGap(input: OrderGapInput & { readonly threshold: number }): OrderGapReading | null {
  const { history, tenantMedianIntervalDays, asOf } = input;
  const threshold = finite(input.threshold);
  const ratio = gapRatio(input);
  if (ratio === null) return null;
  const { score, gapDays, expected } = ratio;
  const lastDay = epochDay(history.lastOrder);
  return {
    detector: 'ORDER_GAP',
    score,
    threshold,
    alarm: score > threshold,
    explanation: {
      lastOrder: history.lastOrder,
      intervals: intervalCount(history),
      ownMeanIntervalDays: meanIntervalDays(history),
      tenantMedianIntervalDays,
      expectedIntervalDays: expected,
      expectedNextOrder: dateUpTo(lastDay + Math.ceil(expected)),
      alarmFrom: dateUpTo(lastDay + firstDayAbove(threshold, expected)),
      gapDays,
      asOf,
    },
  };
}

/** The score of {@link orderGap} without its explanation, and what it is made of. O(1). */
export function gapRatio({ history, tenantMedianIntervalDays, asOf }: OrderGapInput): {
  readonly score: number;
  readonly gapDays: number;
  readonly expected: number;
} | null {
  const prior = tenantMedianIntervalDays ?? meanIntervalDays(history);
  if (prior === null) return null;
  // From the total itself, as the calibration does: taken from the mean it could differ in the last bit.
  const total = daysBetween(history.firstOrder, history.lastOrder);
  const expected = shrunkenInterval(intervalCount(history), total, prior);
  if (!(finite(expected) > 0)) throw new InvalidValueError('INVALID_NUMBER', expected);
  const gapDays = Math.max(0, daysBetween(history.lastOrder, asOf));
  return { score: gapDays / expected, gapDays, expected };
}

/** The smallest whole number of days whose ratio is above the threshold, by the same division as the score. */
function firstDayAbove(threshold: number, expected: number): number {
  let days = Math.max(0, Math.floor(threshold * expected) - 1);
  while (days <= LAST_EPOCH_DAY && !(days / expected > threshold)) days += 1;
  return days;
}

/** Thresholds without any bound would name days beyond the calendar. */
function dateUpTo(day: number): IsoDate {
  return dateOfEpochDay(Math.min(day, LAST_EPOCH_DAY));
}
