import { describe, expect, it } from '@jest/globals';
import { IOWA_MISSING, iowaIsThere, OUR_BRANDS, readIowa, rollingShares } from '../../test/iowa.js';
import { median } from '../statistics/descriptive.js';
import { flipsPerYear, hysteresisBands } from './share-hysteresis.js';

// The measured setting: every account's threshold at its own median (the worst case), wallet = all nine brands.
describe('§10.8: share of wallet flips per account-year on real accounts', () => {
  if (!iowaIsThere) {
    it.skip(IOWA_MISSING, () => undefined);
    return;
  }
  const accounts = readIowa().cities.filter((city) => city.monthly.size >= 48);
  const flips = (months: number, margin: number, confirmationMonths: number, advanceMargin = margin): number => {
    const series = accounts.map((city) => rollingShares(city, months));
    const observations = series.reduce((sum, shares) => sum + shares.length, 0);
    const total = series.reduce((sum, shares) => {
      const thresholds = [median(shares) ?? 0];
      const points = shares.map((share) => ({ share, lower: share, upper: share }));
      const path = hysteresisBands(points, { thresholds, advanceMargin, regressMargin: margin, confirmationMonths });
      return sum + flipsPerYear(path) * path.length;
    }, 0);
    return total / observations;
  };

  it('§8.2: covers 277 accounts in which we hold 26.6 % of the purchases', () => {
    const totals = accounts.flatMap((city) => [...city.monthly.values()].flatMap((brands) => [...brands]));
    const sum = (rows: readonly (readonly [string, number])[]): number => rows.reduce((s, [, cents]) => s + cents, 0);
    expect(accounts).toHaveLength(277);
    expect(sum(totals.filter(([brand]) => OUR_BRANDS.includes(brand))) / sum(totals)).toBeCloseTo(0.266, 3);
  });

  it('§10.8: stays at or under .25 with 12 months, ± 5 points and 3 months in a row', () => {
    expect(flips(12, 0.05, 3)).toBeLessThanOrEqual(0.25);
    expect(flips(12, 0.05, 3)).toBeGreaterThan(0.15);
  });

  it('§8.2: shows what each part of the rule is worth', () => {
    const naive = flips(1, 0, 1);
    expect(naive).toBeGreaterThan(3);
    expect(flips(12, 0, 1)).toBeCloseTo(0.84, 0);
    expect(flips(12, 0.05, 1)).toBeCloseTo(0.26, 1);
    expect(flips(12, 0, 3)).toBeCloseTo(0.37, 1);
    expect(naive / flips(12, 0.05, 3)).toBeGreaterThan(12);
  });

  it('flips a little more where only the way down has a margin, as the gates read with exact wallets', () => {
    expect(flips(12, 0.05, 3, 0)).toBeCloseTo(0.29, 2);
  });
});
