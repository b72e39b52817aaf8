import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { logBeta, logGamma } from './gamma.js';

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

/** Equal to that many parts of the size of the larger, or absolutely near zero. */
function expectClose(actual: number, expected: number, part = 1e-13): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(part * Math.max(1, Math.abs(expected)));
}

describe(logGamma.name, () => {
  // Reference values computed with 15 and more digits by mpmath.
  it.each([
    [1e-4, 9.2102826586339628],
    [0.243, 1.3180435846996699],
    [0.5, 0.5723649429247],
    [1, 0],
    [1.5, -0.12078223763524522],
    [2, 0],
    [5.5, 3.9578139676187165],
    [8.99, 10.583202365866665],
    [9, Math.log(40_320)],
    [10, 12.801827480081469],
    [171.5, 709.14316303092824],
    [1e4, 82_099.717496442376],
    [1e8, 1_742_068_066.1038346],
  ])('§8.4: ln Γ(%p) = %p', (x, expected) => {
    expectClose(logGamma(x), expected);
  });

  it('follows Γ(x + 1) = x Γ(x)', () => {
    fc.assert(fc.property(positive, (x) => expectClose(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-12)));
  });

  it.each([0, -1, Number.NaN, Infinity, 1e306])('refuses %p', (x) => {
    expect(() => logGamma(x)).toThrow(new InvalidValueError('INVALID_NUMBER', x));
  });
});

describe(logBeta.name, () => {
  it.each([
    [0.5, 0.5, Math.log(Math.PI)],
    [0.793, 2.426, -0.5115692885937033],
    [1e-4, 1e4, 9.2093616295963479],
    [3, 1e8, -54.56889508129716],
    [20, 30, -33.968820791977386],
    [1e4, 1e4, -13_866.28325676141],
    [1, 9, -Math.log(9)],
  ])('§8.4: ln B(%p, %p) = %p', (a, b, expected) => {
    expectClose(logBeta(a, b), expected);
  });

  it('does not mind the order, and follows B(a + 1, b) = B(a, b) · a / (a + b)', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        expect(logBeta(a, b)).toBe(logBeta(b, a));
        expectClose(logBeta(a + 1, b), logBeta(a, b) + Math.log(a / (a + b)), 1e-9);
      }),
    );
  });

  it('refuses what has no logarithm', () => {
    expect(() => logBeta(0, 20)).toThrow(InvalidValueError);
    expect(() => logBeta(-1, 2)).toThrow(InvalidValueError);
    expect(() => logBeta(Infinity, 2)).toThrow(InvalidValueError);
    expect(() => logBeta(2, Number.NaN)).toThrow(InvalidValueError);
  });
});
