import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rollingWindow } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { salesTrend } from './sales-trend.js';

const series = (amounts: readonly number[]) =>
  rollingWindow('2026-06', amounts.length).map((month, i) => ({
    month,
    amountMinor: BigInt(Math.round(amounts[i] as number)),
  }));
const growing = (months: number, rate: number): number[] =>
  Array.from({ length: months }, (_, i) => 1e6 * (1 + rate) ** i);

describe(salesTrend.name, () => {
  it('TX-01: counts the empty months up to today, and none outside the range', () => {
    const rows = series(growing(12, 0));
    expect(salesTrend(rows)).toMatchObject({ months: 12, monthlyGrowth: 0 });
    const stopped = salesTrend(rows, { last: '2027-06' });
    expect(stopped).toMatchObject({ months: 24, monthsWithoutSales: 12, yearOnYear: -1 });
    expect(stopped?.monthlyGrowth).toBeLessThan(-0.2);
    expect(salesTrend(rows, { first: '2026-01' })).toMatchObject({ months: 6 });
  });

  it('TX-01: finds the monthly growth, the yearly one and the change on the year before', () => {
    const trend = salesTrend(series(growing(30, 0.02)));
    expect(trend?.monthlyGrowth).toBeCloseTo(0.02, 5);
    expect(trend?.yearlyGrowth).toBeCloseTo(1.02 ** 12 - 1, 5);
    expect(trend?.yearOnYear).toBeCloseTo(1.02 ** 12 - 1, 5);
    expect(trend).toMatchObject({ months: 30, monthsWithoutSales: 0 });
  });

  it('TX-01: one wild month does not move it', () => {
    const wild = growing(24, -0.03).with(20, 5e8);
    expect(salesTrend(series(wild))?.monthlyGrowth).toBeCloseTo(-0.03, 2);
  });

  it('TX-01: counts missing and returned months as empty', () => {
    const amounts = growing(12, 0).with(4, 0).with(5, -700);
    const rows = series(amounts).filter((_, i) => i !== 4);
    expect(salesTrend(rows.toReversed())).toMatchObject({ months: 12, monthsWithoutSales: 2, monthlyGrowth: 0 });
  });

  it('an account that stops falls steeply, and stays finite', () => {
    const stopped = [...growing(12, 0), ...Array<number>(12).fill(0)];
    const trend = salesTrend(series(stopped));
    expect(trend?.monthlyGrowth).toBeLessThan(-0.2);
    expect(trend?.yearOnYear).toBe(-1);
  });

  it('knows no year before within two years, or where nothing was sold in it', () => {
    expect(salesTrend(series(growing(23, 0)))?.yearOnYear).toBeNull();
    expect(salesTrend(series(growing(24, 0)))?.yearOnYear).toBe(0);
    expect(salesTrend(series([...Array<number>(12).fill(0), ...growing(12, 0)]))?.yearOnYear).toBeNull();
    // Only the last two years count.
    expect(salesTrend(series([9e9, ...growing(24, 0)]))?.yearOnYear).toBe(0);
  });

  it('is undefined before six months and without sales', () => {
    expect(salesTrend(series(growing(5, 0.1)))).toBeUndefined();
    expect(salesTrend(series(growing(6, 0.1)))).toBeDefined();
    expect(salesTrend(series(Array<number>(12).fill(0)))).toBeUndefined();
    expect(salesTrend([])).toBeUndefined();
    expect(salesTrend([...series(growing(6, 0)), { month: '2026-06', amountMinor: 10n ** 400n }])).toBeUndefined();
  });

  it('refuses months that are none', () => {
    expect(() => salesTrend([{ month: '2026-13', amountMinor: 1n }])).toThrow(InvalidValueError);
  });

  it('never gives NaN, and does not mind the unit of money', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1e9 }), { minLength: 1, maxLength: 40 }), (amounts) => {
        const trend = salesTrend(series(amounts));
        if (trend === undefined) return;
        expect(Number.isFinite(trend.monthlyGrowth) && Number.isFinite(trend.yearlyGrowth)).toBe(true);
        expect(trend.monthlyGrowth).toBeGreaterThan(-1);
        expect(salesTrend(series(amounts.map((each) => each * 100)))?.monthlyGrowth).toBeCloseTo(
          trend.monthlyGrowth,
          6,
        );
      }),
    );
  });
});
