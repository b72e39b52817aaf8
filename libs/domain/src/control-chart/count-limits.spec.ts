import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { countCumulative, countLimits, DEFAULT_TAIL, emptyRunProbability, expectedCounts } from './count-limits.js';

const distributions = fc.record({
  mean: fc.double({ min: 0.05, max: 60, noNaN: true }),
  dispersion: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 3, noNaN: true })),
});

describe(expectedCounts.name, () => {
  it('is undefined where the mean has come down to nothing', () => {
    expect(expectedCounts([3, 0], 1)).toBeUndefined();
  });

  it('§8.3: dispersion by moments, φ = max(0, (s² − x̄) ÷ x̄²)', () => {
    // x̄ 4, s² = (16 + 16 + 0 + 16 + 16) ÷ 4 = 16.
    expect(expectedCounts([0, 8, 4, 0, 8])?.dispersion).toBeCloseTo((16 - 4) / 16, 12);
    expect(expectedCounts([4, 4, 5, 4])?.dispersion).toBe(0);
  });

  it('§8.3: the mean follows the newest counts', () => {
    expect(expectedCounts([4, 4, 4])?.mean).toBeCloseTo(4, 12);
    expect(expectedCounts([2, 6])?.mean).toBeCloseTo((4 * 0.9 + 0.2) * 0.9 + 0.6, 12);
    expect(expectedCounts([2, 6], 1)?.mean).toBe(6);
  });

  it('is undefined of one count or of none above zero', () => {
    expect(expectedCounts([3])).toBeUndefined();
    expect(expectedCounts([])).toBeUndefined();
    expect(expectedCounts([0, 0, 0])).toBeUndefined();
  });

  it.each([-1, 0.5, NaN])('refuses a count of %p', (count) => {
    expect(() => expectedCounts([1, count])).toThrow(InvalidValueError);
  });
});

describe(countCumulative.name, () => {
  it('goes as far as it is asked', () => {
    expect(countCumulative(150_000, { mean: 100_000, dispersion: 0 })).toBeCloseTo(1, 9);
    expect(countCumulative(Number.MAX_SAFE_INTEGER, { mean: 3, dispersion: 1 })).toBeCloseTo(1, 12);
  });

  it('is Poisson without dispersion', () => {
    const poisson = { mean: 2, dispersion: 0 };
    expect(countCumulative(0, poisson)).toBeCloseTo(Math.exp(-2), 12);
    expect(countCumulative(2, poisson)).toBeCloseTo(5 * Math.exp(-2), 12);
  });

  it('§8.3: is negative binomial with it', () => {
    // Dispersion 1 is geometric: P(X ≤ x) = 1 − (m ÷ (1 + m))^(x + 1).
    const geometric = { mean: 3, dispersion: 1 };
    expect(countCumulative(0, geometric)).toBeCloseTo(0.25, 12);
    expect(countCumulative(4, geometric)).toBeCloseTo(1 - 0.75 ** 5, 12);
  });

  it('does not lose large means', () => {
    expect(countCumulative(5000, { mean: 5000, dispersion: 0 })).toBeCloseTo(0.5, 2);
    expect(countCumulative(5000, { mean: 5000, dispersion: 0.01 })).toBeCloseTo(0.5, 1);
  });

  it.each([
    { mean: 0, dispersion: 0 },
    { mean: NaN, dispersion: 0 },
    { mean: 1, dispersion: -0.1 },
    { mean: 1, dispersion: Infinity },
  ])('refuses %p', (distribution) => {
    expect(() => countCumulative(1, distribution)).toThrow(InvalidValueError);
    expect(() => emptyRunProbability(1, distribution)).toThrow(InvalidValueError);
  });

  it('grows with the count to 1, and has the mean it was given', () => {
    fc.assert(
      fc.property(distributions, (distribution) => {
        const cumulative = Array.from({ length: 40 }, (_, count) => countCumulative(count, distribution));
        expect(cumulative).toEqual(cumulative.toSorted((a, b) => a - b));
        for (const p of cumulative) expect(p > 0 && p <= 1).toBe(true);
        expect(countCumulative(20_000, distribution)).toBeCloseTo(1, 6);
      }),
      { numRuns: 50 },
    );
  });
});

describe(countLimits.name, () => {
  it('§8.3: stands out beyond the tails', () => {
    // Poisson 10: P(X ≤ 2) = .0028, P(X ≤ 3) = .0103; P(X ≥ 19) = .0072, P(X ≥ 20) = .0035.
    expect(countLimits({ mean: 10, dispersion: 0 })).toEqual({ low: 2, high: 20 });
    expect(countLimits({ mean: 10, dispersion: 0 }, 0.01)).toEqual({ low: 2, high: 19 });
    expect(countLimits({ mean: 10, dispersion: 0.5 }).low).toBeNull();
  });

  it('has no upper limit where none is in reach', () => {
    expect(countLimits({ mean: 90_000, dispersion: 4 })).toEqual({ low: null, high: null });
  });

  it('no month of a small account is too low on its own', () => {
    expect(countLimits({ mean: 1, dispersion: 0 }).low).toBeNull();
  });

  it.each([0, 1, NaN])('refuses a tail of %p', (tail) => {
    expect(() => countLimits({ mean: 1, dispersion: 0 }, tail)).toThrow(InvalidValueError);
  });

  it('limits are the outermost counts whose tail is small enough', () => {
    fc.assert(
      fc.property(distributions, (distribution) => {
        const { low, high } = countLimits(distribution);
        if (low !== null) expect(countCumulative(low, distribution)).toBeLessThanOrEqual(DEFAULT_TAIL);
        expect(countCumulative((low ?? -1) + 1, distribution)).toBeGreaterThan(DEFAULT_TAIL);
        expect(1 - countCumulative((high as number) - 1, distribution)).toBeLessThanOrEqual(DEFAULT_TAIL + 1e-12);
        expect(high).toBeGreaterThan(low ?? -1);
      }),
    );
  });
});

describe(emptyRunProbability.name, () => {
  it('§8.3: zeros in a row multiply', () => {
    expect(emptyRunProbability(3, { mean: 2, dispersion: 0 })).toBeCloseTo(Math.exp(-6), 12);
    expect(emptyRunProbability(2, { mean: 3, dispersion: 1 })).toBeCloseTo(1 / 16, 12);
    expect(emptyRunProbability(0, { mean: 3, dispersion: 1 })).toBe(1);
    expect(() => emptyRunProbability(-1, { mean: 3, dispersion: 1 })).toThrow(InvalidValueError);
  });

  it('one empty period is P(X ≤ 0)', () => {
    fc.assert(
      fc.property(distributions, (distribution) => {
        expect(emptyRunProbability(1, distribution)).toBeCloseTo(countCumulative(0, distribution), 12);
      }),
    );
  });
});
