import { dateOfEpochDay, daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { median } from '../statistics/descriptive.js';

/**
 * An account's order rhythm in three numbers, which a database answers with `min`, `max` and `count(distinct day)`.
 * Mean interval = (last − first) ÷ (orderDays − 1), because intervals between successive order days add up.
 */
export interface OrderHistory {
  readonly firstOrder: IsoDate;
  readonly lastOrder: IsoDate;
  /** Distinct days with an order, ≥ 1. */
  readonly orderDays: number;
}

/** Order days in ascending order as days since 1970-01-01, each once. */
export function orderDaysOf(orderDates: readonly IsoDate[]): readonly number[] {
  const days = orderDates.map(epochDay).sort((a, b) => a - b);
  return days.filter((day, i) => day !== days[i - 1]);
}

/** The history of these order dates (any order, repetitions allowed), or null without any. O(n) when sorted. */
export function summariseOrders(orderDates: readonly IsoDate[]): OrderHistory | null {
  const days = orderDaysOf(orderDates);
  const [first] = days;
  if (first === undefined) return null;
  return {
    firstOrder: dateOfEpochDay(first),
    lastOrder: dateOfEpochDay(days.at(-1) ?? first),
    orderDays: days.length,
  };
}

/** n, the completed intervals between order days. */
export function intervalCount(history: OrderHistory): number {
  if (!Number.isInteger(history.orderDays) || history.orderDays < 1) {
    throw new InvalidValueError('INVALID_NUMBER', history.orderDays);
  }
  return history.orderDays - 1;
}

/** x̄, the mean interval in days, or null before the second order day. */
export function meanIntervalDays(history: OrderHistory): number | null {
  const intervals = intervalCount(history);
  return intervals === 0 ? null : daysBetween(history.firstOrder, history.lastOrder) / intervals;
}

/** m, the median over accounts of their mean interval in days, or null while no account has ordered twice. */
export function tenantMedianIntervalDays(histories: readonly OrderHistory[]): number | null {
  return median(histories.flatMap((history) => meanIntervalDays(history) ?? [])) ?? null;
}

/** x̄ of order days in ascending order, each once, or null before the second. */
export function meanIntervalOf(days: readonly number[]): number | null {
  return days.length < 2 ? null : ((days.at(-1) as number) - (days[0] as number)) / (days.length - 1);
}

/** m of accounts' order days, or null while no account has ordered twice. */
export function medianIntervalOf(accounts: readonly (readonly number[])[]): number | null {
  return median(accounts.flatMap((days) => meanIntervalOf(days) ?? [])) ?? null;
}
