import { daysBetween, type IsoDate } from '../calendar/date.js';
import { addMonths, type Month, monthIndex, monthOf, monthOfIndex } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { daysSalesOutstanding } from './days-sales-outstanding.js';

/** What was invoiced in a month, and what of anything was paid or credited in it, in minor units of one currency. */
export interface ReceivableMonth {
  readonly month: Month;
  readonly invoicedMinor: bigint;
  readonly settledMinor: bigint;
}

export interface OutstandingMonth {
  readonly month: Month;
  /** Open at the end of the month; not below 0, however much was paid in advance. */
  readonly openMinor: bigint;
  /** Days sales outstanding at the end of the month; undefined where too little is known or nothing was sold on credit. */
  readonly days: number | undefined;
}

/** Months of credit sales that the receivables at the end of a month are compared with: the quarter that is usual. */
export const OUTSTANDING_SALES_MONTHS = 3;

/**
 * Days sales outstanding at the end of every whole month, from the first entry's to the last one that has ended by
 * `asOf`: what is open then ÷ what was invoiced in the months up to then × their days. The first months, before there
 * are as many, have none. Months without an entry count as zero, several entries of a month add up. O(entries + months).
 *
 * @param salesMonths whole months of credit sales
 * @throws InvalidValueError `INVALID_MONTH`, `INVALID_DATE`, or `INVALID_LENGTH` unless salesMonths is whole and above 0
 */
export function outstandingMonths(
  entries: readonly ReceivableMonth[],
  asOf: IsoDate,
  salesMonths: number = OUTSTANDING_SALES_MONTHS,
): readonly OutstandingMonth[] {
  if (!Number.isInteger(salesMonths) || salesMonths < 1) throw new InvalidValueError('INVALID_LENGTH', salesMonths);
  const last = monthIndex(lastWholeMonth(asOf));
  const indices = entries.map(({ month }) => monthIndex(month));
  const first = indices.reduce((least, index) => Math.min(least, index), Infinity);
  if (!(first <= last)) return [];
  const invoiced = Array<bigint>(last - first + 1).fill(0n);
  const change = Array<bigint>(last - first + 1).fill(0n);
  entries.forEach(({ invoicedMinor, settledMinor }, i) => {
    const place = (indices[i] as number) - first;
    if (place >= invoiced.length) return;
    invoiced[place] = (invoiced[place] as bigint) + invoicedMinor;
    change[place] = (change[place] as bigint) + invoicedMinor - settledMinor;
  });
  let [open, sold] = [0n, 0n];
  return invoiced.map((amount, place) => {
    open += change[place] as bigint;
    sold += amount - (invoiced[place - salesMonths] ?? 0n);
    const month = monthOfIndex(first + place);
    const openMinor = open > 0n ? open : 0n;
    const days =
      place + 1 < salesMonths ? undefined : daysSalesOutstanding(openMinor, sold, daysOf(month, salesMonths));
    return { month, openMinor, days };
  });
}

/** The newest days sales outstanding in a row without a gap, oldest first: what a habit can be read from. O(n). */
export function outstandingDays(months: readonly OutstandingMonth[]): readonly number[] {
  const gap = months.findLastIndex(({ days }) => days === undefined);
  return months.slice(gap + 1).map(({ days }) => days as number);
}

function lastWholeMonth(asOf: IsoDate): Month {
  const month = monthOf(asOf);
  return daysBetween(asOf, `${addMonths(month, 1)}-01`) === 1 ? month : addMonths(month, -1);
}

function daysOf(lastMonth: Month, months: number): number {
  return daysBetween(`${addMonths(lastMonth, 1 - months)}-01`, `${addMonths(lastMonth, 1)}-01`);
}
