import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mean, median, medianAbsoluteDeviation, quantile, standardDeviation, sum, variance } from './descriptive.js';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
const anyNumbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 20 });

describe(sum.name, () => {
  it('keeps the digits that plain addition loses', () => {
    expect(sum([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])).toBe(4.5);
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum([1e100, 1, -1e100, 1])).toBe(2);
    expect(sum(Array<number>(1e5).fill(0.1))).toBe(1e4);
    expect(sum([])).toBe(0);
  });

  it('is infinite, not NaN, beyond the largest number', () => {
    expect(sum([1e308, 1e308])).toBe(Infinity);
    expect(sum([-1e308, -1e308, 5])).toBe(-Infinity);
    expect(sum([-Infinity, 1])).toBe(-Infinity);
  });
});

describe(mean.name, () => {
  it('of equal values is that value, so that they vary by nothing', () => {
    expect(mean([0.6696457290859905, 0.6696457290859905, 0.6696457290859905])).toBe(0.6696457290859905);
    fc.assert(
      fc.property(
        fc.double({ min: -1e300, max: 1e300, noNaN: true }),
        fc.integer({ min: 2, max: 9 }),
        (value, count) => {
          const same = new Array<number>(count).fill(value);
          expect(mean(same) === value).toBe(true);
          expect(variance(same)).toBe(0);
        },
      ),
    );
  });

  it('is the sum ÷ n', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([])).toBeUndefined();
    expect(mean([1e308, 1e308])).toBeUndefined();
  });

  it('lies between the smallest and the largest', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(mean(values)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(mean(values)).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
    );
  });
});

describe(variance.name, () => {
  it('divides by n − 1', () => {
    expect(variance([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(32 / 7, 12);
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(variance([3])).toBeUndefined();
    expect(standardDeviation([3])).toBeUndefined();
    expect(variance([])).toBeUndefined();
    expect(variance([1e200, -1e200])).toBeUndefined();
  });

  it('does not lose small spreads on a large level', () => {
    expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
  });

  it('does not change with the level and grows with the square of the scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (values, by) => {
          const spread = variance(values);
          if (spread === undefined) return expect(values).toHaveLength(1);
          expect(spread).toBeGreaterThanOrEqual(0);
          expect(variance(values.map((value) => value + 100))).toBeCloseTo(spread, 1);
          expect((variance(values.map((value) => value * by)) as number) / (by ** 2 * spread || 1)).toBeCloseTo(
            spread > 0 ? 1 : 0,
            6,
          );
        },
      ),
    );
  });
});

describe(quantile.name, () => {
  it('interpolates between order statistics', () => {
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([4, 1, 3, 2], 0.9)).toBeCloseTo(3.7, 12);
    expect(quantile([10, 9, 100], 0.5)).toBe(10);
    expect(quantile([7], 0.3)).toBe(7);
  });

  it('is undefined of nothing and outside [0, 1]', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(quantile([1, 2], -0.1)).toBe(undefined);
    expect(quantile([1, 2], 1.1)).toBeUndefined();
    expect(quantile([1, 2], NaN)).toBeUndefined();
  });

  it('does not overflow between the ends of the numbers', () => {
    expect(quantile([-1e308, 1e308], 0.5)).toBe(0);
    expect(quantile([-1e308, 1e308], 0.75)).toBeCloseTo(5e307, -300);
  });

  it('grows with the probability, stays inside, and leaves its values alone', () => {
    const p = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(numbers, p, p, (values, a, b) => {
        const before = [...values];
        const [low, high] = [quantile(values, Math.min(a, b)), quantile(values, Math.max(a, b))] as [number, number];
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(low >= Math.min(...values) - 1e-9 && high <= Math.max(...values) + 1e-9).toBe(true);
        expect(quantile(values.toReversed(), a)).toBe(quantile(values, a));
        expect(values).toEqual(before);
      }),
    );
  });
});

describe(median.name, () => {
  it('is the middle value or the mean of the two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeUndefined();
  });
});

describe(medianAbsoluteDeviation.name, () => {
  it('is the median of the distances from the median', () => {
    expect(medianAbsoluteDeviation([1, 1, 2, 2, 4, 6, 9])).toBe(1);
    expect(medianAbsoluteDeviation([5, 5, 5])).toBe(0);
    expect(medianAbsoluteDeviation([])).toBeUndefined();
    expect(medianAbsoluteDeviation([-1.7e308, 1.7e308, 1.7e308, -1.7e308, -1.7e308])).toBe(0);
    expect(medianAbsoluteDeviation([-1.7e308, -1.7e308, -1.7e308, 1.7e308, 1.7e308, 1.7e308, 1.7e308])).toBe(0);
  });

  it('estimates the standard deviation of normal data, scaled', () => {
    const normal = Array.from({ length: 199 }, (_, i) => Math.tan(((i + 1) / 200 - 0.5) * Math.PI));
    // Quartiles of the Cauchy distribution are ± 1: half of it lies within one of its median.
    expect(medianAbsoluteDeviation(normal)).toBeCloseTo(1, 1);
  });
});

describe('descriptive statistics', () => {
  it('give no NaN and no infinity for any finite values', () => {
    fc.assert(
      fc.property(anyNumbers, (values) => {
        for (const figure of [mean, variance, standardDeviation, median, medianAbsoluteDeviation]) {
          expect(Number.isFinite(figure(values) ?? 0)).toBe(true);
        }
        expect(Number.isNaN(sum(values))).toBe(false);
      }),
    );
  });
});
