import { InvalidValueError } from '../errors/invalid-value.error.js';
import { dateOfEpochDay, epochDay, FIRST_EPOCH_DAY, LAST_EPOCH_DAY, type IsoDate } from './date.js';
import type { ZoneOffset } from './zone.js';

/** Working hours as minutes of the local day, [from, to); 0 ≤ from < to ≤ 1440. */
export interface WorkingHours {
  readonly from: number;
  readonly to: number;
}

/** The hours of each day of the week, Monday first; a day without any is no working day. */
export type WorkingWeek = readonly [
  monday: readonly WorkingHours[],
  tuesday: readonly WorkingHours[],
  wednesday: readonly WorkingHours[],
  thursday: readonly WorkingHours[],
  friday: readonly WorkingHours[],
  saturday: readonly WorkingHours[],
  sunday: readonly WorkingHours[],
];

/** Whether people work on a day, for those who know no hours. */
export type WorkingDayRule = (date: IsoDate) => boolean;

/** When a side works, in its own zone. Built with {@link businessCalendar}, which checks it. */
export interface BusinessCalendar {
  readonly zone: ZoneOffset;
  readonly week: WorkingWeek;
  /** Days that differ from their weekday: none for a holiday, hours for a day worked in exchange for one. */
  readonly exceptions: ReadonlyMap<IsoDate, readonly WorkingHours[]>;
}

const MINUTES_PER_DAY = 1440;
const DAYS_PER_WEEK = 7;
const OFFICE_DAY: readonly WorkingHours[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 18 * 60 },
];
const WHOLE_DAY: readonly WorkingHours[] = [{ from: 0, to: MINUTES_PER_DAY }];

/** Monday to Friday, 9–12 and 13–18. */
export const OFFICE_WEEK: WorkingWeek = [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, [], []];

/** Every hour of every day, for deadlines in calendar days. */
export const ROUND_THE_CLOCK_WEEK: WorkingWeek = [
  WHOLE_DAY,
  WHOLE_DAY,
  WHOLE_DAY,
  WHOLE_DAY,
  WHOLE_DAY,
  WHOLE_DAY,
  WHOLE_DAY,
];

/** A day without business stops looking for one after this many days: no calendar closes for ten years. */
export const BUSINESS_HORIZON_DAYS = 3660;

/**
 * A calendar from its parts. Hours of a day must not overlap and are put in order.
 *
 * @param options.holidays days without work
 * @param options.workdays days with hours of their own, such as a Saturday worked in exchange for a holiday; they win
 * @throws InvalidValueError `INVALID_NUMBER` for hours outside a day or overlapping, `INVALID_DATE` for no date
 */
export function businessCalendar(options: {
  readonly zone: ZoneOffset;
  readonly week?: WorkingWeek;
  readonly holidays?: readonly IsoDate[];
  readonly workdays?: Readonly<Record<IsoDate, readonly WorkingHours[]>>;
}): BusinessCalendar {
  const { zone, week = OFFICE_WEEK, holidays = [], workdays = {} } = options;
  const days: readonly (readonly [IsoDate, readonly WorkingHours[]])[] = [
    ...holidays.map((date) => [date, []] as const),
    ...Object.entries(workdays),
  ];
  const [mo, tu, we, th, fr, sa, su] = week;
  return {
    zone,
    week: [ordered(mo), ordered(tu), ordered(we), ordered(th), ordered(fr), ordered(sa), ordered(su)],
    exceptions: new Map(days.map(([date, hours]) => [dateOfEpochDay(epochDay(date)), ordered(hours)])),
  };
}

/** The hours worked on a local day, in order. */
export function hoursOnDay(calendar: BusinessCalendar, day: number): readonly WorkingHours[] {
  if (calendar.exceptions.size > 0) {
    const exception = calendar.exceptions.get(dateOfEpochDay(day));
    if (exception !== undefined) return exception;
  }
  return calendar.week[weekdayOf(day)] ?? [];
}

/** Place of a day in its week, 0 for Monday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % DAYS_PER_WEEK) + DAYS_PER_WEEK) % DAYS_PER_WEEK;
}

/** Whether any hour of that local day is worked. */
export function isBusinessDay(calendar: BusinessCalendar, date: IsoDate): boolean {
  return hoursOnDay(calendar, epochDay(date)).length > 0;
}

/**
 * The business day that many business days after (before, when negative) a day. Of 0: the day itself, or the next
 * business day when it is none. Undefined where the calendar has none within ten years, or dates end. O(days passed).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for a count that is not whole
 */
export function addBusinessDays(
  calendar: BusinessCalendar | WorkingDayRule,
  date: IsoDate,
  count: number,
): IsoDate | undefined {
  if (!Number.isInteger(count)) throw new InvalidValueError('INVALID_LENGTH', count);
  const isWorked = (on: number): boolean => {
    return typeof calendar === 'function' ? calendar(dateOfEpochDay(on)) : hoursOnDay(calendar, on).length > 0;
  };
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let day = epochDay(date);
  let idle = 0;
  if (left > 0) day += step;
  while (day >= FIRST_EPOCH_DAY && day <= LAST_EPOCH_DAY) {
    if (isWorked(day)) {
      if (left <= 1) return dateOfEpochDay(day);
      left -= 1;
      idle = 0;
    } else if (++idle > BUSINESS_HORIZON_DAYS) return undefined;
    day += step;
  }
  return undefined;
}

/** Business days after `from` up to and including `to`; negative when `to` is earlier. O(days). */
export function businessDaysBetween(calendar: BusinessCalendar, from: IsoDate, to: IsoDate): number {
  const [first, last] = [epochDay(from), epochDay(to)];
  if (last < first) return 0 - businessDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = first + 1; day <= last; day += 1) if (hoursOnDay(calendar, day).length > 0) count += 1;
  return count;
}

/** Mean working minutes of the days of the week that are worked: what a deadline of one day amounts to; 0 of none. */
export function minutesPerBusinessDay({ week }: BusinessCalendar): number {
  const worked = week.filter((hours) => hours.length > 0);
  const minutes = worked.flat().reduce((total, { from, to }) => total + to - from, 0);
  return worked.length === 0 ? 0 : minutes / worked.length;
}

function ordered(hours: readonly WorkingHours[]): readonly WorkingHours[] {
  const sorted = [...hours].sort((a, b) => a.from - b.from);
  sorted.forEach(({ from, to }, i) => {
    const earliest = sorted[i - 1]?.to ?? 0;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < earliest || to <= from || to > MINUTES_PER_DAY) {
      throw new InvalidValueError('INVALID_NUMBER', `${from}-${to}`);
    }
  });
  return sorted;
}
