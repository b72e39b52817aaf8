import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import {
  addMonthsToDate,
  dateOfEpochDay,
  dateOfInstant,
  daysBetween,
  epochDay,
  epochMilliseconds,
  LAST_EPOCH_DAY,
} from './date.js';

describe(epochDay.name, () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['1000-01-01', -354_285],
    ['9999-12-31', LAST_EPOCH_DAY],
  ])('%s is day %i, and back', (date, day) => {
    expect(epochDay(date)).toBe(day);
    expect(dateOfEpochDay(day)).toBe(date);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '0026-01-05',
    '24-1-1',
    '',
    'x',
  ])('refuses %p', (date) => {
    expect(() => epochDay(date)).toThrow(new InvalidValueError('INVALID_DATE', date));
  });

  it('returns from every day of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -354_285, max: LAST_EPOCH_DAY }), (day) => {
        expect(epochDay(dateOfEpochDay(day))).toBe(day);
      }),
    );
  });

  it.each([1.5, NaN, LAST_EPOCH_DAY + 1, -354_286])('refuses %p as a day', (day) => {
    expect(() => dateOfEpochDay(day)).toThrow(InvalidValueError);
  });
});

describe('arithmetic of days', () => {
  it('counts days between dates in both directions', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });

  it.each([
    ['2026-11-21', 12, '2027-11-21'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-12-31', -1, '2024-11-30'],
    ['2024-01-15', -13, '2022-12-15'],
    ['2024-05-31', 1, '2024-06-30'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonthsToDate(date, months)).toBe(expected);
  });

  it('refuses to leave the calendar', () => {
    expect(() => addMonthsToDate('9999-12-31', 1)).toThrow(InvalidValueError);
  });

  it('takes the UTC day of a moment', () => {
    expect(dateOfInstant('2026-11-21T23:30:00-02:00')).toBe('2026-11-22');
    expect(dateOfInstant('1969-12-31T23:59:59Z')).toBe('1969-12-31');
    expect(() => dateOfInstant('soon')).toThrow(new InvalidValueError('INVALID_DATE', 'soon'));
  });

  it.each(['2026', '1', '2026-11-21', '2026-11-21T08:30', '2026-02-30T00:00:00Z', 'Nov 5, 2026', '2026-11-21T25:00Z'])(
    'does not guess what moment %s is',
    (text) => {
      expect(() => dateOfInstant(text)).toThrow(new InvalidValueError('INVALID_DATE', text));
      expect(() => epochMilliseconds(text)).toThrow(new InvalidValueError('INVALID_DATE', text));
    },
  );

  it.each(['2026-11-21T08:30Z', '2026-11-21T08:30:00.1234567Z', '2026-11-21T08:30:00-07:00'])('reads %s', (text) => {
    expect(epochMilliseconds(text)).toBe(Date.parse(text));
  });
});
