import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type NumberFormat, readDate, readDecimal, readMoney, readMonth } from './field-values.js';

const POINT: NumberFormat = { decimal: '.', named: false };
const NAMED_POINT: NumberFormat = { decimal: '.', named: true };
const COMMA: NumberFormat = { decimal: ',', named: true };

describe(readDate.name, () => {
  it.each([
    ['2024-02-29', 'ISO', '2024-02-29'],
    ['2024/2/9', 'ISO', '2024-02-09'],
    ['20240229', 'ISO', '2024-02-29'],
    ['2024-02-29 13:45', 'ISO', '2024-02-29'],
    ['2024-02-29T13:45:00Z', 'DMY', '2024-02-29'],
    ['2024-02-29 13:45:00.000000', 'ISO', '2024-02-29'],
    ['2024-02-29 13:45:00.123+00', 'ISO', '2024-02-29'],
    ['2024-02-29T13:45:00,5+01:00', 'ISO', '2024-02-29'],
    ['29.02.2024', 'DMY', '2024-02-29'],
    ['29.02.2024 9.05', 'DMY', '2024-02-29'],
    ['2/9/2024 1:05:00 PM', 'MDY', '2024-02-09'],
    ['2024-02-28 - 2024-03-05', 'ISO', undefined],
    ['29.02.2024 or later', 'DMY', undefined],
    ['2024-02-29T', 'ISO', undefined],
    ['2/9/2024', 'MDY', '2024-02-09'],
    ['02/13/2024', 'DMY', undefined],
    ['29.02.2024', 'ISO', undefined],
    ['2023-02-29', 'ISO', undefined],
    ['2024-13-01', 'ISO', undefined],
    ['01.02.24', 'DMY', undefined],
    ['2024-02.03', 'ISO', undefined],
    ['soon', 'ISO', undefined],
  ] as const)('%s as %s is %s', (text, format, date) => {
    expect(readDate(text, format)).toBe(date);
  });
});

describe(readMonth.name, () => {
  it.each([
    ['2024-02', '2024-02-01'],
    ['2024-02-17', '2024-02-01'],
    ['2024-13', undefined],
  ])('%s is %s', (text, month) => {
    expect(readMonth(text, 'ISO')).toBe(month);
  });
});

describe(readDecimal.name, () => {
  it.each([
    ['12', POINT, '12'],
    ['+012.500', POINT, '12.5'],
    ['-0.0', POINT, '0'],
    ['.5', POINT, '0.5'],
    ['-.5', POINT, '-0.5'],
    ['5-', POINT, '-5'],
    ['1,234', POINT, undefined],
    ['1,234', NAMED_POINT, '1234'],
    ["1'234'567.5", NAMED_POINT, '1234567.5'],
    ['1 234,5', COMMA, '1234.5'],
    ['1.234.567,89', COMMA, '1234567.89'],
    ['1.23,4', COMMA, undefined],
    ['12.5', COMMA, undefined],
    ['1e3', POINT, undefined],
    ['--1', POINT, undefined],
    ['-1-', POINT, undefined],
    ['€ 5', POINT, undefined],
    ['.', POINT, undefined],
  ])('%s is %s', (text, format, number) => {
    expect(readDecimal(text, format)).toBe(number);
  });

  it('writes every number in one way only', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '9'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (whole, fraction, negative) => {
        const text = `${negative ? '-' : ''}${whole}.${fraction}`;
        const canonical = readDecimal(text, POINT) as string;
        expect(Number(canonical)).toBe(Number(text) + 0);
        expect(readDecimal(canonical, POINT)).toBe(canonical);
        expect(readDecimal(`${text}00`, POINT)).toBe(canonical);
      }),
    );
  });
});

describe(readMoney.name, () => {
  it.each([
    ['1234.5', POINT, 2, false, 123_450n],
    ['1.234,50-', COMMA, 2, false, -123_450n],
    ['90071992547409.93', POINT, 2, false, 9_007_199_254_740_993n],
    ['70085.4700000001', POINT, 2, false, 'TOO_MANY_DECIMALS'],
    ['70085.4700000001', POINT, 2, true, 7_008_547n],
    ['-0.005', POINT, 2, true, -1n],
    ['10.00', POINT, 0, false, 10n],
    ['1,5', POINT, 2, false, 'NOT_A_NUMBER'],
  ] as const)('%s is %s', (text, format, digits, round, minor) => {
    expect(readMoney(text, format, digits, round)).toBe(minor);
  });

  it('reads the usual amounts by a short way as it reads them by the long one, which those with commas take', () => {
    const swapped = (text: string): string => text.replaceAll(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));
    const amounts = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'00123456789..,,-+ e'), maxLength: 18 }),
      fc
        .tuple(fc.integer(), fc.constantFrom('', '.', '.0', '.5', '.25', '.005', '.00000'))
        .map(([n, rest]) => n + rest),
    );
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 4 }), fc.boolean(), (text, digits, round) => {
        expect(readMoney(text, POINT, digits, round)).toBe(
          readMoney(swapped(text), { decimal: ',', named: false }, digits, round),
        );
      }),
      { numRuns: 5_000 },
    );
  });
});
