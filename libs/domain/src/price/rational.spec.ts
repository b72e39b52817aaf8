import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addRational,
  compareRational,
  divideRational,
  fractionOf,
  multiplyRational,
  rational,
  rationalText,
  ROUNDING_MODES,
  roundRational,
  subtractRational,
} from './rational.js';

const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const fraction = fc.tuple(whole, fc.bigInt({ min: 1n, max: 10n ** 12n })).map(([a, b]) => fractionOf(a, b));

describe('exact fractions', () => {
  it.each([
    ['0', 0n, 1n],
    ['-0.50', -1n, 2n],
    ['+12.340', 617n, 50n],
    ['007', 7n, 1n],
    ['0.1', 1n, 10n],
  ])('§8.18: reads %s', (text, numerator, denominator) => {
    expect(rational(text)).toEqual({ numerator, denominator });
  });

  it.each(['', '.', '1.', '.5', '1,000', '1e3', 'NaN', ' 1', '1 ', '--1', '1.2.3', '9'.repeat(101)])(
    '§8.18: refuses %j',
    (text) => {
      expect(() => rational(text)).toThrow('INVALID_NUMBER');
    },
  );

  it('§8.18: 0.1 + 0.2 is 0.3', () => {
    expect(addRational(rational('0.1'), rational('0.2'))).toEqual(rational('0.3'));
    expect(rational('9'.repeat(100)).numerator).toBe(10n ** 100n - 1n);
  });

  it('keeps lowest terms with the sign above the line', () => {
    expect(fractionOf(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(fractionOf(0n, -4n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(fractionOf(5n)).toEqual({ numerator: 5n, denominator: 1n });
    expect(() => fractionOf(1n, 0n)).toThrow('INVALID_NUMBER');
    expect(() => divideRational(fractionOf(1n), fractionOf(0n))).toThrow('INVALID_NUMBER');
  });

  it('§8.18: the laws of arithmetic hold exactly', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(addRational(a, b)).toEqual(addRational(b, a));
        expect(addRational(addRational(a, b), c)).toEqual(addRational(a, addRational(b, c)));
        expect(multiplyRational(a, addRational(b, c))).toEqual(
          addRational(multiplyRational(a, b), multiplyRational(a, c)),
        );
        expect(subtractRational(addRational(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(divideRational(multiplyRational(a, b), b)).toEqual(a);
        expect(compareRational(a, b)).toBe(-compareRational(b, a) + 0);
        expect(compareRational(a, a)).toBe(0);
        if (compareRational(a, b) < 0) expect(compareRational(addRational(a, c), addRational(b, c))).toBe(-1);
      }),
    );
  });

  it.each([
    ['HALF_AWAY', ['3', '3', '2', '-3', '-3', '4', '1']],
    ['HALF_EVEN', ['2', '3', '2', '-2', '-3', '4', '1']],
    ['TOWARDS_ZERO', ['2', '2', '2', '-2', '-2', '3', '1']],
    ['UP', ['3', '3', '3', '-2', '-2', '4', '1']],
    ['DOWN', ['2', '2', '2', '-3', '-3', '3', '1']],
  ] as const)('§8.18: rounds %s', (mode, expected) => {
    const values = ['2.5', '2.51', '2.49', '-2.5', '-2.51', '3.5', '1'];
    expect(values.map((value) => rationalText(rational(value), 0, mode))).toEqual(expected);
  });

  it('writes the digits asked for, never a negative zero', () => {
    expect(rationalText(fractionOf(2n, 3n), 4)).toBe('0.6667');
    expect(rationalText(fractionOf(-2n, 3n), 1)).toBe('-0.7');
    expect(rationalText(fractionOf(-1n, 300n), 2)).toBe('0.00');
    expect(rationalText(fractionOf(12_345n, 1n), 2)).toBe('12345.00');
    expect(rationalText(fractionOf(-5n), 0)).toBe('-5');
    for (const digits of [-1, 0.5, 101]) expect(() => rationalText(fractionOf(1n), digits)).toThrow('INVALID_LENGTH');
  });

  it('§8.18: text comes back as it was, and rounding is never off by a unit', () => {
    fc.assert(
      fc.property(fraction, fc.nat({ max: 20 }), fc.constantFrom(...ROUNDING_MODES), (value, digits, mode) => {
        const text = rationalText(value, digits, mode);
        expect(rationalText(rational(text), digits, mode)).toBe(text);
        const off = subtractRational(rational(text), value);
        const unit = fractionOf(1n, 10n ** BigInt(digits));
        expect(compareRational(off, unit)).toBe(-1);
        expect(compareRational(off, subtractRational(fractionOf(0n), unit))).toBe(1);
        if (mode === 'UP') expect(compareRational(rational(text), value)).toBeGreaterThanOrEqual(0);
        if (mode === 'DOWN') expect(compareRational(rational(text), value)).toBeLessThanOrEqual(0);
        if (mode === 'HALF_EVEN' || mode === 'HALF_AWAY') {
          const half = divideRational(unit, fractionOf(2n));
          expect(compareRational(off, half)).toBeLessThanOrEqual(0);
          expect(compareRational(off, subtractRational(fractionOf(0n), half))).toBeGreaterThanOrEqual(0);
        }
        expect(roundRational(value, 'TOWARDS_ZERO')).toBe(value.numerator / value.denominator);
      }),
    );
  });
});
