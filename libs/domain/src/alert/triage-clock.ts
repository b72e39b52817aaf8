import { dateOfInstant, type Instant, type IsoDate } from '../calendar/date.js';
import { isWeekday, workingDayAfter, type WorkingDayRule } from '../silent-complaint/working-day.js';
import type { AlertRecord } from './alert.model.js';

/** Working days in which a person looks at an alert, and in which a confirmed one has its case. */
export const TRIAGE_WORKING_DAYS = 1;

/**
 * The day until which an alert must have been triaged: the first working day after it was raised. Null while it only
 * watches, and once somebody has looked. O(days off).
 *
 * @throws InvalidValueError as {@link dueOnWorkingDay} does
 */
export function triageDue(
  { state, alertedAt }: Pick<AlertRecord, 'state' | 'alertedAt'>,
  isWorkingDay: WorkingDayRule = isWeekday,
): IsoDate | null {
  if (state !== 'ALERT' || alertedAt === null) return null;
  return dueOnWorkingDay(alertedAt, TRIAGE_WORKING_DAYS, isWorkingDay);
}

/**
 * The day that many working days after the day of a moment. O(days).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_LENGTH` for a calendar without working days
 */
export function dueOnWorkingDay(from: Instant, workingDays: number, isWorkingDay: WorkingDayRule): IsoDate {
  return workingDayAfter(dateOfInstant(from), workingDays, isWorkingDay);
}
