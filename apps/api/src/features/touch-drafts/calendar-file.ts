import { groupBy, type IsoDate, type ZoneOffset } from '@mortise/domain';
import ICAL from 'ical.js';
import { TextDecoding } from '../imports/reading/decode-text.js';
import { type CalendarZone, readOccurrence } from './calendar-occurrence.js';
import type { FoundTouch, PassedOver } from './found-touch.js';
import { TouchFileRefused, TouchFileTooLarge } from './touch-draft.errors.js';
import { withinTime } from './within-time.js';

const MOST_MEBIBYTES = 2;
/** A calendar has components, appointments, and reminders in these; what is nested deeper is no calendar. */
const DEEPEST = 6;
/** Most messages or appointments of one file. */
export const MOST_TOUCHES = 500;
/** Appointments that begin before what is asked for are counted on to it; nobody repeats one more often. */
const MOST_STEPS = 20_000;
const MILLISECONDS = 1_500;

/** What of a calendar is taken. */
export interface CalendarSpan {
  readonly now: Date;
  /** The first day that is taken, in the supplier's time zone. */
  readonly from: IsoDate;
  /** The supplier's, for times that name none. */
  readonly zone: ZoneOffset;
}

/** Appointments of a calendar, and how many were passed over and why. */
export interface CalendarTouches {
  readonly found: readonly FoundTouch[];
  readonly passedOver: ReadonlyMap<PassedOver, number>;
}

/** The text of a calendar, in whatever encoding it comes. @throws TouchFileTooLarge @throws TouchFileRefused `FILE_EMPTY` */
export async function calendarTextOf(content: AsyncIterable<Buffer>): Promise<string> {
  const decoding = new TextDecoding();
  let [text, bytes] = ['', 0];
  for await (const piece of content) {
    bytes += piece.length;
    if (bytes > MOST_MEBIBYTES * 1024 ** 2) throw new TouchFileTooLarge(MOST_MEBIBYTES);
    text += decoding.write(piece);
  }
  text += decoding.end();
  if (text.trim() === '') throw new TouchFileRefused('FILE_EMPTY');
  return text;
}

/**
 * The appointments of a calendar that have taken place, each repetition by itself.
 *
 * @throws TouchFileRefused `CALENDAR_BROKEN`, `CALENDAR_TOO_COMPLEX`, `TOO_MANY_TOUCHES`
 */
export function readCalendar(text: string, span: CalendarSpan): CalendarTouches {
  if (depthOf(text) > DEEPEST) throw new TouchFileRefused('CALENDAR_TOO_COMPLEX');
  const done = withinTime(MILLISECONDS, () => touchesOf(text, span));
  if (!done) throw new TouchFileRefused('CALENDAR_TOO_COMPLEX');
  return done.result;
}

function touchesOf(text: string, span: CalendarSpan): CalendarTouches {
  const found: FoundTouch[] = [];
  const passedOver = new Map<PassedOver, number>();
  const take = (one: FoundTouch | PassedOver): void => {
    if (typeof one === 'string') passedOver.set(one, (passedOver.get(one) ?? 0) + 1);
    else if (found.push(one) > MOST_TOUCHES) throw new TouchFileRefused('TOO_MANY_TOUCHES');
  };
  for (const calendar of calendarsOf(text)) {
    const zone: CalendarZone = { ...span, cancelled: calendar.getFirstPropertyValue('method') === 'CANCEL' };
    for (const event of eventsOf(calendar)) {
      try {
        occurrences(event, zone, take);
      } catch (error) {
        if (error instanceof TouchFileRefused) throw error;
        // One appointment that cannot be read harms no other.
        take('BROKEN');
      }
    }
  }
  return { found, passedOver };
}

function calendarsOf(text: string): readonly ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const all = (Array.isArray(parsed[0]) ? parsed : [parsed]).map((each) => new ICAL.Component(each as never));
    if (all.every(({ name }) => name === 'vcalendar')) return all;
  } catch {
    // Told below: what stands where does not matter to whoever sent it.
  }
  throw new TouchFileRefused('CALENDAR_BROKEN');
}

/** Each appointment once, with those of its repetitions that were changed. */
function eventsOf(calendar: ICAL.Component): readonly ICAL.Event[] {
  const all = calendar.getAllSubcomponents('vevent');
  const changed = groupBy(
    all.filter((event) => event.hasProperty('recurrence-id')),
    uidOf,
  );
  const whole = all.filter((event) => !event.hasProperty('recurrence-id'));
  const known = new Set(whole.map(uidOf));
  return [
    ...whole.map(
      (event) => new ICAL.Event(event, { strictExceptions: true, exceptions: [...(changed.get(uidOf(event)) ?? [])] }),
    ),
    // Repetitions of which the file does not have the first stand for themselves.
    ...[...changed].flatMap(([uid, events]) => (known.has(uid) ? [] : events.map((event) => new ICAL.Event(event)))),
  ];
}

function uidOf(event: ICAL.Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '');
}

function occurrences(event: ICAL.Event, zone: CalendarZone, take: (one: FoundTouch | PassedOver) => void): void {
  if (!event.isRecurring()) return take(readOccurrence(event, null, zone));
  const iterator = event.iterator();
  for (let steps = 0; ; steps += 1) {
    const next = iterator.next() as ICAL.Time | null | undefined;
    if (!next) return;
    if (steps === MOST_STEPS) throw new TouchFileRefused('CALENDAR_TOO_COMPLEX');
    const one = readOccurrence(event, next, zone);
    // What is still to come has no end; what was before is not counted one by one.
    if (one === 'IN_FUTURE') return take(one);
    if (one !== 'TOO_EARLY') take(one);
  }
}

/** How deeply components are nested. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [, word] of text.matchAll(/^(BEGIN|END)\s*:/gim)) {
    depth += word?.toUpperCase() === 'BEGIN' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
