import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyFractionDigits, formatMoney, parseMoney } from './money.js';

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
