import { InvalidValueError } from '../errors/invalid-value.error.js';
import { addBusinessDays, weekdayOf, type BusinessCalendar, type WorkingDayRule } from './business-calendar.js';
import { epochDay, type IsoDate } from './date.js';

/** Monday to Friday, no holidays. O(1). */
export const isWeekday: WorkingDayRule = (date) => weekdayOf(epochDay(date)) < 5;

/**
 * The day that many working days after a date, for deadlines, which need a day: of 0 the date itself, or the next working
 * day when it is none. O(days passed).
 *
 * @throws InvalidValueError `INVALID_DATE`; `INVALID_LENGTH` for a count below 0 or not whole, or where the calendar has no
 *   such day, see {@link addBusinessDays}
 */
export function workingDayAfter(date: IsoDate, count: number, calendar: BusinessCalendar | WorkingDayRule): IsoDate {
  const day = count < 0 ? undefined : addBusinessDays(calendar, date, count);
  if (day === undefined) throw new InvalidValueError('INVALID_LENGTH', count);
  return day;
}
