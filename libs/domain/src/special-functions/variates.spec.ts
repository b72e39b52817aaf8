import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { mean, variance } from '../statistics/descriptive.js';
import { drawBeta, drawGamma } from './variates.js';

const DRAWS = 40_000;
const draws = (draw: () => number): number[] => Array.from({ length: DRAWS }, draw);

describe(drawGamma.name, () => {
  it.each([
    [0.243, 4.414],
    [1, 1],
    [6.25, 0.5],
    [300, 30],
  ])('§8.9: has mean %p / %p and the variance that belongs to it', (shape, rate) => {
    const random = seededRandom(7);
    const values = draws(() => drawGamma(shape, rate, random));
    const expected = shape / rate;
    const error = Math.sqrt(shape / DRAWS) / rate;
    expect(Math.abs((mean(values) ?? 0) - expected)).toBeLessThan(4 * error);
    expect((variance(values) ?? 0) / (shape / rate ** 2)).toBeCloseTo(1, 1);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  });

  it('is finite and not negative for every shape and rate, also where the source gives its extremes', () => {
    const parameter = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, fc.integer(), (shape, rate, seed) => {
        const value = drawGamma(shape, rate, seededRandom(seed));
        expect(value >= 0 && Number.isFinite(value)).toBe(true);
        const share = drawBeta(shape, rate, seededRandom(seed));
        expect(share >= 0 && share <= 1).toBe(true);
      }),
    );
    expect(drawGamma(2, 1, () => 0)).toBeGreaterThan(0);
  });

  it('refuses parameters outside their range', () => {
    expect(() => drawGamma(0, 1, seededRandom(1))).toThrow(InvalidValueError);
    expect(() => drawGamma(1, Infinity, seededRandom(1))).toThrow(InvalidValueError);
    expect(() => drawBeta(Number.NaN, 1, seededRandom(1))).toThrow(InvalidValueError);
    expect(() => drawBeta(1, -1, seededRandom(1))).toThrow(InvalidValueError);
  });
});

describe(drawBeta.name, () => {
  it.each([
    [0.793, 2.426],
    [0.001, 0.001],
    [40, 2],
  ])('§8.9: has mean a / (a + b) and its variance for a = %p, b = %p', (a, b) => {
    const random = seededRandom(11);
    const values = draws(() => drawBeta(a, b, random));
    const spread = (a * b) / ((a + b) ** 2 * (a + b + 1));
    expect(Math.abs((mean(values) ?? 0) - a / (a + b))).toBeLessThan(4 * Math.sqrt(spread / DRAWS));
    expect((variance(values) ?? 0) / spread).toBeCloseTo(1, 1);
  });
});
