import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { addBusinessDays, businessCalendar } from './business-calendar.js';
import { dateOfEpochDay } from './date.js';
import { isWeekday, workingDayAfter } from './working-day.js';
import { fixedOffset } from './zone.js';

describe(workingDayAfter.name, () => {
  it('CP-03: counts Monday to Friday unless a calendar says otherwise', () => {
    // 2026-11-19 is a Thursday.
    expect(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(isWeekday)).toEqual([
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(['1969-12-31', '1950-01-01'].map(isWeekday)).toEqual([true, false]);
    expect(workingDayAfter('2026-11-19', 3, isWeekday)).toBe('2026-11-24');
    const holiday = (date: string): boolean => isWeekday(date) && date !== '2026-11-23';
    expect(workingDayAfter('2026-11-19', 3, holiday)).toBe('2026-11-25');
  });

  it('of no days is the day itself, or the next working day when it is none', () => {
    expect(workingDayAfter('2026-11-19', 0, isWeekday)).toBe('2026-11-19');
    expect(workingDayAfter('2026-11-21', 0, isWeekday)).toBe('2026-11-23');
  });

  it('refuses a calendar without working days and impossible counts', () => {
    expect(() => workingDayAfter('2026-11-19', 1, () => false)).toThrow(InvalidValueError);
    expect(() => workingDayAfter('2026-11-19', -1, isWeekday)).toThrow(new InvalidValueError('INVALID_LENGTH', -1));
    expect(() => workingDayAfter('2026-11-19', 0.5, isWeekday)).toThrow(new InvalidValueError('INVALID_LENGTH', 0.5));
  });

  it('says the same of a bare rule and of a calendar that works on the same days', () => {
    const office = businessCalendar({ zone: fixedOffset(0) });
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 40_000 }), fc.integer({ min: -30, max: 30 }), (day, count) => {
        const date = dateOfEpochDay(day);
        const found = addBusinessDays(isWeekday, date, count);
        expect(found).toBe(addBusinessDays(office, date, count));
        if (count >= 0) expect(workingDayAfter(date, count, office)).toBe(found);
      }),
    );
  });
});
