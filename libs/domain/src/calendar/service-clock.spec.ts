import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { businessCalendar, OFFICE_WEEK, ROUND_THE_CLOCK_WEEK, type WorkingHours } from './business-calendar.js';
import { dateOfEpochDay, epochDay } from './date.js';
import { clockStanding, type ClockEvent } from './service-clock.js';
import { addWorkingTime, workingMilliseconds, workingMinutes } from './working-time.js';
import { fixedOffset, instantOf, offsetTable, type ZoneOffset } from './zone.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const shanghai = businessCalendar({ zone: fixedOffset(480), holidays: ['2026-11-25'] });
const berlin = offsetTable(60, [
  { at: '2026-03-29T01:00:00Z', offsetMinutes: 120 },
  { at: '2026-10-25T01:00:00Z', offsetMinutes: 60 },
]);
const night = [{ from: 0, to: 6 * 60 }];
const nights = businessCalendar({ zone: berlin, week: [night, night, night, night, night, night, night] });
const local = (text: string): string => instantOf(Date.parse(`${text}+08:00`));

describe('working time', () => {
  it('counts office hours, not lunch, nights, weekends and holidays', () => {
    expect(workingMinutes(shanghai, local('2026-11-24T10:00'), local('2026-11-24T14:00'))).toBe(180);
    expect(workingMinutes(shanghai, local('2026-11-24T17:00'), local('2026-11-26T09:30'))).toBe(90);
    expect(workingMinutes(shanghai, local('2026-11-27T18:00'), local('2026-11-30T09:00'))).toBe(0);
    expect(workingMinutes(shanghai, local('2026-11-24T14:00'), local('2026-11-24T10:00'))).toBe(-180);
  });

  it('takes an hour less when clocks skip one and an hour more when they repeat it', () => {
    expect(workingMinutes(nights, '2026-03-28T22:00:00Z', '2026-03-29T12:00:00Z')).toBe(300);
    expect(workingMinutes(nights, '2026-10-24T21:00:00Z', '2026-10-25T12:00:00Z')).toBe(420);
    expect(workingMinutes(nights, '2026-06-10T12:00:00Z', '2026-06-11T12:00:00Z')).toBe(360);
  });

  it('finds the moment at which so much of it has passed', () => {
    expect(addWorkingTime(shanghai, local('2026-11-24T10:00'), 8 * HOUR)).toBe(local('2026-11-26T10:00'));
    expect(addWorkingTime(shanghai, local('2026-11-24T10:00'), 2 * HOUR)).toBe(local('2026-11-24T12:00'));
    expect(addWorkingTime(shanghai, local('2026-11-22T10:00'), 0)).toBe(local('2026-11-22T10:00'));
    expect(addWorkingTime(shanghai, local('2026-11-22T10:00'), 0.5)).toBe(
      instantOf(Date.parse(local('2026-11-23T09:00')) + 1),
    );
    expect(addWorkingTime(nights, '2026-03-28T23:00:00Z', 5 * HOUR)).toBe('2026-03-29T04:00:00.000Z');
  });

  it('never comes in a calendar without work, and refuses what is no duration', () => {
    const closed = businessCalendar({ zone: fixedOffset(0), week: [[], [], [], [], [], [], []] });
    expect(addWorkingTime(closed, '2026-01-01T00:00:00Z', 1)).toBeUndefined();
    expect(workingMilliseconds(closed, '2026-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toBe(0);
    for (const duration of [-1, NaN, Infinity]) {
      expect(() => addWorkingTime(shanghai, '2026-01-01T00:00:00Z', duration)).toThrow(InvalidValueError);
    }
  });
});

/** Hours, holidays and clock changes at random, to the quarter of an hour. */
const quarter = (n: number): number => n * 15;
const hoursOfDay: fc.Arbitrary<readonly WorkingHours[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 4 })
  .map((marks) => {
    const sorted = [...marks].sort((a, b) => a - b);
    const pairs = [sorted.slice(0, 2), sorted.slice(2, 4)].filter((pair) => pair.length === 2);
    return pairs.map(([from = 0, to = 0]) => ({ from: quarter(from), to: quarter(to) }));
  });
const FIRST = epochDay('2026-03-02');
const day = fc.integer({ min: FIRST, max: FIRST + 9 }).map(dateOfEpochDay);
const zoneOf = fc
  .record({
    first: fc.integer({ min: -56, max: 56 }).map(quarter),
    shift: fc.constantFrom(-60, -30, 0, 60),
    at: fc.integer({ min: 0, max: 9 * 96 }),
  })
  .map(({ first, shift, at }) => {
    const moment = FIRST * 24 * HOUR + at * 15 * MINUTE;
    return offsetTable(first, [{ at: instantOf(moment), offsetMinutes: first + shift }]);
  });
const anyCalendar = fc
  .record({
    zone: zoneOf,
    week: fc.tuple(hoursOfDay, hoursOfDay, hoursOfDay, hoursOfDay, hoursOfDay, hoursOfDay, hoursOfDay),
    holidays: fc.uniqueArray(day, { maxLength: 3 }),
    workdays: fc.dictionary(day, hoursOfDay, { maxKeys: 2 }),
  })
  .map((parts) => ({ parts, calendar: businessCalendar(parts) }));
type Parts = { zone: ZoneOffset; week: readonly (readonly WorkingHours[])[] } & {
  holidays: readonly string[];
  workdays: Readonly<Record<string, readonly WorkingHours[]>>;
};

/** A second way to count, a quarter of an hour at a time, from the wall clock alone. */
function isWorked({ zone, week, holidays, workdays }: Parts, moment: number): boolean {
  const wall = new Date(moment + zone(moment) * MINUTE);
  const date = wall.toISOString().slice(0, 10);
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const usual = holidays.includes(date) ? [] : week[(wall.getUTCDay() + 6) % 7];
  return (workdays[date] ?? usual ?? []).some(({ from, to }) => from <= minute && minute < to);
}

const moment = fc.integer({ min: 0, max: 10 * 96 }).map((n) => FIRST * 24 * HOUR + n * 15 * MINUTE);
const clockEvent = fc.record({
  type: fc.constantFrom('START', 'START', 'STOP', 'PAUSE', 'RESUME', 'RESUME', 'RESET') as fc.Arbitrary<
    ClockEvent['type']
  >,
  at: moment,
});

describe(clockStanding.name, () => {
  const target = { calendar: shanghai, milliseconds: 8 * HOUR };
  const started: ClockEvent = { type: 'START', at: local('2026-11-24T10:00') };

  it('CP-04: tells what is left and when it is due', () => {
    expect(clockStanding([started], target, local('2026-11-24T15:00'))).toEqual({
      status: 'RUNNING',
      elapsed: 4 * HOUR,
      remaining: 4 * HOUR,
      dueAt: local('2026-11-26T10:00'),
      breaches: 0,
    });
    const last = clockStanding([started], target, local('2026-11-26T10:00'));
    expect(last).toMatchObject({ remaining: 0, dueAt: local('2026-11-26T10:00'), breaches: 0 });
    expect(clockStanding([started], target, local('2026-11-26T10:01'))).not.toHaveProperty('dueAt');
    expect(clockStanding([], target, local('2026-11-24T15:00'))).toMatchObject({ status: 'NOT_STARTED', elapsed: 0 });
    expect(clockStanding([started], target, local('2026-11-24T09:00'))).toMatchObject({ status: 'NOT_STARTED' });
  });

  it('stands still while it is paused', () => {
    const events: readonly ClockEvent[] = [
      { type: 'RESUME', at: local('2026-11-26T10:00') },
      { type: 'PAUSE', at: local('2026-11-24T11:00') },
      started,
    ];
    const during = clockStanding(events, target, local('2026-11-25T12:00'));
    expect(during).toEqual({ status: 'PAUSED', elapsed: HOUR, remaining: 7 * HOUR, breaches: 0 });
    const after = clockStanding(events, target, local('2026-11-26T11:00'));
    expect(after).toMatchObject({ status: 'RUNNING', elapsed: 2 * HOUR, dueAt: local('2026-11-26T18:00') });
  });

  it('is in time to the millisecond, and names the moment it was passed', () => {
    const on = (at: string) => clockStanding([started, { type: 'STOP', at }], target, local('2026-12-24T10:00'));
    expect(on(local('2026-11-26T10:00'))).toEqual({
      status: 'STOPPED',
      elapsed: 8 * HOUR,
      remaining: 0,
      breaches: 0,
    });
    const late = on(local('2026-11-26T11:00'));
    expect(late).toEqual({
      status: 'STOPPED',
      elapsed: 9 * HOUR,
      remaining: -HOUR,
      breachedAt: local('2026-11-26T10:00'),
      breaches: 1,
    });
  });

  it('remembers a breach of an earlier run after it starts from zero', () => {
    const events: readonly ClockEvent[] = [started, { type: 'RESET', at: local('2026-11-30T09:00') }];
    const standing = clockStanding(events, target, local('2026-11-30T10:00'));
    expect(standing).toEqual({
      status: 'RUNNING',
      elapsed: HOUR,
      remaining: 7 * HOUR,
      dueAt: local('2026-11-30T18:00'),
      breaches: 1,
    });
  });

  it('goes on where it stopped', () => {
    const events: readonly ClockEvent[] = [
      started,
      { type: 'STOP', at: local('2026-11-24T11:00') },
      { type: 'START', at: local('2026-11-24T16:00') },
    ];
    expect(clockStanding(events, target, local('2026-11-24T17:00')).elapsed).toBe(2 * HOUR);
  });

  it('equals a second count over any hours, holidays, pauses, zones and clock changes', () => {
    fc.assert(
      fc.property(anyCalendar, fc.array(clockEvent, { maxLength: 8 }), moment, ({ parts, calendar }, raw, now) => {
        const events = raw.map(({ type, at }) => ({ type, at: instantOf(at) }));
        const sorted = raw.map((event, i) => ({ ...event, i })).sort((a, b) => a.at - b.at || a.i - b.i);
        const limit = 10 * HOUR;
        let [elapsed, started, paused, breaches, over] = [0, false, false, 0, false];
        for (let at = FIRST * 24 * HOUR; at <= now; at += 15 * MINUTE) {
          for (const event of sorted.filter((one) => one.at === at)) {
            if (event.type === 'START' || event.type === 'RESET') started = true;
            if (event.type === 'RESET') [elapsed, over] = [0, false];
            if (event.type === 'STOP') started = false;
            if (event.type === 'PAUSE') paused = true;
            if (event.type === 'RESUME') paused = false;
          }
          if (at < now && started && !paused && isWorked(parts, at)) elapsed += 15 * MINUTE;
          if (elapsed > limit && !over) [breaches, over] = [breaches + 1, true];
        }
        const standing = clockStanding(events, { calendar, milliseconds: limit }, instantOf(now));
        expect(standing.elapsed).toBe(elapsed);
        expect(standing.remaining).toBe(limit - elapsed);
        expect(standing.breaches).toBe(breaches);
        expect(standing.breachedAt !== undefined).toBe(over);
        expect(standing.status === 'RUNNING').toBe(started && !paused);
        if (standing.dueAt !== undefined) {
          expect(workingMilliseconds(calendar, instantOf(now), standing.dueAt)).toBe(limit - elapsed);
        }
        if (standing.breachedAt !== undefined) expect(Date.parse(standing.breachedAt)).toBeLessThan(now);
      }),
      { numRuns: 300 },
    );
  });

  it('adds up over any moment between, and is undone by adding it', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(moment, moment, moment), ({ calendar }, moments) => {
        const [a, b, c] = [...moments].sort((x, y) => x - y).map(instantOf) as [string, string, string];
        const whole = workingMilliseconds(calendar, a, c);
        expect(workingMilliseconds(calendar, a, b) + workingMilliseconds(calendar, b, c)).toBe(whole);
        expect(workingMilliseconds(calendar, c, a)).toBe(0 - whole);
        const reached = addWorkingTime(calendar, a, whole) as string;
        expect(workingMilliseconds(calendar, a, reached)).toBe(whole);
        expect(Date.parse(reached)).toBeLessThanOrEqual(Date.parse(c));
      }),
      { numRuns: 300 },
    );
  });

  it('counts all the time of a calendar that never closes', () => {
    const always = businessCalendar({ zone: berlin, week: ROUND_THE_CLOCK_WEEK });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(workingMilliseconds(always, instantOf(Math.min(a, b)), instantOf(Math.max(a, b)))).toBe(Math.abs(a - b));
      }),
    );
    expect(OFFICE_WEEK[6]).toEqual([]);
  });
});
