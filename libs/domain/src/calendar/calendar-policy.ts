import { businessCalendar, OFFICE_WEEK, type BusinessCalendar, type WorkingWeek } from './business-calendar.js';
import type { IsoDate } from './date.js';
import type { ZoneOffset } from './zone.js';

/** Days of the week, Monday first. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** On which days a company works. The zone in which its days begin is the company's own and stands with its name. */
export interface CalendarPolicy {
  readonly weekdays: readonly Weekday[];
  /** Days without work. */
  readonly holidays: readonly IsoDate[];
  /** Days worked in exchange for a holiday; they win over both. */
  readonly workdays: readonly IsoDate[];
}

export const DEFAULT_CALENDAR_POLICY: CalendarPolicy = {
  weekdays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
  holidays: [],
  workdays: [],
};

const [OFFICE_DAY] = OFFICE_WEEK;

/**
 * The calendar in which deadlines in working days are counted; every working day has the hours of an office. O(days named).
 *
 * @throws InvalidValueError `INVALID_DATE` for days that are none
 */
export function companyCalendar({ weekdays, holidays, workdays }: CalendarPolicy, zone: ZoneOffset): BusinessCalendar {
  const on = (day: Weekday): WorkingWeek[number] => (weekdays.includes(day) ? OFFICE_DAY : []);
  return businessCalendar({
    zone,
    week: [
      ...([on('MONDAY'), on('TUESDAY'), on('WEDNESDAY'), on('THURSDAY'), on('FRIDAY')] as const),
      ...([on('SATURDAY'), on('SUNDAY')] as const),
    ],
    holidays,
    workdays: Object.fromEntries(workdays.map((date) => [date, OFFICE_DAY])),
  });
}
