import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { normalCumulative, normalDensity, normalQuantile } from './normal.js';

describe(normalDensity.name, () => {
  it('has the tabled values', () => {
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
    expect(normalDensity(-1)).toBeCloseTo(0.24197072451914337, 15);
    expect(normalDensity(2)).toBeCloseTo(0.05399096651318806, 15);
    expect(normalDensity(50)).toBe(0);
  });
});

describe(normalCumulative.name, () => {
  it.each([
    [0, 0.5],
    [-0.5, 0.3085375387259869],
    [-1, 0.15865525393145707],
    [-1.96, 0.024997895148220435],
    [-2.999999, 0.001349902463485155],
    [-3, 0.0013498980316300946],
    [-6, 9.865876450376946e-10],
    [-10, 7.619853024160525e-24],
    [-20, 2.7536241186062337e-89],
  ])('at %p is %p, to eleven digits', (z, probability) => {
    expect(normalCumulative(z) / probability).toBeCloseTo(1, 10);
    expect(normalCumulative(-z)).toBeCloseTo(1 - probability, 14);
  });

  it('ends at 0 and 1', () => {
    expect([-39, -Infinity, 39, Infinity].map(normalCumulative)).toEqual([0, 0, 1, 1]);
    expect(normalCumulative(-37.9)).toBeGreaterThan(0);
  });

  it('refuses NaN', () => {
    expect(() => normalCumulative(NaN)).toThrow(InvalidValueError);
  });

  it('grows, and is as far from 1 above as from 0 below', () => {
    const z = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(z, fc.double({ min: 1e-6, max: 5, noNaN: true }), (at, step) => {
        expect(normalCumulative(at + step)).toBeGreaterThanOrEqual(normalCumulative(at));
        expect(normalCumulative(at) + normalCumulative(-at)).toBeCloseTo(1, 14);
      }),
    );
  });

  it('is the integral of the density', () => {
    for (let z = -5; z < 5; z += 0.37) {
      const slope = (normalCumulative(z + 1e-4) - normalCumulative(z - 1e-4)) / 2e-4;
      expect(slope).toBeCloseTo(normalDensity(z), 7);
    }
  });
});

describe(normalQuantile.name, () => {
  it.each([
    [0.5, 0],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.001, -3.090232306167813],
    [1e-10, -6.361340902404056],
  ])('of %p is %p', (probability, z) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 9);
  });

  it.each([0, 1, -0.1, 1.1, NaN])('refuses a probability of %p', (probability) => {
    expect(() => normalQuantile(probability)).toThrow(InvalidValueError);
  });

  it('undoes the cumulative distribution', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 5, noNaN: true }), (z) => {
        expect(normalQuantile(normalCumulative(z))).toBeCloseTo(z, 7);
      }),
    );
  });
});
