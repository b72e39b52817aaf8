import { weekdayOf } from '../calendar/business-calendar.js';
import { epochDay, epochMilliseconds, type Instant, type IsoDate } from '../calendar/date.js';
import { dateInZone, type ZoneOffset } from '../calendar/zone.js';

/** What a clock on the wall and a calendar beside it show. */
export interface WallTime {
  readonly date: IsoDate;
  /** 0 for Monday. */
  readonly weekday: number;
  /** Whole minutes since midnight, 0…1439, as the clock shows them: one that clocks skip never comes, one they repeat comes twice. */
  readonly minute: number;
}

/** A stretch of every day, in minutes after midnight: [from, to), over midnight where `to` is the smaller. */
export interface DailyHours {
  readonly from: number;
  readonly to: number;
}

/** When somebody wants to be sent a digest. */
export interface DigestRhythm {
  /** Days of the week, 0 for Monday. */
  readonly weekdays: readonly number[];
  /** Full hour of the wall clock from which on, 0…23. */
  readonly hour: number;
  /** Hours in which nothing is sent; null for none. */
  readonly quiet: DailyHours | null;
}

const MINUTE = 60_000;
const MINUTES_PER_DAY = 1_440;

/** The wall clock of a zone at a moment. Throws `INVALID_DATE` for anything that is no moment. */
export function wallTime(instant: Instant, zone: ZoneOffset): WallTime {
  const moment = epochMilliseconds(instant);
  const local = Math.floor(moment / MINUTE) + zone(moment);
  const date = dateInZone(instant, zone);
  return {
    date,
    weekday: weekdayOf(epochDay(date)),
    minute: local - Math.floor(local / MINUTES_PER_DAY) * MINUTES_PER_DAY,
  };
}

/** Whether a minute of the day lies in the hours; never where they begin when they end. */
export function isWithinHours(minute: number, { from, to }: DailyHours): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * The day whose digest is due at a moment: the local day itself from its hour on, on the days of the rhythm, outside the
 * quiet hours; else null. Whoever sends one digest per person and day at most sends it once also on a day on which the
 * clocks show the hour twice, and in the hour after on a day on which they skip it.
 */
export function digestDue(instant: Instant, zone: ZoneOffset, { weekdays, hour, quiet }: DigestRhythm): IsoDate | null {
  const { date, weekday, minute } = wallTime(instant, zone);
  if (!weekdays.includes(weekday) || minute < hour * 60) return null;
  return quiet !== null && isWithinHours(minute, quiet) ? null : date;
}
