import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import {
  addBusinessDays,
  businessCalendar,
  businessDaysBetween,
  hoursOnDay,
  isBusinessDay,
  minutesPerBusinessDay,
  OFFICE_WEEK,
  ROUND_THE_CLOCK_WEEK,
} from './business-calendar.js';
import { dateOfEpochDay, epochDay } from './date.js';
import { fixedOffset } from './zone.js';

const zone = fixedOffset(480);
// National Day 2026 in mainland China: 1–7 October off, Saturday 10 October worked.
const china = businessCalendar({
  zone,
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  workdays: { '2026-10-10': [{ from: 540, to: 1020 }] },
});
const closed = businessCalendar({ zone, week: [[], [], [], [], [], [], []] });

describe(businessCalendar.name, () => {
  it('knows weekends, holidays and days worked in exchange', () => {
    const october = Array.from({ length: 12 }, (_, i) => dateOfEpochDay(epochDay('2026-09-30') + i));
    expect(october.filter((date) => isBusinessDay(china, date))).toEqual([
      '2026-09-30',
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ]);
    expect(hoursOnDay(china, epochDay('2026-10-10'))).toEqual([{ from: 540, to: 1020 }]);
    // 1969-12-29 was a Monday, before the epoch; 1970-01-01 a Thursday.
    expect([-3, -2, 0, 1, 2, 3, 4].map((day) => hoursOnDay(businessCalendar({ zone }), day).length)).toEqual([
      2, 2, 2, 2, 0, 0, 2,
    ]);
  });

  it('puts the hours of a day in order, lets them touch and lets a workday win over a holiday', () => {
    const hours = [
      { from: 600, to: 720 },
      { from: 0, to: 600 },
    ];
    const calendar = businessCalendar({ zone, holidays: ['2026-01-01'], workdays: { '2026-01-01': hours } });
    expect(hoursOnDay(calendar, epochDay('2026-01-01'))).toEqual([hours[1], hours[0]]);
  });

  it.each([
    [[{ from: -1, to: 5 }]],
    [[{ from: 5, to: 5 }]],
    [[{ from: 0, to: 1441 }]],
    [[{ from: 0.5, to: 5 }]],
    [[{ from: 0, to: 5.5 }]],
    [
      [
        { from: 0, to: 60 },
        { from: 59, to: 90 },
      ],
    ],
  ])('refuses hours %p', (hours) => {
    expect(() => businessCalendar({ zone, workdays: { '2026-01-01': hours } })).toThrow(InvalidValueError);
    expect(() => businessCalendar({ zone, week: [[], [], [], [], [], [], hours] })).toThrow(InvalidValueError);
  });

  it('refuses a holiday that is no date', () => {
    expect(() => businessCalendar({ zone, holidays: ['2026-02-30'] })).toThrow(
      new InvalidValueError('INVALID_DATE', '2026-02-30'),
    );
  });
});

describe('business days', () => {
  it('ends with the calendar instead of counting on for ever', () => {
    const office = businessCalendar({ zone });
    expect(addBusinessDays(office, '2026-11-20', 1e12)).toBeUndefined();
    expect(addBusinessDays(office, '2026-11-20', -1e12)).toBeUndefined();
    expect(addBusinessDays(china, '9999-12-31', 1)).toBeUndefined();
    expect(addBusinessDays(china, '9999-12-30', 1)).toBe('9999-12-31');
    expect(addBusinessDays(office, '1000-01-01', -1)).toBeUndefined();
  });

  it.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 4, '2026-10-12'],
    ['2026-10-08', -1, '2026-09-30'],
    ['2026-10-03', 0, '2026-10-08'],
    ['2026-10-08', 0, '2026-10-08'],
    ['2026-10-03', 1, '2026-10-08'],
    ['2026-10-11', -2, '2026-10-09'],
  ])('%s and %i is %s', (date, count, expected) => {
    expect(addBusinessDays(china, date, count)).toBe(expected);
  });

  it('count what was added, in both directions', () => {
    const day = fc.integer({ min: epochDay('2026-01-01'), max: epochDay('2026-12-31') });
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const from = dateOfEpochDay(start);
        const to = addBusinessDays(china, from, count) as string;
        expect(isBusinessDay(china, to)).toBe(true);
        expect(businessDaysBetween(china, from, to)).toBe(count);
        expect(businessDaysBetween(china, to, from)).toBe(-count);
      }),
    );
    expect(businessDaysBetween(china, '2026-10-08', '2026-10-08')).toBe(0);
    expect(businessDaysBetween(china, '2026-09-29', '2026-09-30')).toBe(1);
  });

  it('are nowhere in a calendar that never works', () => {
    expect(addBusinessDays(closed, '2026-01-01', 0)).toBeUndefined();
    expect(addBusinessDays(closed, '2026-01-01', 1)).toBeUndefined();
    expect(minutesPerBusinessDay(closed)).toBe(0);
    expect(() => addBusinessDays(china, '2026-01-01', 1.5)).toThrow(new InvalidValueError('INVALID_LENGTH', 1.5));
  });

  it('last as long as the worked days of the week do on average', () => {
    expect(minutesPerBusinessDay(businessCalendar({ zone }))).toBe(480);
    expect(minutesPerBusinessDay(businessCalendar({ zone, week: ROUND_THE_CLOCK_WEEK }))).toBe(1440);
    const [monday, , , , , , sunday] = OFFICE_WEEK;
    const short = businessCalendar({ zone, week: [monday, [{ from: 0, to: 240 }], [], [], [], [], sunday] });
    expect(minutesPerBusinessDay(short)).toBe(360);
  });
});
