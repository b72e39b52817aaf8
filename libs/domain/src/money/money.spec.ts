import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyFractionDigits, divideRounded, formatMoney, parseMoney } from './money.js';

describe(parseMoney.name, () => {
  it.each([
    ['103.92', 10_392n],
    ['5', 500n],
    ['5.', 500n],
    ['.5', 50n],
    ['-0.07', -7n],
    ['+1.10', 110n],
    ['  12.3 ', 1230n],
    ['12.300000', 1230n],
    ['90071992547409931.27', 9_007_199_254_740_993_127n],
  ])('reads %p exactly', (text, minor) => {
    expect(parseMoney(text)).toEqual({ ok: true, minor });
  });

  it.each(['', '.', '-', '1,234.50', '$5', '1e3', 'NaN', 'Infinity', '1.2.3', '--1', '１２'])(
    'finds no number in %p',
    (text) => {
      expect(parseMoney(text)).toEqual({ ok: false, code: 'NOT_A_NUMBER' });
    },
  );

  it('refuses digits below the minor unit unless told to round', () => {
    expect(parseMoney('70085.4700000001')).toEqual({ ok: false, code: 'TOO_MANY_DECIMALS' });
    expect(parseMoney('0.5', { fractionDigits: 0 })).toEqual({ ok: false, code: 'TOO_MANY_DECIMALS' });
  });

  it.each([
    ['0.005', 1n],
    ['-0.005', -1n],
    ['0.0049999', 0n],
    ['-0.004', 0n],
    ['9.995', 1000n],
    ['1.25', 125n],
  ])('rounds %p half away from zero when told to', (text, minor) => {
    expect(parseMoney(text, { excessDigits: 'ROUND_HALF_AWAY_FROM_ZERO' })).toEqual({ ok: true, minor });
  });

  it('knows currencies without and with three digits', () => {
    expect(currencyFractionDigits('jpy')).toBe(0);
    expect(currencyFractionDigits('KWD')).toBe(3);
    expect(currencyFractionDigits('EUR')).toBe(2);
    expect(parseMoney('12', { fractionDigits: currencyFractionDigits('JPY') })).toEqual({ ok: true, minor: 12n });
  });

  it('returns from what formatMoney writes', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 4 }), (minor, fractionDigits) => {
        expect(parseMoney(formatMoney(minor, fractionDigits), { fractionDigits })).toEqual({ ok: true, minor });
      }),
    );
  });
});

describe(formatMoney.name, () => {
  it('writes every digit', () => {
    expect([formatMoney(123_450n), formatMoney(-7n), formatMoney(0n), formatMoney(-12n, 0)]).toEqual([
      '1234.50',
      '-0.07',
      '0.00',
      '-12',
    ]);
  });
});

describe(divideRounded.name, () => {
  it('goes to the nearest whole, halves away from zero', () => {
    expect([7n, -7n, 6n, -6n, 0n, 8n].map((a) => divideRounded(a, 4n))).toEqual([2n, -2n, 2n, -2n, 0n, 2n]);
    expect([1n, 2n, 4n, -1n, -2n].map((a) => divideRounded(a, 3n))).toEqual([0n, 1n, 1n, 0n, -1n]);
  });

  it('is never further than half from the quotient, on either side of zero alike', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (a, b) => {
        const rest = a - b * divideRounded(a, b);
        expect(2n * (rest < 0n ? -rest : rest) <= b).toBe(true);
        expect(divideRounded(-a, b)).toBe(-divideRounded(a, b));
      }),
    );
  });
});
