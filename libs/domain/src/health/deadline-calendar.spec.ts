import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INITIAL_ALERT } from '../alert/alert.evolve.js';
import { dueOnWorkingDay, triageDue } from '../alert/triage-clock.js';
import { businessCalendar, isBusinessDay, ROUND_THE_CLOCK_WEEK } from '../calendar/business-calendar.js';
import { dateOfEpochDay, daysBetween, epochDay } from '../calendar/date.js';
import { dateInZone, fixedOffset, namedZone, UTC_ZONE } from '../calendar/zone.js';
import { decideCase, DEFAULT_CASE_POLICY } from './case.decide.js';
import { INITIAL_CASE } from './case.evolve.js';

const TAIPEI = businessCalendar({
  zone: fixedOffset(480),
  holidays: ['2026-06-19'],
  workdays: { '2026-06-20': [{ from: 540, to: 1080 }] },
});
const alerted = (alertedAt: string) => ({ ...INITIAL_ALERT, state: 'ALERT' as const, alertedAt });

describe(dateInZone.name, () => {
  it('is the day on the wall where somebody stands', () => {
    expect(dateInZone('2026-06-04T16:00:00Z', fixedOffset(480))).toBe('2026-06-05');
    expect(dateInZone('2026-06-04T15:59:59.999Z', fixedOffset(480))).toBe('2026-06-04');
    expect(dateInZone('2026-06-05T03:59:00Z', namedZone('America/New_York'))).toBe('2026-06-04');
    expect(dateInZone('2026-06-05T00:00:00Z')).toBe('2026-06-05');
    expect(() => dateInZone('today')).toThrow('INVALID_DATE');
    expect(() => dateInZone('9999-12-31T23:00:00Z', fixedOffset(480))).toThrow('INVALID_DATE');
  });
});

describe(triageDue.name, () => {
  it('P3: counts the days of the tenant, not of UTC', () => {
    // Friday 07:00 in Taipei is still Thursday in UTC: the next working day is Monday, not the same Friday.
    expect(triageDue(alerted('2026-06-04T23:00:00Z'), TAIPEI)).toBe('2026-06-08');
    expect(triageDue(alerted('2026-06-04T23:00:00Z'))).toBe('2026-06-05');
  });

  it('P3: knows holidays and the Saturdays worked in exchange', () => {
    expect(triageDue(alerted('2026-06-18T02:00:00Z'), TAIPEI)).toBe('2026-06-20');
    const always = businessCalendar({ zone: UTC_ZONE, week: ROUND_THE_CLOCK_WEEK });
    expect(triageDue(alerted('2026-06-05T10:00:00Z'), always)).toBe('2026-06-06');
  });

  it('P3: has no day to give where nobody ever works', () => {
    const never = businessCalendar({ zone: UTC_ZONE, week: [[], [], [], [], [], [], []] });
    expect(() => triageDue(alerted('2026-06-05T10:00:00Z'), never)).toThrow('INVALID_LENGTH');
    expect(() => dueOnWorkingDay('2026-06-05T10:00:00Z', -1, TAIPEI)).toThrow('INVALID_LENGTH');
    expect(() => dueOnWorkingDay('2026-06-05T10:00:00Z', 0.5, TAIPEI)).toThrow('INVALID_LENGTH');
  });

  it('P3: of no working days, is the day itself or the next one worked', () => {
    expect(dueOnWorkingDay('2026-06-05T02:00:00Z', 0, TAIPEI)).toBe('2026-06-05');
    expect(dueOnWorkingDay('2026-06-06T02:00:00Z', 0, TAIPEI)).toBe('2026-06-08');
  });

  it('P3: is always a day worked, after the local day of the alert, with none worked between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 }), fc.integer({ min: -12, max: 14 }), (hours, zone) => {
        const at = new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000).toISOString();
        const calendar = { ...TAIPEI, zone: fixedOffset(zone * 60) };
        const due = triageDue(alerted(at), calendar) as string;
        const raised = dateInZone(at, calendar.zone);
        expect(isBusinessDay(calendar, due)).toBe(true);
        expect(daysBetween(raised, due)).toBeGreaterThan(0);
        for (let day = epochDay(raised) + 1; day < epochDay(due); day += 1) {
          expect(isBusinessDay(calendar, dateOfEpochDay(day))).toBe(false);
        }
      }),
    );
  });
});

describe(decideCase.name, () => {
  const open = (at: string) =>
    decideCase({ type: 'OPEN_CASE', by: 'kim', owner: 'lee', confirmedAt: '2026-06-04T23:00:00Z', at }, INITIAL_CASE, {
      ...DEFAULT_CASE_POLICY,
      calendar: TAIPEI,
    });

  it('P3: a case is late by the tenant’s own day', () => {
    expect(open('2026-06-08T15:59:00Z')).toMatchObject({ ok: true, events: [{ due: '2026-06-08', late: false }] });
    expect(open('2026-06-08T16:00:00Z')).toMatchObject({ ok: true, events: [{ due: '2026-06-08', late: true }] });
  });

  it('P3: refuses a moment for which its zone has no day', () => {
    expect(open('9999-12-31T23:00:00Z')).toEqual({ ok: false, reasons: [{ code: 'TIME_REQUIRED' }] });
  });
});
