import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { intervalReach, normalInterval, wilsonInterval } from './interval.js';

describe(normalInterval.name, () => {
  it('reaches 1.96 standard errors to either side, unless told how sure to be', () => {
    expect(normalInterval(5, 2)).toEqual({ lower: 5 - 2 * intervalReach(0.95), upper: 5 + 2 * intervalReach(0.95) });
    expect(intervalReach(0.95)).toBeCloseTo(1.959963984540054, 12);
    expect(normalInterval(0, 1, 0.8).upper).toBeCloseTo(1.2815515655446004, 12);
    expect(normalInterval(3, 0)).toEqual({ lower: 3, upper: 3 });
  });

  it.each([0, -0.5, 1, NaN])('refuses a confidence of %p', (confidence) => {
    expect(() => normalInterval(0, 1, confidence)).toThrow(new InvalidValueError('INVALID_NUMBER', confidence));
  });
});

describe(wilsonInterval.name, () => {
  it('stays a number however few or many the trials', () => {
    for (const trials of [5e-324, 1e-310, 1e300, Number.MAX_VALUE])
      for (const successes of [0, trials / 2, trials]) {
        const { lower, upper } = wilsonInterval(successes, trials) as { lower: number; upper: number };
        expect(0 <= lower && lower <= upper && upper <= 1).toBe(true);
      }
  });

  // Newcombe 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %p in %p is %p to %p', (successes, trials, lower, upper) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval?.lower).toBeCloseTo(lower, 4);
    expect(interval?.upper).toBeCloseTo(upper, 4);
  });

  it('says nothing of no trials', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });

  it.each([
    [-1, 5],
    [6, 5],
    [NaN, 5],
    [1, NaN],
    [0, -3],
    [1, Infinity],
  ])('refuses %p successes in %p trials', (successes, trials) => {
    expect(() => wilsonInterval(successes, trials)).toThrow(InvalidValueError);
  });

  it.each([0, -0.5, 1, 1.5, -1.5, NaN])('refuses a confidence of %p, with trials and without', (confidence) => {
    expect(() => wilsonInterval(1, 4, confidence)).toThrow(new InvalidValueError('INVALID_NUMBER', confidence));
    expect(() => wilsonInterval(0, 0, confidence)).toThrow(new InvalidValueError('INVALID_NUMBER', confidence));
  });

  it('covers the proportion inside [0, 1], mirrors, and narrows with trials', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (trials, count) => {
        const successes = count % (trials + 1);
        const { lower, upper } = wilsonInterval(successes, trials) as { lower: number; upper: number };
        expect(0 <= lower && lower <= successes / trials + 1e-12).toBe(true);
        expect(upper <= 1 && upper >= successes / trials - 1e-12).toBe(true);
        const mirrored = wilsonInterval(trials - successes, trials);
        expect(mirrored?.lower).toBeCloseTo(1 - upper, 9);
        const larger = wilsonInterval(successes * 4, trials * 4) as { lower: number; upper: number };
        expect(larger.upper - larger.lower).toBeLessThan(upper - lower);
      }),
    );
  });
});
