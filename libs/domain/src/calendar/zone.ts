import { InvalidValueError } from '../errors/invalid-value.error.js';
import { dateOfEpochDay, epochMilliseconds, type Instant, type IsoDate } from './date.js';

/** Minutes by which local time is ahead of UTC at a moment (milliseconds since 1970-01-01 UTC), as +480 in Shanghai. */
export type ZoneOffset = (epochMilliseconds: number) => number;

/** A change of a zone's offset: from that moment on. */
export interface OffsetChange {
  readonly at: Instant;
  readonly offsetMinutes: number;
}

const LARGEST_OFFSET = 24 * 60;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** The moment as ISO 8601 text in UTC. Throws `INVALID_DATE` beyond the range of dates. */
export function instantOf(milliseconds: number): Instant {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) throw new InvalidValueError('INVALID_DATE', milliseconds);
  return date.toISOString();
}

/** The zone of moments themselves. */
export const UTC_ZONE: ZoneOffset = () => 0;

/** The local day on which a moment falls. Throws `INVALID_DATE` for anything that is no moment, or at the end of days. */
export function dateInZone(instant: Instant, zone: ZoneOffset = UTC_ZONE): IsoDate {
  const milliseconds = epochMilliseconds(instant);
  return dateOfEpochDay(Math.floor((milliseconds + zone(milliseconds) * MINUTE) / DAY));
}

/**
 * The moment at which the clocks of a zone show a time: the local time read as if it were UTC, in milliseconds. What clocks
 * show twice, as they are put back, is the first of the two; what they leap over is as much later as they leap.
 */
export function momentShowing(local: number, zone: ZoneOffset): number {
  const [before, after] = [zone(local - DAY), zone(local + DAY)].map((offset) => local - offset * MINUTE) as [
    number,
    number,
  ];
  // The offset before a change holds for what is shown first, and for what is not shown at all.
  return before + zone(before) * MINUTE === local || after + zone(after) * MINUTE !== local ? before : after;
}

/** A zone whose clocks never change. Throws `INVALID_NUMBER` unless whole minutes within a day. */
export function fixedOffset(minutes: number): ZoneOffset {
  const offset = checkedOffset(minutes);
  return () => offset;
}

/**
 * A zone as data: the offset at first and its changes in any order, as a server may send them to a browser.
 * O(log changes) a look-up.
 */
export function offsetTable(firstOffsetMinutes: number, changes: readonly OffsetChange[] = []): ZoneOffset {
  const first = checkedOffset(firstOffsetMinutes);
  const sorted = changes
    .map(({ at, offsetMinutes }) => ({ at: epochMilliseconds(at), offset: checkedOffset(offsetMinutes) }))
    .sort((a, b) => a.at - b.at);
  return (moment) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.at ?? Infinity) <= moment) low = middle + 1;
      else high = middle;
    }
    return sorted[low - 1]?.offset ?? first;
  };
}

/**
 * A zone of the IANA time zone database by its name, as the runtime knows it; offsets are whole minutes, as they have
 * been everywhere since 1972. Throws `INVALID_DATE` for a name the runtime does not know.
 */
export function namedZone(name: string): ZoneOffset {
  const format = zoneFormat(name);
  return (moment) => {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    // Seconds of the wall clock are whole, so that a zone without an offset would round to −0.
    return Math.round((wall - moment) / MINUTE) + 0;
  };
}

/** Spans of time that a tabled zone learns at once, and how many of them it remembers. */
const SPAN = 366 * DAY;
const MOST_SPANS = 256;

/**
 * The same zone, which asks once about each day of about a year and then looks the offset up: asking the runtime takes a
 * thousand times as long. As everywhere, an offset that changes twice within a day is not seen. O(log changes) once learnt.
 */
export function tabledZone(zone: ZoneOffset): ZoneOffset {
  const tables = new Map<number, ZoneOffset>();
  return (moment) => {
    const span = Math.floor(moment / SPAN);
    const known = tables.get(span);
    if (known !== undefined) return known(moment);
    if (tables.size >= MOST_SPANS) tables.clear();
    const learnt = offsetTable(zone(span * SPAN), changesIn(zone, span * SPAN));
    tables.set(span, learnt);
    return learnt(moment);
  };
}

function changesIn(zone: ZoneOffset, from: number): readonly OffsetChange[] {
  const changes: OffsetChange[] = [];
  let offset = zone(from);
  for (let day = from; day < from + SPAN; day += DAY) {
    const offsetMinutes = zone(day + DAY);
    if (offsetMinutes === offset) continue;
    changes.push({ at: instantOf(offsetChangeBetween(zone, day, day + DAY)), offsetMinutes });
    offset = offsetMinutes;
  }
  return changes;
}

/** The moment in (from, to] at which the offset at `to` began, to the millisecond. O(log(to − from)) look-ups. */
export function offsetChangeBetween(zone: ZoneOffset, from: number, to: number): number {
  const before = zone(from);
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

function zoneFormat(name: string): Intl.DateTimeFormat {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  try {
    return new Intl.DateTimeFormat('en-US', {
      ...fields,
      second: 'numeric',
      hourCycle: 'h23',
      calendar: 'gregory',
      timeZone: name,
    });
  } catch {
    throw new InvalidValueError('INVALID_DATE', name);
  }
}

function checkedOffset(minutes: number): number {
  if (!Number.isInteger(minutes) || Math.abs(minutes) > LARGEST_OFFSET) {
    throw new InvalidValueError('INVALID_NUMBER', minutes);
  }
  return minutes;
}
