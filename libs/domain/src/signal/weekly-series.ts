import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';

/** What an account bought per week, oldest first; weeks without an order are 0. Any unit of one currency, or pieces. */
export interface WeeklySeries {
  /** First day of the first week. */
  readonly firstWeek: IsoDate;
  readonly values: readonly number[];
}

/** The last week of a year takes the days that 52 weeks leave over. */
export const WEEKS_PER_YEAR = 52;

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * Week of the year, from 0 to 51, of each of `count` weeks in a row, by the day of the year on which it begins; days 365
 * and 366 belong to the last one. O(count).
 */
export function weeksOfYear(firstWeek: IsoDate, count: number): readonly number[] {
  let day = epochDay(firstWeek);
  let year = Number(firstWeek.slice(0, 4));
  let [newYear, next] = [newYearOf(year), newYearOf(year + 1)];
  const weeks = new Array<number>(count);
  for (let i = 0; i < count; i++, day += 7) {
    if (day >= next) [year, newYear, next] = [year + 1, next, newYearOf(year + 2)];
    weeks[i] = Math.min(WEEKS_PER_YEAR - 1, Math.floor((day - newYear) / 7));
  }
  return weeks;
}

function newYearOf(year: number): number {
  return Date.UTC(year, 0, 1) / MILLISECONDS_PER_DAY;
}

/** First day of the week that many weeks after the first. O(1). */
export function weekStart({ firstWeek }: Pick<WeeklySeries, 'firstWeek'>, week: number): IsoDate {
  return dateOfEpochDay(epochDay(firstWeek) + 7 * week);
}

/** Last day of the week that many weeks after the first: the day on which that week is judged. O(1). */
export function weekEnd(series: Pick<WeeklySeries, 'firstWeek'>, week: number): IsoDate {
  return dateOfEpochDay(epochDay(weekStart(series, week)) + 6);
}

/**
 * The weeks that begin on `from` and are complete on `to`; amounts of the same week add up, those outside are left out.
 * O(entries + weeks).
 *
 * @throws InvalidValueError `INVALID_DATE` or `INVALID_NUMBER` for entries that are none
 */
export function weeklySeries(
  entries: readonly { readonly date: IsoDate; readonly value: number }[],
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
): WeeklySeries {
  const start = epochDay(from);
  const weeks = Math.max(0, Math.floor((epochDay(to) - start + 1) / 7));
  const values = new Array<number>(weeks).fill(0);
  for (const { date, value } of entries) {
    const week = Math.floor((epochDay(date) - start) / 7);
    const before = values[week];
    finite(value);
    if (before !== undefined) values[week] = finite(before + value);
  }
  return { firstWeek: from, values };
}

/**
 * Sums of `length` values in a row, each added up anew so that no rounding travels along; the i-th ends with value
 * i + length − 1. O(n · length).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for values that are no numbers
 */
export function movingSums(values: readonly number[], length: number): readonly number[] {
  if (!Number.isInteger(length) || length < 1) throw new InvalidValueError('INVALID_LENGTH', length);
  const sums = new Array<number>(Math.max(0, values.length - length + 1));
  for (let start = 0; start < sums.length; start++) {
    let total = 0;
    for (let i = start; i < start + length; i++) total += values[i] as number;
    sums[start] = finite(total);
  }
  return sums;
}
