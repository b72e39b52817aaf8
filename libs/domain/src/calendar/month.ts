import { InvalidValueError } from '../errors/invalid-value.error.js';
import { epochDay, type IsoDate } from './date.js';

/** A calendar month: `YYYY-MM`. Compares and sorts as text. */
export type Month = string;

/** An amount that belongs to one month, in minor units of one currency. */
export interface MonthlyAmount {
  readonly month: Month;
  readonly amountMinor: bigint;
}

const MONTH = /^(\d{4})-(\d{2})$/;

/** Months since year 0, so that months can be subtracted. Throws `INVALID_MONTH`. */
export function monthIndex(month: Month): number {
  const match = MONTH.exec(month);
  const number = Number(match?.[2]);
  if (!(number >= 1 && number <= 12)) throw new InvalidValueError('INVALID_MONTH', month);
  return Number(match?.[1]) * 12 + number - 1;
}

export function monthOfIndex(index: number): Month {
  const year = Math.floor(index / 12);
  if (!Number.isInteger(index) || year < 0 || year > 9999) throw new InvalidValueError('INVALID_MONTH', index);
  return `${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function monthOf(date: IsoDate): Month {
  epochDay(date);
  return date.slice(0, 7);
}

export function addMonths(month: Month, months: number): Month {
  return monthOfIndex(monthIndex(month) + months);
}

/** Months from one to another, negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return monthIndex(to) - monthIndex(from);
}

/** The `length` months that end with `month`, oldest first. */
export function rollingWindow(month: Month, length = 12): readonly Month[] {
  const end = monthIndex(month);
  return Array.from({ length: checkedLength(length) }, (_, i) => monthOfIndex(end - length + 1 + i));
}

/**
 * Rolling sums: for every month from `first + length − 1` to `last`, what the `length` months ending there add up to.
 * Months without an entry count as zero, several entries of a month add up, entries outside first…last are left out.
 * Without `first`/`last` the range of the entries is taken. O(entries + months).
 */
export function rollingSums(
  entries: readonly MonthlyAmount[],
  options: { readonly length?: number; readonly first?: Month; readonly last?: Month } = {},
): readonly MonthlyAmount[] {
  const length = checkedLength(options.length ?? 12);
  const indices = entries.map((entry) => monthIndex(entry.month));
  const first = options.first === undefined ? smallest(indices) : monthIndex(options.first);
  const last = options.last === undefined ? -smallest(indices.map((index) => -index)) : monthIndex(options.last);
  if (!(first + length - 1 <= last)) return [];
  const perMonth = new Array<bigint>(last - first + 1).fill(0n);
  entries.forEach((entry, i) => {
    const slot = (indices[i] as number) - first;
    const before = perMonth[slot];
    if (before !== undefined) perMonth[slot] = before + entry.amountMinor;
  });
  const sums: MonthlyAmount[] = [];
  let sum = 0n;
  perMonth.forEach((amount, i) => {
    sum += amount - (perMonth[i - length] ?? 0n);
    if (i >= length - 1) sums.push({ month: monthOfIndex(first + i), amountMinor: sum });
  });
  return sums;
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function checkedLength(length: number): number {
  if (!Number.isInteger(length) || length < 1) throw new InvalidValueError('INVALID_LENGTH', length);
  return length;
}
