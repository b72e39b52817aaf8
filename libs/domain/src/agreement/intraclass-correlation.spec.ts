import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AGREEMENT_REFERENCE_MISSING,
  agreementReferenceIsThere,
  readShroutFleiss,
} from '../../test/agreement-reference.js';
import { ICC_DESIGNS, intraclassCorrelations } from './intraclass-correlation.js';

describe('golden 4: Shrout & Fleiss 1979, four judges of six targets', () => {
  if (!agreementReferenceIsThere) {
    it.skip(AGREEMENT_REFERENCE_MISSING, () => undefined);
    return;
  }
  it('§8.13 §10.4: ICC(1,1) .166, (2,1) .290, (3,1) .715, (1,k) .443, (2,k) .620, (3,k) .909', () => {
    const result = intraclassCorrelations(readShroutFleiss());
    expect(result).toMatchObject({ targets: 6, raters: 4 });
    const figures = ICC_DESIGNS.flatMap((design) => [result?.single[design], result?.average[design]]);
    expect(figures.map((figure) => figure?.toFixed(3))).toEqual(['0.166', '0.443', '0.290', '0.620', '0.715', '0.909']);
  });

  it('§8.13: leaves out a target that one rater did not rate', () => {
    const rows = readShroutFleiss();
    const withGap = [...rows, [3, undefined, 5, 9]];
    expect(intraclassCorrelations(withGap)).toEqual(intraclassCorrelations(rows));
  });
});

describe(intraclassCorrelations.name, () => {
  const single = (rows: readonly (readonly (number | undefined)[])[]) => intraclassCorrelations(rows)?.single;

  it('§8.13: tells agreement from consistency when one rater is always a point higher', () => {
    const result = intraclassCorrelations([
      [1, 2],
      [2, 3],
      [3, 4],
    ]);
    // B = 2, W = 0.5, J = 1.5, E = 0.
    expect(result?.single.TWO_WAY_MIXED).toBeCloseTo(1, 12);
    expect(result?.single.TWO_WAY_RANDOM).toBeCloseTo(2 / (2 + (2 * 1.5) / 3), 12);
    expect(result?.single.ONE_WAY_RANDOM).toBeCloseTo(1.5 / 2.5, 12);
    expect(result?.average.TWO_WAY_RANDOM).toBeCloseTo(2 / (2 + 1.5 / 3), 12);
    expect(result?.average.ONE_WAY_RANDOM).toBeCloseTo(1.5 / 2, 12);
    expect(result?.average.TWO_WAY_MIXED).toBeCloseTo(1, 12);
  });

  it('has none of fewer than two complete targets or two raters', () => {
    expect(intraclassCorrelations([])).toBeUndefined();
    expect(intraclassCorrelations([[1, 2]])).toBeUndefined();
    expect(intraclassCorrelations([[1], [2]])).toBeUndefined();
    expect(
      intraclassCorrelations([
        [1, 2],
        [undefined, 3],
      ]),
    ).toBeUndefined();
  });

  it('has no coefficient where nothing varies, and none by averages where the targets do not', () => {
    const none = { ONE_WAY_RANDOM: undefined, TWO_WAY_RANDOM: undefined, TWO_WAY_MIXED: undefined };
    const same = intraclassCorrelations([
      [0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1],
    ]);
    expect(same).toEqual({ single: none, average: none, targets: 2, raters: 3 });
    expect(
      intraclassCorrelations([
        [0, 0],
        [0, 0],
      ]),
    ).toMatchObject({ single: none });
    const alike = intraclassCorrelations([
      [1, 2],
      [2, 1],
    ]);
    expect(alike?.average.ONE_WAY_RANDOM).toBeUndefined();
    expect(alike?.single.ONE_WAY_RANDOM).toBeCloseTo(-1, 12);
  });

  it('refuses rows of different length and values that are no numbers', () => {
    expect(() => intraclassCorrelations([[1, 2], [1]])).toThrow('INVALID_LENGTH');
    expect(() => single([[1, NaN]])).toThrow('INVALID_NUMBER');
  });

  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((raters) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: raters, maxLength: raters }), { maxLength: 8 }),
    );

  it('does not depend on the order of targets or raters, nor on zero and unit of the scale', () => {
    const figures = (rows: readonly (readonly number[])[]) => {
      const result = intraclassCorrelations(rows);
      return ICC_DESIGNS.flatMap((design) => [result?.single[design], result?.average[design]]);
    };
    fc.assert(
      fc.property(table, (rows) => {
        const straight = figures(rows);
        for (const other of [
          figures([...rows].reverse().map((row) => [...row].reverse())),
          figures(rows.map((row) => row.map((value) => 100 - 7 * value))),
          figures(rows.map((row) => row.map((value) => 1e9 + value))),
        ]) {
          straight.forEach((figure, i) => {
            if (figure === undefined) expect(other[i]).toBeUndefined();
            else expect(other[i]).toBeCloseTo(figure, 6);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays finite and at most 1 for any finite ratings', () => {
    const wild = fc
      .integer({ min: 2, max: 4 })
      .chain((raters) =>
        fc.array(
          fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: raters, maxLength: raters }),
          { maxLength: 5 },
        ),
      );
    fc.assert(
      fc.property(fc.oneof(wild, table), (rows) => {
        const result = intraclassCorrelations(rows);
        for (const figure of ICC_DESIGNS.flatMap((design) => [result?.single[design], result?.average[design]])) {
          if (figure === undefined) continue;
          expect(Number.isFinite(figure)).toBe(true);
          expect(figure).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 500 },
    );
    // Targets alike but for a hair: the one-way average is far below zero, or none, but never infinite.
    const hair = intraclassCorrelations([
      [1, -1],
      [1e-160, 1e-160],
    ]);
    expect(hair?.average.ONE_WAY_RANDOM).toBeUndefined();
  });
});
