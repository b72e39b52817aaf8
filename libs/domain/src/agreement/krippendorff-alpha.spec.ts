import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AGREEMENT_REFERENCE_MISSING,
  agreementReferenceIsThere,
  readKrippendorff,
} from '../../test/agreement-reference.js';
import { ALPHA_METRICS, ALPHA_READINGS, krippendorffAlpha, readAlpha } from './krippendorff-alpha.js';

const alphaOf = (
  units: readonly (readonly (number | undefined)[])[],
  metric: (typeof ALPHA_METRICS)[number],
): number => {
  const result = krippendorffAlpha(units, metric);
  if (!result.known) throw new Error(result.reason);
  return result.alpha;
};

describe('golden 4: Krippendorff 2011, four observers of twelve units', () => {
  if (!agreementReferenceIsThere) {
    it.skip(AGREEMENT_REFERENCE_MISSING, () => undefined);
    return;
  }
  it.each([
    ['NOMINAL', 0.743],
    ['ORDINAL', 0.815],
    ['INTERVAL', 0.849],
  ] as const)('§8.13 §10.4: %s alpha is %d', (metric, expected) => {
    const result = krippendorffAlpha(readKrippendorff(), metric);
    expect(result).toMatchObject({ known: true, units: 11, ratings: 40 });
    expect(alphaOf(readKrippendorff(), metric)).toBeCloseTo(expected, 3);
  });
});

describe(krippendorffAlpha.name, () => {
  it('§8.13: knows the smallest of differences and the largest', () => {
    expect(alphaOf([[0, 5e-324]], 'INTERVAL')).toBe(0);
    expect(alphaOf([[-Number.MAX_VALUE, Number.MAX_VALUE]], 'INTERVAL')).toBe(0);
  });

  it('§8.13: agrees with a coincidence matrix worked by hand', () => {
    // Pairs 1-1, 1-2, 2-2: o_12 = 1, n_1 = n_2 = 3, so α = 1 − 5 · 1 / 9.
    const units = [
      [1, 1],
      [1, 2],
      [2, 2],
    ];
    for (const metric of ALPHA_METRICS) expect(alphaOf(units, metric)).toBeCloseTo(4 / 9, 12);
  });

  it('§8.13: weighs a unit by its ratings less one, and leaves out a unit with one rating', () => {
    // Observed: (1·2 pairs of 1-2) ÷ 2 raters less one = 1; expected 2·3 = 6 pairs; n = 5.
    const units = [[1, 1, 2], [2, undefined, 2], [undefined, 4, undefined], []];
    expect(krippendorffAlpha(units, 'NOMINAL')).toEqual({ known: true, alpha: 1 - 4 / 6, units: 2, ratings: 5 });
  });

  it('§8.13: is 1 for perfect and −1 for opposite pairs of two', () => {
    const perfect = [
      [1, 1],
      [4, 4],
    ];
    for (const metric of ALPHA_METRICS) expect(alphaOf(perfect, metric)).toBe(1);
    expect(alphaOf([[1, 2]], 'NOMINAL')).toBe(0);
    const opposite = [
      [1, 2],
      [2, 1],
    ];
    expect(alphaOf(opposite, 'NOMINAL')).toBeCloseTo(-0.5, 12);
  });

  it('§8.13: counts ordinal distance by the ratings between and interval distance by the difference', () => {
    // Ordinal: counts 1, 2, 1 of values 1, 2, 9: middles 0.5, 2, 3.5. Interval: δ² 1, 64, 49.
    const units = [
      [1, 2],
      [2, 9],
    ];
    expect(alphaOf(units, 'ORDINAL')).toBeCloseTo(1 - (3 * (2.25 + 2.25)) / (2 * 2.25 + 9 + 2 * 2.25), 12);
    expect(alphaOf(units, 'INTERVAL')).toBeCloseTo(1 - (3 * (1 + 49)) / (2 * 1 + 64 + 2 * 49), 12);
  });

  it('says why there is none', () => {
    for (const metric of ALPHA_METRICS) {
      expect(krippendorffAlpha([], metric)).toEqual({ known: false, reason: 'NO_PAIRS' });
      expect(krippendorffAlpha([[1], [undefined, 2]], metric)).toEqual({ known: false, reason: 'NO_PAIRS' });
      expect(krippendorffAlpha([[3, 3], [1]], metric)).toEqual({ known: false, reason: 'NO_VARIATION' });
    }
  });

  it.each([NaN, Infinity, -Infinity])('refuses the rating %d', (rating) => {
    expect(() => krippendorffAlpha([[1, rating]], 'ORDINAL')).toThrow('INVALID_NUMBER');
  });

  const rating = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
  const table = fc.array(fc.array(rating, { maxLength: 5 }), { maxLength: 12 });

  it('does not depend on the order of units or raters', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...ALPHA_METRICS), (units, metric) => {
        const turned = [...units].reverse().map((ratings) => [...ratings].reverse());
        const [straight, reversed] = [krippendorffAlpha(units, metric), krippendorffAlpha(turned, metric)];
        expect(reversed.known).toBe(straight.known);
        if (straight.known && reversed.known) expect(reversed.alpha).toBeCloseTo(straight.alpha, 10);
      }),
    );
  });

  it('does not see labels (nominal), stretching (ordinal), or zero and unit (interval)', () => {
    const invariant = [
      ['NOMINAL', (value: number) => 5 - value],
      ['NOMINAL', (value: number) => (value * 3) % 5],
      ['ORDINAL', (value: number) => value ** 3],
      ['INTERVAL', (value: number) => 7 - 3 * value],
      ['INTERVAL', (value: number) => 1e9 + value],
    ] as const;
    fc.assert(
      fc.property(table, fc.constantFrom(...invariant), (units, [metric, of]) => {
        if (!krippendorffAlpha(units, metric).known) return;
        const changed = units.map((ratings) => ratings.map((value) => (value === undefined ? undefined : of(value))));
        expect(alphaOf(changed, metric)).toBeCloseTo(alphaOf(units, metric), 10);
      }),
      { numRuns: 300 },
    );
  });

  it('stays finite and at most 1 for any finite ratings', () => {
    const any = fc.array(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 4 }));
    fc.assert(
      fc.property(any, fc.constantFrom(...ALPHA_METRICS), (units, metric) => {
        const result = krippendorffAlpha(units, metric);
        if (!result.known) return;
        expect(Number.isFinite(result.alpha)).toBe(true);
        expect(result.alpha).toBeLessThanOrEqual(1);
      }),
    );
    expect(
      alphaOf(
        [
          [Number.MAX_VALUE, Number.MAX_VALUE],
          [-Number.MAX_VALUE, -5e-324],
        ],
        'INTERVAL',
      ),
    ).toBeGreaterThan(0);
  });
});

describe(readAlpha.name, () => {
  it('§8.13: knows three metrics and three readings', () => {
    expect(ALPHA_METRICS).toEqual(['NOMINAL', 'ORDINAL', 'INTERVAL']);
    expect(ALPHA_READINGS).toEqual(['FIRM', 'TENTATIVE', 'CONTESTED']);
  });

  it('§8.13: reads .80 as firm, .667 as tentative, less as contested', () => {
    expect([1, 0.8, 0.7999, 2 / 3, 0.6666, -1].map((alpha) => readAlpha(alpha))).toEqual([
      'FIRM',
      'FIRM',
      'TENTATIVE',
      'TENTATIVE',
      'CONTESTED',
      'CONTESTED',
    ]);
    expect(readAlpha(0.85, { firm: 0.9, tentative: 0.8 })).toBe('TENTATIVE');
  });
});
