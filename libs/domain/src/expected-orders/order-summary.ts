import { epochDay, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';

/** The unit in which models of expected orders are fitted unless told otherwise. */
export const DAYS_PER_WEEK = 7;

/**
 * All that models of expected orders have to know of an account. Times are in one unit, weeks unless told otherwise,
 * counted from its first order day.
 */
export interface OrderSummary {
  /** x: order days after the first. */
  readonly repeatOrders: number;
  /** t_x: time of the last order day; 0 without repeat orders. */
  readonly recency: number;
  /** T: length of the observation; at least `recency`. */
  readonly age: number;
  /** Σ ln of the times between successive order days, which tells regular from random ordering; 0 of none. */
  readonly logIntervalSum?: number;
}

export interface SummaryOptions {
  /** Days of a unit of time; 7 unless told. */
  readonly daysPerUnit?: number;
}

/**
 * The summary of one account's order dates, in any order and with repetitions, as seen at the end of the day `until`:
 * later ones are unseen. Undefined where nothing was ordered by then. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_NUMBER` for a unit that is not positive
 */
export function summariseOrderDates(
  dates: readonly IsoDate[],
  until: IsoDate,
  { daysPerUnit = DAYS_PER_WEEK }: SummaryOptions = {},
): OrderSummary | undefined {
  if (!(finite(daysPerUnit) > 0)) throw new InvalidValueError('INVALID_NUMBER', daysPerUnit);
  const end = epochDay(until);
  const days = [...new Set(dates.map(epochDay))].filter((day) => day <= end).sort((a, b) => a - b);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    repeatOrders: days.length - 1,
    recency: (last - first) / daysPerUnit,
    age: (end - first) / daysPerUnit,
    logIntervalSum: sum(days.slice(1).map((day, index) => Math.log((day - (days[index] as number)) / daysPerUnit))),
  };
}

/** One order of any ledger. */
export interface LedgerOrder {
  readonly account: string;
  readonly date: IsoDate;
}

/** The order dates of each account, as they come. O(n). */
export function orderDatesByAccount(ledger: Iterable<LedgerOrder>): ReadonlyMap<string, readonly IsoDate[]> {
  const accounts = new Map<string, IsoDate[]>();
  for (const { account, date } of ledger) {
    const dates = accounts.get(account);
    if (dates === undefined) accounts.set(account, [date]);
    else dates.push(date);
  }
  return accounts;
}

/**
 * Summaries of all accounts of a ledger that had ordered by the end of the day `until`, in the order in which the
 * accounts first occur. O(n log n).
 *
 * @throws InvalidValueError as {@link summariseOrderDates}
 */
export function summariseLedger(
  ledger: Iterable<LedgerOrder>,
  until: IsoDate,
  options: SummaryOptions = {},
): ReadonlyMap<string, OrderSummary> {
  const summaries = new Map<string, OrderSummary>();
  for (const [account, dates] of orderDatesByAccount(ledger)) {
    const summary = summariseOrderDates(dates, until, options);
    if (summary !== undefined) summaries.set(account, summary);
  }
  return summaries;
}

/**
 * The summary itself when it can be one: x whole, 0 ≤ t_x ≤ T, and t_x > 0 exactly where x > 0. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER`
 */
export function checkedSummary(summary: OrderSummary): OrderSummary {
  const { repeatOrders: x, recency, age, logIntervalSum = 0 } = summary;
  if (!(Number.isSafeInteger(x) && x >= 0)) throw new InvalidValueError('INVALID_NUMBER', x);
  finite(logIntervalSum);
  if (!(finite(age) >= 0)) throw new InvalidValueError('INVALID_NUMBER', age);
  if (!(recency >= 0 && recency <= age && recency > 0 === x > 0))
    throw new InvalidValueError('INVALID_NUMBER', recency);
  return summary;
}

/** Summaries that occur several times, once each with their number: one-time customers of a week are all alike. O(n). */
export interface WeightedSummary extends OrderSummary {
  readonly accounts: number;
}

export function groupSummaries(summaries: readonly OrderSummary[]): readonly WeightedSummary[] {
  const groups = new Map<string, { summary: OrderSummary; accounts: number }>();
  for (const summary of summaries) {
    const { repeatOrders, recency, age, logIntervalSum } = checkedSummary(summary);
    const key = [repeatOrders, recency, age, logIntervalSum].join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { summary, accounts: 1 });
    else group.accounts += 1;
  }
  return [...groups.values()].map(({ summary, accounts }) => ({ ...summary, accounts }));
}
