import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { DEFAULT_PRICE_PRESSURE, pricePressure, type MonthlyPrices, type PricePressure } from './price-pressure.js';

const month = (discountPercent: number, list = 1000): MonthlyPrices => ({
  listMinor: BigInt(list),
  netMinor: BigInt(Math.round((list * (100 - discountPercent)) / 100)),
});
const months = (...discounts: readonly number[]): readonly MonthlyPrices[] => discounts.map((each) => month(each));
const YEAR = [9, 10, 11, 9, 10, 11, 9, 10, 11, 9, 10, 11];

describe(pricePressure.name, () => {
  it('RG-07: sees discounts deeper than usual', () => {
    const found = pricePressure(months(...YEAR, 14, 15, 16));
    expect(found).toMatchObject({ threshold: 3, alarm: false, months: 12 });
    expect(found?.recentDiscount).toBeCloseTo(0.15, 12);
    expect(found?.usualDiscount).toBeCloseTo(0.1, 12);
    expect(found?.score).toBeCloseTo(0.05 / (1.4826 * 0.01 + 0.005), 9);
    expect(pricePressure(months(...YEAR, 18, 18, 18))).toMatchObject({ alarm: true });
  });

  it('RG-07: asks for a rise worth speaking of, too', () => {
    const flat = Array<number>(12).fill(10);
    const rule = { ...DEFAULT_PRICE_PRESSURE, threshold: 1 };
    expect(pricePressure(months(...flat, 11.9, 11.9, 11.9), rule)).toMatchObject({ alarm: false });
    expect(pricePressure(months(...flat, 12.5, 12.5, 12.5), rule)).toMatchObject({ alarm: true });
  });

  it('RG-07: asks for it by default, where a discount hardly ever moves: two points, however many deviations', () => {
    const flat = Array<number>(12).fill(10);
    const below = pricePressure(months(...flat, 11.9, 11.9, 11.9));
    expect(below?.score).toBeGreaterThan(DEFAULT_PRICE_PRESSURE.threshold);
    expect(below?.alarm).toBe(false);
    expect(pricePressure(months(...flat, 12.1, 12.1, 12.1))).toMatchObject({ alarm: true });
  });

  it('weighs the recent months by what was bought', () => {
    const history = [...months(...YEAR), month(10, 9000), month(50, 500), month(50, 500)];
    expect(pricePressure(history)?.recentDiscount).toBeCloseTo((900 + 500) / 10_000, 12);
  });

  it('looks back a year and no further', () => {
    expect(pricePressure(months(...Array<number>(9).fill(80), ...YEAR, 10, 10, 10))?.usualDiscount).toBeCloseTo(
      0.1,
      12,
    );
  });

  it('passes over months without trade, and is silent with too few', () => {
    const idle = { listMinor: 0n, netMinor: 0n };
    expect(pricePressure([...months(...YEAR.slice(0, 6)), idle, idle, ...months(12, 12, 12)])?.months).toBe(6);
    expect(pricePressure([...months(...YEAR.slice(0, 5)), idle, idle, ...months(12, 12, 12)])).toBeUndefined();
    expect(pricePressure([...months(...YEAR), idle, idle, idle])).toBeUndefined();
    expect(pricePressure(months(10, 10, 10))).toBeUndefined();
    expect(pricePressure([])).toBeUndefined();
    const beyond = { listMinor: 10n ** 400n, netMinor: 1n };
    expect(pricePressure([...months(...YEAR), beyond])).toBeUndefined();
  });

  it('passes over months in which more was returned than bought', () => {
    const returned = { listMinor: -1000n, netMinor: -500n };
    expect(pricePressure([...months(...YEAR.slice(0, 6)), returned, ...months(12, 12, 12)])?.months).toBe(6);
    expect(pricePressure([...months(...YEAR), returned, returned, returned])).toBeUndefined();
  });

  it('alarms above the threshold and not at it, and from the minimum rise on', () => {
    const history = months(...YEAR, 18, 18, 18);
    const { score, recentDiscount, usualDiscount } = pricePressure(history) as PricePressure;
    const alarm = (part: object) => pricePressure(history, { ...DEFAULT_PRICE_PRESSURE, ...part })?.alarm;
    expect(alarm({ threshold: score })).toBe(false);
    expect(alarm({ threshold: score - 1e-9 })).toBe(true);
    expect(alarm({ minimumRise: recentDiscount - usualDiscount })).toBe(true);
  });

  it('compares one month with the one before, if told', () => {
    const rule = { ...DEFAULT_PRICE_PRESSURE, recentMonths: 1, usualMonths: 1, minimumMonths: 1 };
    expect(pricePressure(months(30, 10, 15), rule)).toMatchObject({ usualDiscount: 0.1, months: 1 });
  });

  it('a surcharge is a negative discount', () => {
    expect(pricePressure(months(...YEAR, -5, -5, -5))?.score).toBeLessThan(0);
  });

  it.each([
    [{ recentMonths: 0 }, 'INVALID_LENGTH'],
    [{ usualMonths: 1.5 }, 'INVALID_LENGTH'],
    [{ minimumMonths: -1 }, 'INVALID_LENGTH'],
    [{ threshold: NaN }, 'INVALID_NUMBER'],
  ] as const)('refuses %p', (part, code) => {
    const call = () => pricePressure(months(...YEAR, 10, 10, 10), { ...DEFAULT_PRICE_PRESSURE, ...part });
    expect(call).toThrow(code);
  });

  it('refuses a minimum rise that is no number', () => {
    const rule = { ...DEFAULT_PRICE_PRESSURE, minimumRise: NaN };
    expect(() => pricePressure(months(...YEAR, 50, 50, 50), rule)).toThrow(InvalidValueError);
  });

  it('grows with the recent discount, and never gives NaN', () => {
    const one = fc.record({ listMinor: fc.bigInt(0n, 10n ** 12n), netMinor: fc.bigInt(-(10n ** 12n), 10n ** 12n) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), (history) => {
        const found = pricePressure(history);
        if (found === undefined) return;
        for (const value of [found.score, found.recentDiscount, found.usualDiscount])
          expect(Number.isFinite(value)).toBe(true);
        const cheaper = history.map((each, i) =>
          i === history.length - 1 ? { ...each, netMinor: each.netMinor - 10n ** 12n } : each,
        );
        expect(pricePressure(cheaper)?.score).toBeGreaterThan(found.score);
      }),
    );
  });
});
