import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { criteriaFulfilment, technicalCriteria, type CustomerValue } from './technical-criteria.js';

const standard = (criterion: string, part: number, threshold = 10, better: 'HIGHER' | 'LOWER' = 'HIGHER') => ({
  criterion,
  unit: 'bar',
  threshold,
  better,
  part,
});
const VALUES: readonly CustomerValue[] = [
  { value: 'safety', weight: 3, standards: [standard('pressure', 2), standard('leakage', 1, 5, 'LOWER')] },
  { value: 'cost', weight: 1, standards: [standard('life', 4, 20)] },
];

describe(technicalCriteria.name, () => {
  it('RM-05: turns what the customer values into weighted technical standards', () => {
    const table = technicalCriteria(VALUES);
    expect(table.map(({ value, criterion }) => [value, criterion])).toEqual([
      ['safety', 'pressure'],
      ['safety', 'leakage'],
      ['cost', 'life'],
    ]);
    [0.5, 0.25, 0.25].forEach((weight, i) => expect(table[i]?.weight).toBeCloseTo(weight, 12));
    expect(table[1]).toEqual({
      value: 'safety',
      criterion: 'leakage',
      unit: 'bar',
      threshold: 5,
      better: 'LOWER',
      weight: expect.closeTo(0.25, 12),
    });
  });

  it('RM-05: a value nobody can measure yet takes no part', () => {
    const [safety, cost] = VALUES as readonly [CustomerValue, CustomerValue];
    const weights = (values: readonly CustomerValue[]) => technicalCriteria(values).map(({ weight }) => weight);
    expect(weights([{ ...safety, standards: [] }, cost])).toEqual([1]);
    expect(weights([{ ...safety, standards: [standard('a', 0)] }, cost])).toEqual([0, 1]);
    expect(weights([{ ...cost, weight: 0 }])).toEqual([]);
    expect(weights([])).toEqual([]);
  });

  it('RM-05: refuses weights, parts and thresholds that are none', () => {
    for (const wrong of [-1, NaN, 2e9]) {
      expect(() => technicalCriteria([{ value: 'a', weight: wrong, standards: [standard('a', 1)] }])).toThrow(
        'INVALID_WEIGHT',
      );
      expect(() => technicalCriteria([{ value: 'a', weight: 1, standards: [standard('a', wrong)] }])).toThrow(
        'INVALID_WEIGHT',
      );
    }
    expect(() => technicalCriteria([{ value: 'a', weight: 1, standards: [standard('a', 1, NaN)] }])).toThrow(
      'INVALID_NUMBER',
    );
  });

  it('RM-05: weights add up to 1', () => {
    const weight = fc.double({ min: 0, max: 1e9, noNaN: true });
    const value = fc.record({ weight, parts: fc.array(weight, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(value), (rows) => {
        const table = technicalCriteria(
          rows.map((row) => ({
            value: 'v',
            weight: row.weight,
            standards: row.parts.map((part) => standard('c', part)),
          })),
        );
        const total = table.reduce((all, one) => all + one.weight, 0);
        expect(table.length === 0 || Math.abs(total - 1) < 1e-9).toBe(true);
      }),
    );
  });
});

describe(criteriaFulfilment.name, () => {
  const table = technicalCriteria(VALUES);

  it('RM-05: holds a product’s figures against them, bounds inclusive', () => {
    expect(criteriaFulfilment(table, { pressure: 10, leakage: 5, life: 19.9 })).toEqual({
      fulfilled: expect.closeTo(0.75, 12),
      known: expect.closeTo(1, 12),
      failed: ['life'],
      unknown: [],
    });
    expect(criteriaFulfilment(table, { pressure: 9.9, leakage: 5.1 })).toEqual({
      fulfilled: 0,
      known: expect.closeTo(0.75, 12),
      failed: ['pressure', 'leakage'],
      unknown: ['life'],
    });
    expect(() => criteriaFulfilment(table, { pressure: NaN })).toThrow('INVALID_NUMBER');
    expect(() => criteriaFulfilment(table, { leakage: Infinity })).toThrow('INVALID_NUMBER');
  });
});
