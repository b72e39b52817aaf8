import { dateInZone, type IsoDate, momentShowing, type ZoneOffset } from '@mortise/domain';
import ICAL from 'ical.js';
import { isTimeZone, zoneOf } from '../../platform/context/zones.js';
import {
  type FoundChannel,
  type FoundTouch,
  keyOf,
  MOST_PEOPLE,
  type PassedOver,
  peopleOf,
  subjectOf,
} from './found-touch.js';

const LONGEST_MINUTES = 1_440;

/** What an appointment is read with. */
export interface CalendarZone {
  readonly now: Date;
  readonly from: IsoDate;
  readonly zone: ZoneOffset;
  /** Whether the file takes back what it names. */
  readonly cancelled: boolean;
}

/** What one occurrence of an appointment tells. @param occurrence null of an appointment that is not repeated */
export function readOccurrence(
  event: ICAL.Event,
  occurrence: ICAL.Time | null,
  span: CalendarZone,
): FoundTouch | PassedOver {
  const details = occurrence === null ? null : event.getOccurrenceDetails(occurrence);
  const item = details?.item ?? event;
  const start = details?.startDate ?? item.startDate;
  const end = details?.endDate ?? item.endDate;
  const [from, to, place] = [start, end, placeOf(event, occurrence)].map((time) => {
    return time === null ? null : momentOf(time, item.component, span.zone);
  });
  if (from === undefined || from === null || place === undefined) return 'TIME_ZONE_UNKNOWN';
  const on = start.isDate ? dayOf(start) : dateInZone(from.toISOString(), span.zone);
  if (start.isDate ? on > dateInZone(span.now.toISOString(), span.zone) : from > span.now) return 'IN_FUTURE';
  if (on < span.from) return 'TOO_EARLY';
  if (span.cancelled || item.component.getFirstPropertyValue('status') === 'CANCELLED') return 'CANCELLED';
  const people = invited(item.component);
  if (people.length > MOST_PEOPLE) return 'TOO_MANY_PEOPLE';
  if (people.length === 0) return 'WITHOUT_PEOPLE';
  const minutes = start.isDate || !to ? null : Math.round((to.getTime() - from.getTime()) / 60_000);
  return {
    // Whoever gives no identity is known by when and with whom it was.
    key: keyOf(event.uid || `${from.toISOString()} ${JSON.stringify(people)}`, place?.toISOString() ?? ''),
    ...{ kind: 'APPOINTMENT', at: start.isDate ? null : from, on, channel: channelOf(item.component) },
    minutes: minutes !== null && minutes >= 0 && minutes <= LONGEST_MINUTES ? minutes : null,
    ...{ subject: subjectOf(item.summary), people },
  };
}

/** Which of the repetitions it is, whether the file repeats it or names it alone. */
function placeOf(event: ICAL.Event, occurrence: ICAL.Time | null): ICAL.Time | null {
  return occurrence ?? (event.isRecurrenceException() ? event.recurrenceId : null);
}

/** The moment of a time: in UTC, in a zone that the file describes or names, or else in the supplier's; undefined where it is not known. */
function momentOf(time: ICAL.Time, event: ICAL.Component, own: ZoneOffset): Date | undefined {
  const local = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  if (time.isDate) return new Date(local);
  const { zone } = time;
  if (zone !== ICAL.Timezone.localTimezone) return time.toJSDate();
  const name = event.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  if (name && !isTimeZone(name)) return undefined;
  return new Date(momentShowing(local, name ? zoneOf(name) : own));
}

function dayOf({ year, month, day }: ICAL.Time): IsoDate {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Who invited and who was invited; not who has declined or is only told of it, nor rooms and things. */
function invited(event: ICAL.Component): FoundTouch['people'] {
  const organizer = event.getFirstProperty('organizer');
  const attendees = event.getAllProperties('attendee').filter((one) => {
    const said = (name: string): string => String(one.getFirstParameter(name) ?? '').toUpperCase();
    return (
      said('partstat') !== 'DECLINED' &&
      said('role') !== 'NON-PARTICIPANT' &&
      ['', 'INDIVIDUAL', 'UNKNOWN'].includes(said('cutype'))
    );
  });
  return peopleOf([
    ...(organizer ? [{ ...personOf(organizer), part: 'FROM' as const }] : []),
    ...attendees.map((one) => ({ ...personOf(one), part: 'TO' as const })),
  ]);
}

function personOf(property: ICAL.Property): { address: string; name: string | null } {
  const value = String(property.getFirstValue() ?? '');
  const [, written] = /^mailto:(.+)$/i.exec(value.trim()) ?? [];
  return {
    address: written ?? property.getFirstParameter('email') ?? '',
    name: property.getFirstParameter('cn') || null,
  };
}

const MEETING_LINK = /https?:\/\/|\b(?:teams|zoom|webex|google meet|skype|tencent meeting)\b|腾讯会议|騰訊會議/i;

/** Where they met: over a link, on the telephone, or else in one place. */
function channelOf(event: ICAL.Component): FoundChannel {
  const said = (name: string): string => String(event.getFirstPropertyValue(name) ?? '');
  const links = [said('conference'), said('x-google-conference'), said('x-microsoft-skypeteamsmeetingurl')].filter(
    Boolean,
  );
  if (/^tel:/i.test(links[0] ?? '') || /^(?:tel:|phone|telephone|call\b|电话|電話)/i.test(said('location').trim()))
    return 'CALL';
  return links.length > 0 || MEETING_LINK.test(said('location')) ? 'VIDEO' : 'VISIT';
}
