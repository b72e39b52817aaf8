import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GROCERIES_MISSING, groceriesAreThere, readGroceries } from '../../test/groceries.js';
import { associationRules } from './association-rules.js';

const MEASURED = { minimumSupport: 0.006, minimumConfidence: 0.25 };

describe('golden 5: association rules on real baskets', () => {
  if (!groceriesAreThere) {
    it.skip(GROCERIES_MISSING, () => undefined);
    return;
  }
  const baskets = readGroceries();
  const rules = associationRules(baskets, MEASURED);

  it('§10.5: 463 rules, herbs → root vegetables on top with lift 3.96', () => {
    expect(baskets).toHaveLength(9835);
    expect(rules).toHaveLength(463);
    expect(rules[0]).toMatchObject({ antecedent: ['herbs'], consequent: 'root vegetables', baskets: 69 });
    expect(rules[0]?.lift).toBeCloseTo(3.96, 2);
    expect(rules[0]?.support).toBeCloseTo(0.007, 4);
    expect(rules[0]?.confidence).toBeCloseTo(0.4313, 4);
  });

  it('§8.10: trimmed labels name 169 items', () => {
    expect(new Set(baskets.flat().map((label) => label.trim())).size).toBe(169);
    const untrimmed = baskets.map((basket, i) => basket.map((label) => (i % 3 === 0 ? ` ${label} ` : label)));
    expect(associationRules(untrimmed, MEASURED)).toEqual(rules);
  });

  it('§8.10: 150 of the rules have two items, 297 three and 16 four', () => {
    const lengths = rules.map(({ antecedent }) => antecedent.length + 1);
    expect([2, 3, 4, 5].map((length) => lengths.filter((one) => one === length).length)).toEqual([150, 297, 16, 0]);
  });
});

describe(associationRules.name, () => {
  const baskets = [
    ['bolt', 'nut'],
    ['bolt', 'nut', 'nut '],
    ['bolt', 'washer'],
    [' nut', ''],
  ];

  it('§8.10: gives support, confidence and lift of each direction', () => {
    const rules = associationRules(baskets, { minimumSupport: 0.5, minimumConfidence: 0 });
    expect(rules).toEqual([
      { antecedent: ['bolt'], consequent: 'nut', support: 0.5, confidence: 2 / 3, lift: 8 / 9, baskets: 2 },
      { antecedent: ['nut'], consequent: 'bolt', support: 0.5, confidence: 2 / 3, lift: 8 / 9, baskets: 2 },
    ]);
  });

  it('§8.10: bounds are inclusive, and rules below them are left out', () => {
    const count = (minimumSupport: number, minimumConfidence: number): number =>
      associationRules(baskets, { minimumSupport, minimumConfidence }).length;
    expect(count(0.5, 2 / 3)).toBe(2);
    expect(count(0.51, 0)).toBe(0);
    expect(count(0.25, 0)).toBe(4);
    expect(count(0.25, 1)).toBe(1);
    expect(count(0.5, 0.67)).toBe(0);
  });

  it('finds larger sets only as far as asked', () => {
    const same = [
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ];
    const rules = (maximumLength: number): number =>
      associationRules(same, { minimumSupport: 1, minimumConfidence: 1, maximumLength }).length;
    expect([rules(2), rules(3), rules(10)]).toEqual([6, 9, 9]);
  });

  it('§8.10: agrees with counting every basket, whatever the order of the baskets', () => {
    const basket = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(basket, { minLength: 1, maxLength: 12 }), fc.nat(), (sample, turn) => {
        const options = { minimumSupport: 0.2, minimumConfidence: 0.3 };
        const rules = associationRules(sample, options);
        const share = (items: readonly string[]): number =>
          sample.filter((one) => items.every((item) => (one as readonly string[]).includes(item))).length /
          sample.length;
        for (const rule of rules) {
          const all = share([...rule.antecedent, rule.consequent]);
          expect(rule.support).toBeCloseTo(all, 12);
          expect(rule.confidence).toBeCloseTo(all / share(rule.antecedent), 12);
          expect(rule.lift).toBeCloseTo(all / share(rule.antecedent) / share([rule.consequent]), 12);
        }
        const pairs = ['a', 'b', 'c', 'd', 'e'].flatMap((from, i, all) =>
          all.filter((_, j) => j !== i).map((to) => [from, to] as const),
        );
        const expected = pairs.filter(
          ([from, to]) => share([from, to]) >= 0.2 && share([from, to]) / share([from]) >= 0.3 - 1e-12,
        );
        expect(rules.filter(({ antecedent }) => antecedent.length === 1)).toHaveLength(expected.length);
        const turned = [...sample.slice(turn % sample.length), ...sample.slice(0, turn % sample.length)];
        expect(associationRules(turned, options)).toEqual(rules);
      }),
    );
  });

  it('§8.10: holds hundreds of thousands of rules', () => {
    const all = [Array.from({ length: 36 }, (_, item) => String.fromCharCode(200 + item))];
    const rules = associationRules(all, { minimumSupport: 1, minimumConfidence: 1, maximumLength: 4 });
    // 630 pairs, 7 140 triples and 58 905 quadruples, each with every item on the right.
    expect(rules).toHaveLength(2 * 630 + 3 * 7_140 + 4 * 58_905);
  });

  it('refuses bounds that mean nothing', () => {
    const bad = [
      { minimumSupport: 0, minimumConfidence: 0 },
      { minimumSupport: 1.1, minimumConfidence: 0 },
      { minimumSupport: NaN, minimumConfidence: 0 },
      { minimumSupport: 0.5, minimumConfidence: -0.1 },
      { minimumSupport: 0.5, minimumConfidence: NaN },
      { minimumSupport: 0.5, minimumConfidence: 1.01 },
    ];
    for (const options of bad) expect(() => associationRules(baskets, options)).toThrow('INVALID_NUMBER');
    expect(() => associationRules(baskets, { ...MEASURED, maximumLength: 1 })).toThrow('INVALID_LENGTH');
    expect(associationRules([], MEASURED)).toEqual([]);
  });
});
