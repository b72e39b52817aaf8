import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { indexTable } from './index-table.js';
import { evaluatePriceFormula, type PriceFormula } from './price-formula.js';
import { pricingRegimeFit, PRICING_REGIMES } from './pricing-regime.js';
import { compareRational, rational } from './rational.js';

const TABLE = indexTable([
  { index: 'STEEL', month: '2026-03', value: '120' },
  { index: 'STEEL', month: '2026-04', value: '132.3' },
  { index: 'STEEL', month: '2026-05', value: '999' },
  { index: 'STEEL', month: '2026-05', value: '140' },
  { index: 'WAGES', month: '2026-03', value: '103' },
  { index: 'WAGES', month: '2026-04', value: '104' },
  { index: 'WAGES', month: '2026-05', value: '105' },
]);

const FORMULA: PriceFormula = {
  basePrice: '250.00',
  fixedWeight: '0.25',
  terms: [
    { index: 'STEEL', weight: '0.45', baseValue: '105' },
    { index: 'WAGES', weight: '0.30', baseValue: '100' },
  ],
  decimals: 2,
};

const price = (formula: PriceFormula, month = '2026-04'): string => {
  const result = evaluatePriceFormula(formula, TABLE, month);
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.price;
};

describe(evaluatePriceFormula.name, () => {
  it('LV-19: P = P0·(fixed + Σ wᵢ·Iᵢ/Iᵢ₀), to the cent', () => {
    // 250·.25 + 250·.45·132.3/105 + 250·.30·1.04 = 62.5 + 141.75 + 78
    expect(price(FORMULA)).toBe('282.25');
    expect(price({ ...FORMULA, decimals: 0 })).toBe('282');
    expect(price({ ...FORMULA, basePrice: '100', decimals: 6 })).toBe('112.900000');
  });

  it('§8.18: keeps an audit trail from which the price can be followed', () => {
    const result = evaluatePriceFormula(FORMULA, TABLE, '2026-04');
    expect(result).toEqual({
      ok: true,
      price: '282.25',
      audit: {
        month: '2026-04',
        basePrice: '250.00',
        fixedContribution: '62.500000000000',
        steps: [
          {
            index: 'STEEL',
            weight: '0.45',
            baseValue: '105',
            months: ['2026-04'],
            value: '132.300000000000',
            ratio: '1.260000000000',
            contribution: '141.750000000000',
          },
          {
            index: 'WAGES',
            weight: '0.30',
            baseValue: '100',
            months: ['2026-04'],
            value: '104.000000000000',
            ratio: '1.040000000000',
            contribution: '78.000000000000',
          },
        ],
        unbounded: '282.250000000000',
        bound: 'NONE',
        rounding: 'HALF_AWAY',
      },
    });
  });

  it('§8.18: rounds once, at the end: thirds do not lose a cent', () => {
    const thirds: PriceFormula = {
      basePrice: '0.03',
      terms: ['A', 'B', 'C'].map((index) => ({ index, weight: index === 'A' ? '0.34' : '0.33', baseValue: '3' })),
      decimals: 2,
    };
    const table = indexTable(['A', 'B', 'C'].map((index) => ({ index, month: '2026-01', value: '1' })));
    expect(evaluatePriceFormula(thirds, table, '2026-01')).toMatchObject({ ok: true, price: '0.01' });
  });

  it('§8.18: cap and floor, as amount or as factor of the base, before rounding', () => {
    const bound = (formula: Partial<PriceFormula>): unknown => {
      const result = evaluatePriceFormula({ ...FORMULA, ...formula }, TABLE, '2026-04');
      return result.ok ? [result.price, result.audit.bound] : result.reasons;
    };
    expect(bound({ cap: { kind: 'FACTOR', value: '1.10' } })).toEqual(['275.00', 'CAP']);
    expect(bound({ cap: { kind: 'AMOUNT', value: '282.25' } })).toEqual(['282.25', 'NONE']);
    expect(bound({ cap: { kind: 'AMOUNT', value: '282.244' } })).toEqual(['282.24', 'CAP']);
    expect(bound({ floor: { kind: 'AMOUNT', value: '300' } })).toEqual(['300.00', 'FLOOR']);
    expect(bound({ floor: { kind: 'FACTOR', value: '1.2' } })).toEqual(['300.00', 'FLOOR']);
    expect(bound({ floor: { kind: 'AMOUNT', value: '282.25' } })).toEqual(['282.25', 'NONE']);
    const crossed = { floor: { kind: 'FACTOR', value: '1.2' }, cap: { kind: 'AMOUNT', value: '299.99' } } as const;
    expect(bound(crossed)).toEqual([{ code: 'FLOOR_ABOVE_CAP' }]);
    expect(bound({ ...crossed, cap: { kind: 'AMOUNT', value: '300' } })).toEqual(['300.00', 'FLOOR']);
  });

  it('§8.18: rounds as the contract says', () => {
    const half = { ...FORMULA, basePrice: '250.02', decimals: 1 };
    expect(price(half)).toBe('282.3');
    expect(price({ ...half, rounding: 'DOWN' })).toBe('282.2');
    expect(price({ ...FORMULA, decimals: 1 })).toBe('282.3');
    expect(price({ ...FORMULA, decimals: 1, rounding: 'HALF_EVEN' })).toBe('282.2');
  });

  it('§8.18: index values may lag and be averaged; a revision replaces the first value', () => {
    const lagged = evaluatePriceFormula({ ...FORMULA, lagMonths: 1, averageMonths: 2 }, TABLE, '2026-05');
    expect(lagged).toMatchObject({
      ok: true,
      audit: { steps: [{ months: ['2026-03', '2026-04'], value: '126.150000000000' }, {}] },
    });
    expect(price({ ...FORMULA, lagMonths: 1 }, '2026-05')).toBe(price(FORMULA));
    expect(price(FORMULA, '2026-05')).toBe('291.25');
    expect(() => price({ ...FORMULA, lagMonths: -1 })).toThrow('INVALID_LENGTH');
    expect(() => price({ ...FORMULA, averageMonths: 0 })).toThrow('INVALID_LENGTH');
    expect(() => price({ ...FORMULA, lagMonths: 0.5 })).toThrow('INVALID_LENGTH');
  });

  it('§8.18: names every missing index value instead of guessing', () => {
    expect(evaluatePriceFormula({ ...FORMULA, averageMonths: 2 }, TABLE, '2026-06')).toEqual({
      ok: false,
      reasons: [
        { code: 'MISSING_INDEX_VALUE', index: 'STEEL', month: '2026-06' },
        { code: 'MISSING_INDEX_VALUE', index: 'WAGES', month: '2026-06' },
      ],
    });
    expect(evaluatePriceFormula(FORMULA, indexTable([]), '2026-04').ok).toBe(false);
  });

  it('§8.18: refuses formulas that contradict themselves, with every reason', () => {
    const reasons = (formula: Partial<PriceFormula>): unknown => {
      const result = evaluatePriceFormula({ ...FORMULA, ...formula }, TABLE, '2026-04');
      return result.ok ? [] : result.reasons.map((reason) => JSON.stringify(reason));
    };
    expect(reasons({ fixedWeight: '0.26' })).toEqual(['{"code":"WEIGHTS_NOT_ONE","sum":"1.010000000000"}']);
    expect(reasons({ basePrice: '0' })).toEqual(['{"code":"BASE_NOT_POSITIVE","field":"basePrice"}']);
    const terms = [
      { index: 'STEEL', weight: '-0.25', baseValue: '105' },
      { index: 'WAGES', weight: '1.5', baseValue: '0' },
    ];
    expect(reasons({ fixedWeight: '-0.25', terms })).toEqual([
      '{"code":"WEIGHT_NEGATIVE","field":"fixedWeight"}',
      '{"code":"WEIGHT_NEGATIVE","field":"STEEL"}',
      '{"code":"BASE_NOT_POSITIVE","field":"WAGES"}',
    ]);
    expect(reasons({ fixedWeight: '1', terms: [] })).toEqual([]);
    expect(price({ basePrice: '250', terms: [{ index: 'STEEL', weight: '1', baseValue: '132.3' }], decimals: 2 })).toBe(
      '250.00',
    );
    expect(() => price(FORMULA, '2026-13')).toThrow('INVALID_MONTH');
    expect(() => price({ ...FORMULA, basePrice: '1e3' })).toThrow('INVALID_NUMBER');
    expect(() => indexTable([{ index: 'A', month: '2026-13', value: '1' }])).toThrow('INVALID_MONTH');
    expect(() => indexTable([{ index: 'A', month: '2026-12', value: 'x' }])).toThrow('INVALID_NUMBER');
  });

  it('LV-19: unchanged indices give the base price; a rising index never lowers the price', () => {
    const cents = fc.integer({ min: 1, max: 10_000_000 }).map((value) => (value / 100).toFixed(2));
    const weight = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(cents, weight, cents, cents, (basePrice, thousandths, base, later) => {
        const formula: PriceFormula = {
          basePrice,
          fixedWeight: ((1000 - thousandths) / 1000).toFixed(3),
          terms: [{ index: 'A', weight: (thousandths / 1000).toFixed(3), baseValue: base }],
          decimals: 2,
        };
        const at = (value: string): string => {
          const result = evaluatePriceFormula(
            formula,
            indexTable([{ index: 'A', month: '2026-01', value }]),
            '2026-01',
          );
          return result.ok ? result.price : '';
        };
        expect(at(base)).toBe(basePrice);
        const order = compareRational(rational(later), rational(base));
        const moved = compareRational(rational(at(later)), rational(at(base)));
        if (order >= 0) expect(moved).toBeGreaterThanOrEqual(0);
        else expect(moved).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe(pricingRegimeFit.name, () => {
  it('K14: list → discount/rebate/credit → long-term/formula → open-book', () => {
    const depths = PRICING_REGIMES.map((regime) => pricingRegimeFit(regime, 2).depth);
    expect(depths).toEqual([1, 1, 2, 2, 2, 3, 3, 3, 4]);
    expect(pricingRegimeFit('LIST', 2).fit).toBe('BEHIND');
    expect(pricingRegimeFit('REBATE', 2).fit).toBe('FITS');
    expect(pricingRegimeFit('FORMULA', 2)).toEqual({ depth: 3, fit: 'AHEAD' });
  });
});
