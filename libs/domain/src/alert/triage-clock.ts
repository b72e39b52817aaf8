import type { BusinessCalendar, WorkingDayRule } from '../calendar/business-calendar.js';
import { type Instant, type IsoDate } from '../calendar/date.js';
import { isWeekday, workingDayAfter } from '../calendar/working-day.js';
import { dateInZone, UTC_ZONE } from '../calendar/zone.js';
import type { AlertRecord } from './alert.model.js';

/** Working days in which a person looks at an alert, and in which a confirmed one has its case. */
export const TRIAGE_WORKING_DAYS = 1;

/**
 * Whose days are counted: a business calendar counts the days of its own zone, with its holidays and the days worked in
 * exchange; a bare rule counts the days of UTC.
 */
export type DeadlineCalendar = BusinessCalendar | WorkingDayRule;

/**
 * The day until which an alert must have been triaged: the first working day after it was raised. Null while it only
 * watches, and once somebody has looked. O(days off).
 *
 * @throws InvalidValueError as {@link dueOnWorkingDay} does
 */
export function triageDue(
  { state, alertedAt }: Pick<AlertRecord, 'state' | 'alertedAt'>,
  calendar: DeadlineCalendar = isWeekday,
): IsoDate | null {
  if (state !== 'ALERT' || alertedAt === null) return null;
  return dueOnWorkingDay(alertedAt, TRIAGE_WORKING_DAYS, calendar);
}

/**
 * The day that many working days after the day on which a moment falls where the calendar is kept. O(days).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_LENGTH` for a count below 0 or a calendar without working days
 */
export function dueOnWorkingDay(from: Instant, workingDays: number, calendar: DeadlineCalendar): IsoDate {
  return workingDayAfter(deadlineDay(from, calendar), workingDays, calendar);
}

/** The day on which a moment falls where the calendar is kept. Throws `INVALID_DATE` for anything that is no moment. */
export function deadlineDay(at: Instant, calendar: DeadlineCalendar): IsoDate {
  return dateInZone(at, typeof calendar === 'function' ? UTC_ZONE : calendar.zone);
}
