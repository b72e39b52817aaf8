import { addMonthsToDate, dateOfEpochDay, epochDay, type IsoDate } from './date.js';

const MONTHS = 3;

/** The last quarter of the calendar that has ended on a day or before, with its first and last day. O(1). */
export function lastWholeQuarter(day: IsoDate): { readonly from: IsoDate; readonly to: IsoDate } {
  const next = dateOfEpochDay(epochDay(day) + 1);
  const month = Math.floor((Number(next.slice(5, 7)) - 1) / MONTHS) * MONTHS + 1;
  const begun = `${next.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  return { from: addMonthsToDate(begun, -MONTHS), to: dateOfEpochDay(epochDay(begun) - 1) };
}

/** A quarter of the calendar, 1–4, with its first and last day. O(1). */
export function calendarQuarter(
  year: number,
  quarter: 1 | 2 | 3 | 4,
): { readonly from: IsoDate; readonly to: IsoDate } {
  const from = `${String(year).padStart(4, '0')}-${String((quarter - 1) * MONTHS + 1).padStart(2, '0')}-01`;
  return { from, to: dateOfEpochDay(epochDay(addMonthsToDate(from, MONTHS)) - 1) };
}
