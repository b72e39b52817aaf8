import { InvalidValueError } from '../errors/invalid-value.error.js';
import { BUSINESS_HORIZON_DAYS, hoursOnDay, type BusinessCalendar } from './business-calendar.js';
import { epochMilliseconds, type Instant } from './date.js';
import { instantOf, offsetChangeBetween } from './zone.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A stretch of worked time, [from, to), in milliseconds since 1970-01-01 UTC. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Working time between two moments in milliseconds: how long the wall clock of the calendar's zone showed working hours.
 * An hour that clocks skip is not worked, one they repeat is worked twice. Negative when `to` is earlier. O(days).
 *
 * @throws InvalidValueError `INVALID_DATE` for anything that is no moment
 */
export function workingMilliseconds(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  const [start, end] = [epochMilliseconds(from), epochMilliseconds(to)];
  if (end < start) return 0 - workingMilliseconds(calendar, to, from);
  let total = 0;
  for (const stretch of stretches(calendar, start, end)) total += stretch.to - stretch.from;
  return total;
}

/** {@link workingMilliseconds} in minutes. */
export function workingMinutes(calendar: BusinessCalendar, from: Instant, to: Instant): number {
  return workingMilliseconds(calendar, from, to) / MINUTE;
}

/**
 * The earliest moment by which that much working time has passed since `from`; of 0, `from` itself. Undefined where the
 * calendar does not work that long within ten years of days without work. O(days passed).
 *
 * @throws InvalidValueError `INVALID_LENGTH` for a duration below 0 or beyond number
 */
export function addWorkingTime(calendar: BusinessCalendar, from: Instant, milliseconds: number): Instant | undefined {
  const start = epochMilliseconds(from);
  if (!(milliseconds >= 0 && milliseconds < Infinity)) throw new InvalidValueError('INVALID_LENGTH', milliseconds);
  if (milliseconds === 0) return instantOf(start);
  let left = Math.ceil(milliseconds);
  let worked = start;
  for (let day = start; day - worked <= BUSINESS_HORIZON_DAYS * DAY; day += DAY) {
    for (const { from: opens, to: closes } of stretches(calendar, day, day + DAY)) {
      if (closes - opens >= left) return instantOf(opens + left);
      left -= closes - opens;
      worked = closes;
    }
  }
  return undefined;
}

/** The worked stretches between two moments, in order. */
function* stretches(calendar: BusinessCalendar, start: number, end: number): Generator<Stretch> {
  for (let from = start; from < end;) {
    const { to, offset } = constantOffset(calendar, from, Math.min(end, from + DAY));
    yield* localStretches(calendar, { from, to }, offset * MINUTE);
    from = to;
  }
}

/** From a moment on, how long the zone's offset stays the same, up to `end`. Offsets do not change twice within a day. */
function constantOffset({ zone }: BusinessCalendar, from: number, end: number) {
  const offset = zone(from);
  return { offset, to: zone(end) === offset ? end : offsetChangeBetween(zone, from, end) };
}

function* localStretches(calendar: BusinessCalendar, { from, to }: Stretch, offset: number): Generator<Stretch> {
  const lastDay = Math.floor((to + offset - 1) / DAY);
  for (let day = Math.floor((from + offset) / DAY); day <= lastDay; day += 1) {
    const midnight = day * DAY - offset;
    for (const hours of hoursOnDay(calendar, day)) {
      const stretch = {
        from: Math.max(from, midnight + hours.from * MINUTE),
        to: Math.min(to, midnight + hours.to * MINUTE),
      };
      if (stretch.to > stretch.from) yield stretch;
    }
  }
}
