import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Whether people work on a day; a tenant's calendar of holidays and make-up days. */
export type WorkingDayRule = (date: IsoDate) => boolean;

/** The longest run of days off that a calendar may have. */
const LONGEST_CLOSURE = 366;

/** Monday to Friday, no holidays. */
export const isWeekday: WorkingDayRule = (date) => {
  // 1970-01-01 was a Thursday.
  const day = (((epochDay(date) + 3) % 7) + 7) % 7;
  return day < 5;
};

/**
 * The day that many working days after a date; the date itself does not count. O(days between).
 *
 * @throws InvalidValueError `INVALID_LENGTH` unless the count is whole and ≥ 0, or where the calendar has no working day
 */
export function workingDayAfter(date: IsoDate, count: number, isWorkingDay: WorkingDayRule): IsoDate {
  if (!Number.isInteger(count) || count < 0) throw new InvalidValueError('INVALID_LENGTH', count);
  let day = epochDay(date);
  for (let left = count, idle = 0; left > 0;) {
    day += 1;
    const works = isWorkingDay(dateOfEpochDay(day));
    idle = works ? 0 : idle + 1;
    if (works) left -= 1;
    if (idle > LONGEST_CLOSURE) throw new InvalidValueError('INVALID_LENGTH', idle);
  }
  return dateOfEpochDay(day);
}
