import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mean } from '../statistics/descriptive.js';
import { deseasonalise, FLAT_SEASON, SEASONAL_FACTOR_RANGE, seasonalIndex } from './seasonal-index.js';
import { weeksOfYear, WEEKS_PER_YEAR } from './weekly-series.js';

const FIRST = '2022-01-01';
const YEARS = 4 * WEEKS_PER_YEAR;
const WEEKS = weeksOfYear(FIRST, YEARS);
/** A smooth season between .6 and 1.4. */
const season = (week: number): number => 1 + 0.4 * Math.sin((2 * Math.PI * week) / WEEKS_PER_YEAR);

describe(seasonalIndex.name, () => {
  it('takes any number of accounts', () => {
    const account = { firstWeek: FIRST, values: [1] };
    expect(seasonalIndex(new Array<typeof account>(200_000).fill(account))).toEqual(FLAT_SEASON);
  });

  it('§8.3: finds a season under growth', () => {
    const values = WEEKS.map((week, i) => 1000 * 1.002 ** i * season(week));
    const index = seasonalIndex([{ firstWeek: FIRST, values }]);
    expect(index).toHaveLength(WEEKS_PER_YEAR);
    expect(mean(index)).toBeCloseTo(1, 2);
    index.forEach((factor, week) => expect(Math.abs(factor - season(week))).toBeLessThan(0.05));
  });

  it('pools accounts that began at different times', () => {
    const young = { firstWeek: '2022-01-15', values: WEEKS.slice(2).map((week) => 50 * season(week)) };
    const old = { firstWeek: FIRST, values: WEEKS.map((week) => 1000 * season(week)) };
    const [one, other] = [seasonalIndex([young, old]), seasonalIndex([old, young])];
    one.forEach((factor, week) => {
      expect(factor).toBeCloseTo(other[week] as number, 12);
      expect(Math.abs(factor - season(week))).toBeLessThan(0.08);
    });
  });

  it('smooths a single week over three', () => {
    const values = WEEKS.map((week) => (week === 20 ? 4 : 1));
    const index = seasonalIndex([{ firstWeek: FIRST, values }]);
    expect(index[19]).toBeCloseTo(index[20] as number, 9);
    expect(index[21]).toBeCloseTo(index[20] as number, 9);
    expect((index[20] as number) / (index[10] as number)).toBeCloseTo(2, 1);
  });

  it('compares each week with exactly the year around it', () => {
    // Of these three years each has 52 beginnings of weeks.
    const weeks = Array.from({ length: 156 }, (_, i) => i);
    const spikes = weeks.map((i) => (i % 52 === 20 ? 4 : 1));
    const index = seasonalIndex([{ firstWeek: '2023-01-07', values: spikes }]);
    // 52 weeks of 1 and one of 4 make a mean of 55 ÷ 52; a third of 1 + 4 + 1 is 2.
    index.forEach((factor, week) => expect(factor).toBeCloseTo(((week >= 19 && week <= 21 ? 2 : 1) * 52) / 55, 12));
    const growth = seasonalIndex([{ firstWeek: '2023-01-07', values: weeks.map((i) => 1.01 ** i) }]);
    for (const factor of growth) expect(factor).toBeCloseTo(1, 9);
  });

  it('smooths around the turn of the year', () => {
    const index = seasonalIndex([{ firstWeek: FIRST, values: WEEKS.map((week) => (week === 0 ? 4 : 1)) }]);
    expect(index[51]).toBeCloseTo(index[0] as number, 1);
    expect(index[1]).toBeCloseTo(index[0] as number, 1);
    expect(index[51]).toBeGreaterThan(1.5);
  });

  it('is flat before two years, without accounts, and without sales', () => {
    const values = WEEKS.slice(0, 103).map(season);
    expect(seasonalIndex([{ firstWeek: FIRST, values }])).toBe(FLAT_SEASON);
    expect(seasonalIndex([{ firstWeek: FIRST, values: WEEKS.slice(0, 104).map(season) }])).not.toBe(FLAT_SEASON);
    expect(seasonalIndex([])).toBe(FLAT_SEASON);
    expect(seasonalIndex([{ firstWeek: FIRST, values: WEEKS.map(() => 0) }])).toEqual(FLAT_SEASON);
  });

  it('is flat where only weeks without a year around them had sales', () => {
    const values = Array.from({ length: 105 }, (_, week) => (week === 25 || week === 79 ? 10 : 0));
    expect(seasonalIndex([{ firstWeek: FIRST, values }])).toBe(FLAT_SEASON);
  });

  it('bridges weeks in which no account was there, and passes over years of returns', () => {
    const early = { firstWeek: FIRST, values: WEEKS.slice(0, 60).map(season) };
    const late = { firstWeek: '2024-01-06', values: WEEKS.slice(0, 60).map(season) };
    for (const factor of seasonalIndex([early, late])) expect(factor > 0 && factor <= 5).toBe(true);
    expect(seasonalIndex([{ firstWeek: FIRST, values: WEEKS.map((week) => -season(week)) }])).toEqual(FLAT_SEASON);
  });

  it('refuses weeks that begin on different days, and values that are no numbers', () => {
    const values = WEEKS.map(season);
    const shifted = { firstWeek: '2022-01-03', values };
    expect(() => seasonalIndex([{ firstWeek: FIRST, values }, shifted])).toThrow('INVALID_DATE');
    expect(() => seasonalIndex([{ firstWeek: FIRST, values: [NaN] }])).toThrow('INVALID_NUMBER');
  });

  it('stays within its bounds whatever was sold', () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 104, maxLength: 170 });
    fc.assert(
      fc.property(values, (each) => {
        for (const factor of seasonalIndex([{ firstWeek: FIRST, values: each }])) {
          expect(factor).toBeGreaterThanOrEqual(SEASONAL_FACTOR_RANGE.lowest);
          expect(factor).toBeLessThanOrEqual(SEASONAL_FACTOR_RANGE.highest);
        }
      }),
    );
  });
});

describe(deseasonalise.name, () => {
  it('refuses sales that are beyond number without their season', () => {
    const low = FLAT_SEASON.map(() => 0.2);
    expect(() => deseasonalise({ firstWeek: FIRST, values: [1e308] }, low)).toThrow('INVALID_NUMBER');
  });

  it('divides by the factor of the week', () => {
    const index = FLAT_SEASON.map((_, week) => (week === 1 ? 2 : 1));
    expect(deseasonalise({ firstWeek: '2026-01-01', values: [3, 3, 3] }, index)).toEqual([3, 1.5, 3]);
  });

  it('takes a season away', () => {
    const values = WEEKS.map((week) => 1000 * season(week));
    const flat = deseasonalise({ firstWeek: FIRST, values }, seasonalIndex([{ firstWeek: FIRST, values }]));
    flat.forEach((value) => expect(Math.abs(value - 1000)).toBeLessThan(60));
  });

  it.each([
    ['no week', [], 'INVALID_LENGTH'],
    ['zeros', FLAT_SEASON.map(() => 0), 'INVALID_NUMBER'],
    ['no numbers', FLAT_SEASON.map(() => NaN), 'INVALID_NUMBER'],
    ['one week of nothing', FLAT_SEASON.with(51, 0), 'INVALID_NUMBER'],
    ['one week below nothing', FLAT_SEASON.with(51, -1), 'INVALID_NUMBER'],
  ] as const)('refuses a season of %s', (_, index, code) => {
    expect(() => deseasonalise({ firstWeek: FIRST, values: [1] }, index)).toThrow(code);
  });
});
