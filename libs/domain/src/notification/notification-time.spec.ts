import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fixedOffset, instantOf, namedZone, UTC_ZONE } from '../calendar/zone.js';
import { digestDue, isWithinHours, wallTime } from './notification-time.js';

const BERLIN = namedZone('Europe/Berlin');
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const NIGHT = { from: 22 * 60, to: 7 * 60 };
const QUARTER = 15 * 60_000;

/** The days whose digest is due at some quarter of an hour of a stretch, in order. */
function daysDue(from: string, hours: number, zone = BERLIN, hour = 7): (string | null)[] {
  const start = Date.parse(from);
  const moments = Array.from({ length: hours * 4 }, (_, index) => instantOf(start + index * QUARTER));
  const found = moments.map((at) => digestDue(at, zone, { weekdays: EVERY_DAY, hour, quiet: null }));
  return [...new Set(found.filter((day) => day !== null))];
}

describe(wallTime.name, () => {
  it.each([
    ['2026-11-22T23:30:00.000Z', namedZone('Asia/Shanghai'), { date: '2026-11-23', weekday: 0, minute: 450 }],
    ['2026-03-29T00:59:59.999Z', BERLIN, { date: '2026-03-29', weekday: 6, minute: 119 }],
    ['2026-03-29T01:00:00.000Z', BERLIN, { date: '2026-03-29', weekday: 6, minute: 180 }],
    ['2026-10-25T00:30:00.000Z', BERLIN, { date: '2026-10-25', weekday: 6, minute: 150 }],
    ['2026-10-25T01:30:00.000Z', BERLIN, { date: '2026-10-25', weekday: 6, minute: 150 }],
    ['2026-11-01T04:30:00.000Z', namedZone('America/New_York'), { date: '2026-11-01', weekday: 6, minute: 30 }],
    ['1969-12-31T23:59:00.000Z', UTC_ZONE, { date: '1969-12-31', weekday: 2, minute: 1439 }],
    ['2026-11-22T00:00:00.000Z', fixedOffset(345), { date: '2026-11-22', weekday: 6, minute: 345 }],
  ])('reads %s', (instant, zone, wall) => {
    expect(wallTime(instant, zone)).toEqual(wall);
  });

  it('throws for what is no moment', () => {
    expect(() => wallTime('2026-13-01T00:00:00.000Z', UTC_ZONE)).toThrow('INVALID_DATE');
  });
});

describe(isWithinHours.name, () => {
  it.each<{ hours: { from: number; to: number }; cases: (readonly [minute: number, quiet: boolean])[] }>([
    {
      hours: { from: 720, to: 780 },
      cases: [
        [719, false],
        [720, true],
        [779, true],
        [780, false],
      ],
    },
    {
      hours: NIGHT,
      cases: [
        [1319, false],
        [1320, true],
        [0, true],
        [419, true],
        [420, false],
      ],
    },
    {
      hours: { from: 60, to: 60 },
      cases: [
        [59, false],
        [60, false],
        [61, false],
      ],
    },
  ])('of $hours', ({ hours, cases }) => {
    for (const [minute, quiet] of cases) expect([minute, isWithinHours(minute, hours)]).toEqual([minute, quiet]);
  });

  it('has as many minutes as lie between its ends', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minute, minute, (from, to) => {
        const within = Array.from({ length: 1440 }, (_, each) => each).filter((each) =>
          isWithinHours(each, { from, to }),
        );
        expect(within).toHaveLength((((to - from) % 1440) + 1440) % 1440);
      }),
    );
  });
});

describe(digestDue.name, () => {
  it('comes on the days of the rhythm, from its hour on', () => {
    const rhythm = { weekdays: [0], hour: 7, quiet: null };
    expect(digestDue('2026-11-23T05:59:59.999Z', BERLIN, rhythm)).toBeNull();
    expect(digestDue('2026-11-23T06:00:00.000Z', BERLIN, rhythm)).toBe('2026-11-23');
    expect(digestDue('2026-11-24T06:00:00.000Z', BERLIN, rhythm)).toBeNull();
  });

  it('keeps to the wall clock when clocks change', () => {
    expect(digestDue('2026-03-28T05:59:00.000Z', BERLIN, { weekdays: EVERY_DAY, hour: 7, quiet: null })).toBeNull();
    expect(digestDue('2026-03-29T05:00:00.000Z', BERLIN, { weekdays: EVERY_DAY, hour: 7, quiet: null })).toBe(
      '2026-03-29',
    );
    expect(digestDue('2026-10-25T05:00:00.000Z', BERLIN, { weekdays: EVERY_DAY, hour: 7, quiet: null })).toBeNull();
  });

  it('is of one day also where the hour comes twice, and comes where it is skipped', () => {
    expect(daysDue('2026-10-24T22:00:00.000Z', 25, BERLIN, 2)).toEqual(['2026-10-25']);
    expect(daysDue('2026-03-28T23:00:00.000Z', 23, BERLIN, 2)).toEqual(['2026-03-29']);
    expect(digestDue('2026-03-29T01:00:00.000Z', BERLIN, { weekdays: EVERY_DAY, hour: 2, quiet: null })).toBe(
      '2026-03-29',
    );
  });

  it('never comes in quiet hours', () => {
    const rhythm = { weekdays: EVERY_DAY, hour: 21, quiet: NIGHT };
    expect(digestDue('2026-11-23T20:59:00.000Z', BERLIN, rhythm)).toBe('2026-11-23');
    expect(digestDue('2026-11-23T21:00:00.000Z', BERLIN, rhythm)).toBeNull();
  });
});
