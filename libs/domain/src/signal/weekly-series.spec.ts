import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../statistics/descriptive.js';
import { movingSums, weekEnd, weeklySeries, weekStart, weeksOfYear } from './weekly-series.js';

describe(weeksOfYear.name, () => {
  it('counts sevens from New Year, the last week taking what is left', () => {
    expect(weeksOfYear('2026-01-01', 3)).toEqual([0, 1, 2]);
    expect(weeksOfYear('2026-12-17', 3)).toEqual([50, 51, 51]);
    expect(weeksOfYear('2026-12-24', 3)).toEqual([51, 51, 0]);
    expect(weeksOfYear('2024-12-30', 2)).toEqual([51, 0]);
    expect(weeksOfYear('2026-01-07', 1)).toEqual([0]);
    expect(weeksOfYear('2026-01-08', 0)).toEqual([]);
  });

  it('goes through every week of the year in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2100 }), (year) => {
        const weeks = weeksOfYear(`${year}-01-01`, 52);
        expect(weeks).toEqual(Array.from({ length: 52 }, (_, i) => i));
      }),
    );
  });
});

describe(weeklySeries.name, () => {
  it('adds up complete weeks and leaves out the rest', () => {
    const entries = [
      { date: '2026-03-01', value: 99 },
      { date: '2026-03-02', value: 1 },
      { date: '2026-03-08', value: 2 },
      { date: '2026-03-16', value: 4 },
      { date: '2026-03-23', value: 99 },
    ];
    const series = weeklySeries(entries, { from: '2026-03-02', to: '2026-03-28' });
    expect(series).toEqual({ firstWeek: '2026-03-02', values: [3, 0, 4] });
    expect(weekStart(series, 2)).toBe('2026-03-16');
    expect(weekEnd(series, 2)).toBe('2026-03-22');
    expect(weeklySeries(entries, { from: '2026-03-02', to: '2026-03-29' }).values).toEqual([3, 0, 4, 99]);
  });

  it('is empty before the first week is complete', () => {
    expect(weeklySeries([], { from: '2026-03-02', to: '2026-03-07' }).values).toEqual([]);
    expect(weeklySeries([], { from: '2026-03-02', to: '2026-01-01' }).values).toEqual([]);
  });

  it('refuses values that are no numbers, also outside the weeks', () => {
    const range = { from: '2026-03-02', to: '2026-03-28' };
    expect(() => weeklySeries([{ date: '2026-03-03', value: NaN }], range)).toThrow('INVALID_NUMBER');
    expect(() => weeklySeries([{ date: '2020-03-03', value: Infinity }], range)).toThrow('INVALID_NUMBER');
    expect(() => weeklySeries([{ date: '2020-02-30', value: 1 }], range)).toThrow('INVALID_DATE');
  });
});

describe(movingSums.name, () => {
  it('adds up each window anew', () => {
    expect(movingSums([1, 2, 3, 4], 2)).toEqual([3, 5, 7]);
    expect(movingSums([1, 2], 3)).toEqual([]);
    expect(movingSums([1e16, 1, 1, 1], 2)[2]).toBe(2);
  });

  it.each([0, 1.5, -1])('refuses windows of %p', (length) => {
    expect(() => movingSums([1], length)).toThrow('INVALID_LENGTH');
  });

  it('refuses values that are no numbers', () => {
    expect(() => movingSums([1, NaN], 1)).toThrow('INVALID_NUMBER');
  });

  it('is the sum of every slice', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), (each, length) => {
        const sums = movingSums(each, length);
        expect(sums).toHaveLength(Math.max(0, each.length - length + 1));
        sums.forEach((total, i) => expect(total).toBeCloseTo(sum(each.slice(i, i + length)), 5));
      }),
    );
  });
});
