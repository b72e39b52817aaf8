import { namedZone } from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import { calendarTextOf, readCalendar } from './calendar-file.js';
import { keyOf } from './found-touch.js';

const SPAN = { now: new Date('2026-11-22T09:00:00Z'), from: '2026-01-01', zone: namedZone('Asia/Shanghai') };
const PEOPLE = ['ORGANIZER;CN=Wei:mailto:wei@helix.example', 'ATTENDEE;CN="Chen, Mei":MAILTO:Mei@mill.example'];

const calendar = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): readonly string[] => [
  ...['BEGIN:VEVENT', ...(lines.some((line) => line.startsWith('UID')) ? [] : ['UID:one'])],
  ...[...lines, ...(lines.some((line) => line.startsWith('ATTENDEE')) ? [] : PEOPLE), 'END:VEVENT'],
];
const read = (...lines: readonly string[]) => readCalendar(calendar(...lines), SPAN);
const only = (...lines: readonly string[]) => read(...event(...lines)).found[0];
const passed = (...lines: readonly string[]) => [...read(...event(...lines)).passedOver];

const BERLIN = `BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`.split('\n');

describe(readCalendar.name, () => {
  it('tells who met whom, when and for how long', () => {
    expect(only('DTSTART:20261120T170000Z', 'DTEND:20261120T174500Z', 'SUMMARY:Seals\\, again')).toEqual({
      key: keyOf('one', ''),
      ...{ kind: 'APPOINTMENT', channel: 'VISIT', minutes: 45, subject: 'Seals, again' },
      ...{ at: new Date('2026-11-20T17:00:00Z'), on: '2026-11-21' },
      people: [
        { address: 'wei@helix.example', name: 'Wei', part: 'FROM' },
        { address: 'mei@mill.example', name: 'Chen, Mei', part: 'TO' },
      ],
    });
  });

  it.each([
    [
      'a zone that the file describes, in winter',
      'DTSTART;TZID=W. Europe Standard Time:20260115T100000',
      '2026-01-15T09:00:00Z',
    ],
    [
      'a zone that the file describes, in summer',
      'DTSTART;TZID=W. Europe Standard Time:20260715T100000',
      '2026-07-15T08:00:00Z',
    ],
    ['a zone by its name', 'DTSTART;TZID=America/New_York:20260715T100000', '2026-07-15T14:00:00Z'],
    ['no zone: the supplier’s', 'DTSTART:20260715T100000', '2026-07-15T02:00:00Z'],
  ])('reads times of %s', (_, start, at) => {
    const { found } = read(...BERLIN, ...event(start, 'DURATION:PT1H30M'));
    expect(found).toMatchObject([{ at: new Date(at), minutes: 90 }]);
  });

  it('takes whole days as days, wherever they are', () => {
    expect(only('DTSTART;VALUE=DATE:20261120', 'DTEND;VALUE=DATE:20261121')).toMatchObject({
      at: null,
      on: '2026-11-20',
      minutes: null,
    });
    expect(only('DTSTART:20261001T100000Z', 'DTEND:20261003T100000Z')).toMatchObject({ minutes: null });
  });

  it('takes each repetition that has taken place, moved ones where they were moved to, without those taken out', () => {
    const { found, passedOver } = read(
      ...event(
        'DTSTART;TZID=Asia/Shanghai:20261026T140000',
        'DTEND;TZID=Asia/Shanghai:20261026T150000',
        'RRULE:FREQ=WEEKLY;BYDAY=MO',
        'EXDATE;TZID=Asia/Shanghai:20261102T140000',
      ),
      ...event(
        'RECURRENCE-ID;TZID=Asia/Shanghai:20261109T140000',
        'DTSTART;TZID=Asia/Shanghai:20261110T090000',
        'DTEND;TZID=Asia/Shanghai:20261110T093000',
      ),
      ...event(
        'RECURRENCE-ID;TZID=Asia/Shanghai:20261116T140000',
        'DTSTART;TZID=Asia/Shanghai:20261116T140000',
        'STATUS:CANCELLED',
      ),
    );
    expect(found.map(({ on, minutes }) => [on, minutes])).toEqual([
      ['2026-10-26', 60],
      ['2026-11-10', 30],
    ]);
    expect([...passedOver]).toEqual([
      ['CANCELLED', 1],
      ['IN_FUTURE', 1],
    ]);
    const alone = only('RECURRENCE-ID:20261109T060000Z', 'DTSTART:20261110T010000Z');
    expect(alone?.key).toBe(found[1]?.key);
    expect(new Set(found.map(({ key }) => key)).size).toBe(2);
  });

  it('counts on from a beginning long ago, without naming what came before', () => {
    const { found, passedOver } = readCalendar(calendar(...event('DTSTART:20100104T060000Z', 'RRULE:FREQ=WEEKLY')), {
      ...SPAN,
      from: '2026-11-01',
    });
    expect(found.map(({ on }) => on)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
    expect([...passedOver]).toEqual([['IN_FUTURE', 1]]);
  });

  it.each([
    [['DTSTART:20270101T100000Z'], 'IN_FUTURE'],
    [['DTSTART:20250101T100000Z'], 'TOO_EARLY'],
    [['DTSTART:20261120T100000Z', 'STATUS:CANCELLED'], 'CANCELLED'],
    [['DTSTART;TZID=Customized Time Zone:20261120T100000'], 'TIME_ZONE_UNKNOWN'],
    [['DTSTART:yesterday'], 'BROKEN'],
    [['DTSTART:20261120T100000Z', 'RRULE:FREQ=MONTHLY;BYDAY=6MO'], 'BROKEN'],
    [['DTSTART:20261120T100000Z', 'ATTENDEE;CUTYPE=ROOM:mailto:room@helix.example'], 'WITHOUT_PEOPLE'],
    [
      ['DTSTART:20261120T100000Z', ...Array.from({ length: 101 }, (_, i) => `ATTENDEE:mailto:p${i}@mill.example`)],
      'TOO_MANY_PEOPLE',
    ],
  ])('passes over %j', (lines, reason) => {
    expect(passed(...lines)).toEqual([[reason, 1]]);
  });

  it('passes over what a file takes back, and harms no other appointment with one that is broken', () => {
    expect([...read('METHOD:CANCEL', ...event('DTSTART:20261120T100000Z')).passedOver]).toEqual([['CANCELLED', 1]]);
    const { found } = read(...event('DTSTART:never'), ...event('UID:two', 'DTSTART:20261120T100000Z'));
    expect(found).toHaveLength(1);
  });

  it('knows who declined, who was only told, rooms and addresses beside other names', () => {
    const { people } = only(
      'DTSTART:20261120T100000Z',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:no@mill.example',
      'ATTENDEE;ROLE=NON-PARTICIPANT:mailto:told@mill.example',
      'ATTENDEE;CUTYPE=RESOURCE:mailto:car@helix.example',
      'ATTENDEE;EMAIL=li@mill.example:urn:uuid:1',
      'ATTENDEE:/o=ExchangeLabs/cn=Wei',
      'ATTENDEE:mailto:a\u0000b@mill.example',
    ) as { people: readonly { address: string }[] };
    expect(people.map(({ address }) => address)).toEqual(['li@mill.example']);
  });

  it.each([
    ['LOCATION:https://meet.example/1', 'VIDEO'],
    ['X-GOOGLE-CONFERENCE:https://meet.google.com/x', 'VIDEO'],
    ['LOCATION:腾讯会议', 'VIDEO'],
    ['CONFERENCE;VALUE=URI:tel:+86-1', 'CALL'],
    ['LOCATION:Phone', 'CALL'],
    ['LOCATION:Gate 4', 'VISIT'],
  ])('tells from %s how they met', (line, channel) => {
    expect(only('DTSTART:20261120T100000Z', line)).toMatchObject({ channel });
  });

  it.each([
    ['FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2', 'CALENDAR_TOO_COMPLEX'],
    ['FREQ=DAILY;INTERVAL=100000000', 'CALENDAR_TOO_COMPLEX'],
    ['FREQ=SECONDLY', 'TOO_MANY_TOUCHES'],
    ['FREQ=DAILY;BYHOUR=1,2,3', 'TOO_MANY_TOUCHES'],
  ])('ends a repetition that never does: %s', (rule, code) => {
    expect(() => only('DTSTART:20260131T100000Z', `RRULE:${rule}`)).toThrow(
      expect.objectContaining({ code }) as unknown as Error,
    );
  });

  it.each([
    ['no calendar', 'Hello', 'CALENDAR_BROKEN'],
    ['half a calendar', calendar(...event('DTSTART:20261120T100000Z')).slice(0, 60), 'CALENDAR_BROKEN'],
    ['a visiting card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Mei\r\nEND:VCARD\r\n', 'CALENDAR_BROKEN'],
    ['a tower', calendar(...Array<string>(50_000).fill('BEGIN:VEVENT')), 'CALENDAR_TOO_COMPLEX'],
    [
      'a heap',
      calendar(...Array.from({ length: 501 }, (_, i) => event(`UID:${i}`, 'DTSTART:20261120T100000Z')).flat()),
      'TOO_MANY_TOUCHES',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(() => readCalendar(text, SPAN)).toThrow(expect.objectContaining({ code }) as unknown as Error);
  });

  it('knows appointments without an identity by when and with whom they were', () => {
    const without = ['DTSTART:20261120T100000Z', 'DTSTART:20261121T100000Z', 'DTSTART:20261121T100000Z'];
    const { found } = read(...without.flatMap((start) => ['BEGIN:VEVENT', start, ...PEOPLE, 'END:VEVENT']));
    const [first, second, third] = found.map(({ key }) => key);
    expect(second).toBe(third);
    expect(first).not.toBe(second);
  });

  it('tells nothing of a calendar without appointments', () => {
    expect(read()).toEqual({ found: [], passedOver: new Map() });
  });
});

describe(calendarTextOf.name, () => {
  it.each(['utf8', 'utf16le', 'latin1'] as const)('reads %s', async (encoding) => {
    const text = '\ufeffSUMMARY:Grüße';
    const bytes = Buffer.from(encoding === 'latin1' ? text.slice(1) : text, encoding);
    expect(await calendarTextOf(pieces(bytes.subarray(0, 5), bytes.subarray(5)))).toBe('SUMMARY:Grüße');
  });

  it.each([
    ['FILE_EMPTY', [Buffer.from(' \r\n')]],
    ['FILE_TOO_LARGE', Array<Buffer>(3).fill(Buffer.alloc(1024 ** 2, 'x'))],
  ])('refuses with %s', async (code, bytes) => {
    await expect(calendarTextOf(pieces(...bytes))).rejects.toMatchObject({ code });
  });
});

async function* pieces(...bytes: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* bytes;
}
