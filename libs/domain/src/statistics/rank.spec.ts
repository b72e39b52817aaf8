import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaUnderCurve, correlation, rankCorrelation, ranks, robustSlope } from './rank.js';

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });
const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
  maxLength: 30,
});
const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });

describe(ranks.name, () => {
  it('counts from 1, ties share the mean of theirs', () => {
    expect(ranks([30, 10, 20])).toEqual([3, 1, 2]);
    expect(ranks([5, 1, 5, 5, 9])).toEqual([3, 1, 3, 3, 5]);
    expect(ranks([2, 2])).toEqual([1.5, 1.5]);
    expect(ranks([])).toEqual([]);
  });

  it('always add up to n(n + 1) ÷ 2 and keep the order', () => {
    fc.assert(
      fc.property(values, (each) => {
        const found = ranks(each);
        expect(found.reduce((a, b) => a + b, 0)).toBe((each.length * (each.length + 1)) / 2);
        found.forEach((rank, i) => {
          found.forEach((other, j) =>
            expect(Math.sign(rank - other)).toBe(Math.sign((each[i] as number) - (each[j] as number))),
          );
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe(correlation.name, () => {
  it('is undefined of equal values whose sum is rounded', () => {
    expect(correlation([0.6696457290859905, 0.6696457290859905, 0.6696457290859905], [1, 2, 3])).toBeUndefined();
  });

  it('has the values of the textbook', () => {
    expect(correlation([1, 2, 3], [2, 4, 6])).toBe(1);
    expect(correlation([1, 2, 3], [6, 4, 2])).toBe(-1);
    // Anscombe's first set.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(correlation(x, y)).toBeCloseTo(0.81642, 5);
    expect(rankCorrelation(x, y)).toBeCloseTo(0.818182, 5);
  });

  it('is undefined where one does not vary, where they differ in length, and of nothing', () => {
    expect(correlation([1, 1], [1, 2])).toBeUndefined();
    expect(correlation([1, 2], [3, 3])).toBeUndefined();
    expect(correlation([1, 2, 3], [1, 2])).toBeUndefined();
    expect(correlation([], [])).toBeUndefined();
    expect(rankCorrelation([1, 1], [1, 2])).toBeUndefined();
  });

  it('does not mind how small or large the numbers are', () => {
    expect(correlation([1e-200, 2e-200, 3e-200], [1, 2, 3])).toBeCloseTo(1, 12);
    expect(correlation([1e200, 2e200, 3e200], [3, 2, 1])).toBeCloseTo(-1, 12);
  });

  it('lies in [−1, 1], is symmetric, and turns with the sign', () => {
    fc.assert(
      fc.property(pairs, (each) => {
        const [a, b] = [each.map(([x]) => x), each.map(([, y]) => y)];
        for (const figure of [correlation, rankCorrelation]) {
          const found = figure(a, b);
          if (found === undefined) continue;
          expect(Math.abs(found)).toBeLessThanOrEqual(1);
          expect(figure(b, a)).toBeCloseTo(found, 12);
          expect(
            figure(
              a,
              b.map((y) => -y),
            ),
          ).toBeCloseTo(-found, 12);
          expect(
            figure(
              a.map((x) => 3 * x + 7),
              b,
            ),
          ).toBeCloseTo(found, 9);
        }
      }),
    );
  });

  it('ranks do not mind any stretching', () => {
    fc.assert(
      fc.property(pairs, (each) => {
        const [a, b] = [each.map(([x]) => x), each.map(([, y]) => y)];
        expect(
          rankCorrelation(
            a.map((x) => x ** 3),
            b,
          ),
        ).toBe(rankCorrelation(a, b));
      }),
    );
  });
});

describe(areaUnderCurve.name, () => {
  it('is the part of the pairs in which the positive case scores higher, ties half', () => {
    expect(areaUnderCurve([0.1, 0.4, 0.35, 0.8], [false, false, true, true])).toBe(0.75);
    expect(areaUnderCurve([1, 2, 3], [true, false, false])).toBe(0);
    expect(areaUnderCurve([1, 1], [true, false])).toBe(0.5);
  });

  it('is undefined where all are alike or the two differ in length', () => {
    expect(areaUnderCurve([1, 2], [true, true])).toBeUndefined();
    expect(areaUnderCurve([1, 2], [false, false])).toBeUndefined();
    expect(areaUnderCurve([], [])).toBeUndefined();
    expect(areaUnderCurve([1, 2, 3], [true, false])).toBeUndefined();
  });

  it('is what counting the pairs gives, and turns with the sign', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean()), { maxLength: 25 }), (cases) => {
        const [scores, positive] = [cases.map(([score]) => score), cases.map(([, is]) => is)];
        const found = areaUnderCurve(scores, positive);
        if (found === undefined) return;
        const wins = cases.flatMap(([score, is]) =>
          is ? cases.flatMap(([other, isToo]) => (isToo ? [] : [score > other ? 1 : score === other ? 0.5 : 0])) : [],
        );
        expect(found).toBeCloseTo(wins.reduce<number>((a, b) => a + b, 0) / wins.length, 12);
        expect(
          areaUnderCurve(
            scores.map((score) => -score),
            positive,
          ),
        ).toBeCloseTo(1 - found, 12);
      }),
    );
  });
});

describe(robustSlope.name, () => {
  it('is the median of the slopes of all pairs', () => {
    expect(robustSlope([1, 3, 5, 7])).toBe(2);
    expect(robustSlope([0, 4, 1])).toBe(0.5);
    expect(robustSlope([5, 5])).toBe(0);
    expect(robustSlope([5])).toBeUndefined();
    expect(robustSlope([])).toBeUndefined();
  });

  it('TX-01: is not moved by a fifth of wild values', () => {
    const line = Array.from({ length: 20 }, (_, i) => 3 * i);
    expect(robustSlope(line.with(2, 900).with(9, -700).with(15, 1e6).with(19, 0))).toBeCloseTo(3, 0);
  });

  it('turns with the direction, and adds a line’s slope', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -9, max: 9 }), (series, slope) => {
        const found = robustSlope(series);
        if (found === undefined) return;
        expect(robustSlope(series.toReversed())).toBeCloseTo(-found, 9);
        expect(robustSlope(series.map((value, i) => value + slope * i))).toBeCloseTo(found + slope, 9);
      }),
    );
  });
});

describe('ranks, correlations and slopes', () => {
  it('give no NaN and no infinity for any finite values', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyNumber, anyNumber, fc.boolean()), { maxLength: 15 }), (rows) => {
        const [a, b, c] = [rows.map(([x]) => x), rows.map(([, y]) => y), rows.map(([, , z]) => z)];
        for (const found of [correlation(a, b), rankCorrelation(a, b), areaUnderCurve(a, c), robustSlope(a)]) {
          expect(Number.isFinite(found ?? 0)).toBe(true);
        }
      }),
    );
  });
});
