import { describe, expect, it } from '@jest/globals';
import { dueOnWorkingDay } from '../alert/triage-clock.js';
import { isBusinessDay } from './business-calendar.js';
import { companyCalendar, DEFAULT_CALENDAR_POLICY, WEEKDAYS } from './calendar-policy.js';
import { namedZone, UTC_ZONE } from './zone.js';

/** A Monday and the days after it. */
const WEEK = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];

describe(companyCalendar.name, () => {
  it('works from Monday to Friday unless told', () => {
    const calendar = companyCalendar(DEFAULT_CALENDAR_POLICY, UTC_ZONE);
    expect(WEEK.map((day) => isBusinessDay(calendar, day))).toEqual([true, true, true, true, true, false, false]);
  });

  it.each(WEEKDAYS)('works on %s alone where the policy says so', (weekday) => {
    const calendar = companyCalendar({ ...DEFAULT_CALENDAR_POLICY, weekdays: [weekday] }, UTC_ZONE);
    expect(WEEK.filter((day) => isBusinessDay(calendar, day))).toEqual([WEEK[WEEKDAYS.indexOf(weekday)]]);
  });

  it('rests on holidays and works on the days given for them, which win', () => {
    const policy = { ...DEFAULT_CALENDAR_POLICY, holidays: ['2026-11-24', '2026-11-28'], workdays: ['2026-11-28'] };
    const calendar = companyCalendar(policy, UTC_ZONE);
    expect(WEEK.filter((day) => isBusinessDay(calendar, day))).toEqual([
      ...['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'],
    ]);
    expect(() => companyCalendar({ ...policy, holidays: ['2026-02-30'] }, UTC_ZONE)).toThrow('INVALID_DATE');
  });

  it('counts the days of its zone', () => {
    const evening = '2026-11-23T17:00:00.000Z';
    expect(dueOnWorkingDay(evening, 1, companyCalendar(DEFAULT_CALENDAR_POLICY, UTC_ZONE))).toBe('2026-11-24');
    // In Shanghai it is Tuesday already.
    const shanghai = companyCalendar(DEFAULT_CALENDAR_POLICY, namedZone('Asia/Shanghai'));
    expect(dueOnWorkingDay(evening, 1, shanghai)).toBe('2026-11-25');
  });
});
