import { InvalidValueError } from '../errors/invalid-value.error.js';

/** A calendar day without time or zone: `YYYY-MM-DD`, from the year 1000 to 9999. */
export type IsoDate = string;

/** A moment: ISO 8601 with zone, as `2026-11-21T08:30:00.000Z`. */
export type Instant = string;

const MILLISECONDS_PER_DAY = 86_400_000;
const DATE = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** 1000-01-01 and 9999-12-31 as days since 1970-01-01. */
export const FIRST_EPOCH_DAY = -354_285;
export const LAST_EPOCH_DAY = 2_932_896;

/** Days in a civil year, the divisor that turns days under observation into account-years. */
export const DAYS_PER_YEAR = 365.25;

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether a text is a day of the calendar. */
export function isCalendarDate(text: string): boolean {
  const match = DATE.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days since 1970-01-01. Throws `INVALID_DATE` for anything that is no day of the calendar. */
export function epochDay(date: IsoDate): number {
  if (!isCalendarDate(date)) throw new InvalidValueError('INVALID_DATE', date);
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / MILLISECONDS_PER_DAY;
}

/** The day that many days after 1970-01-01. */
export function dateOfEpochDay(day: number): IsoDate {
  if (!Number.isInteger(day) || day < FIRST_EPOCH_DAY || day > LAST_EPOCH_DAY) {
    throw new InvalidValueError('INVALID_DATE', day);
  }
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole days from one day to another, negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return epochDay(to) - epochDay(from);
}

/** The same day of the month that many months later, or the last day of a shorter month. */
export function addMonthsToDate(date: IsoDate, months: number): IsoDate {
  epochDay(date);
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const day = Math.min(Number(date.slice(8)), daysInMonth(year, month));
  const later = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return dateOfEpochDay(epochDay(later));
}

/**
 * Milliseconds since 1970-01-01 UTC. Throws `INVALID_DATE` for anything that is no moment; a time without a zone is none,
 * as it would be another one on every machine.
 */
export function epochMilliseconds(instant: Instant): number {
  const milliseconds = Date.parse(instant);
  // The runtime takes 30 February for 2 March.
  if (Number.isNaN(milliseconds) || !INSTANT.test(instant) || !isCalendarDate(instant.slice(0, 10))) {
    throw new InvalidValueError('INVALID_DATE', instant);
  }
  return milliseconds;
}

/** The calendar day, in UTC, on which a moment falls. Throws `INVALID_DATE` for anything that is no moment. */
export function dateOfInstant(instant: Instant): IsoDate {
  return dateOfEpochDay(Math.floor(epochMilliseconds(instant) / MILLISECONDS_PER_DAY));
}
