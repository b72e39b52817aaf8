import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { hypergeometricOne } from './hypergeometric.js';

describe(hypergeometricOne.name, () => {
  // Reference values computed with mpmath.
  it.each([
    [0.5, 2, 0.5, 1.1715728752538099],
    [0.243, 5.6, 0.9, 1.0484849014668209],
    [30, 32, 0.99, 19.700855136129523],
    [2.5, 2.6, 0.999, 575.1295971185998],
    [0.01, 1.02, 0.99999, 1.1084579328546058],
    [150, 151.6, 0.3, 1.422156456271459],
    [1.6, 60, 0.9999, 1.027871648517404],
  ])('§8.4: ₂F₁(1, %p; %p; %p) = %p', (b, c, z, expected) => {
    expect(hypergeometricOne(b, c, z) / expected).toBeCloseTo(1, 11);
  });

  it('is −ln(1 − z) / z for b = 1 and c = 2, as close to 1 as likelihoods come', () => {
    for (const z of [1e-12, 0.1, 0.5, 0.9, 0.999999, 1 - 1e-8]) {
      expect(hypergeometricOne(1, 2, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 7);
    }
  });

  it('is 1 at 0, at least 1, and grows with z and b', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 500, noNaN: true }),
        fc.double({ min: 1e-3, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (b, more, z) => {
          const c = Math.max(1 + 1e-9, b + more);
          const value = hypergeometricOne(b, c, z);
          expect(hypergeometricOne(b, c, 0)).toBeCloseTo(1, 14);
          expect(value).toBeGreaterThanOrEqual(1);
          expect(hypergeometricOne(b, c, z + 0.005)).toBeGreaterThanOrEqual(value * (1 - 1e-12));
          expect(hypergeometricOne(b * 0.9, c, z)).toBeLessThanOrEqual(value * (1 + 1e-12));
        },
      ),
    );
  });

  it('answers in finite time for the z closest to 1', () => {
    expect(Number.isFinite(hypergeometricOne(1, 2, 1 - Number.EPSILON / 2))).toBe(true);
  });

  it.each([
    [0, 2, 0.5],
    [2, 2, 0.5],
    [0.5, 1, 0.5],
    [1, 2, 1],
    [1, 2, -0.1],
    [1, Infinity, 0.1],
    [Number.NaN, 2, 0.5],
  ])('refuses b = %p, c = %p, z = %p', (b, c, z) => {
    expect(() => hypergeometricOne(b, c, z)).toThrow(new InvalidValueError('INVALID_NUMBER', [b, c, z].join(', ')));
  });
});
