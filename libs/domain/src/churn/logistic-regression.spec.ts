import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { calibrate, isotonicCalibration, plattCalibration, type Calibration } from './calibration.js';
import { fitLogistic, logistic, type LogisticFit } from './logistic-regression.js';
import { averagePrecision, precisionAtBudget, topDecileLift } from './ranking-quality.js';

describe(logistic.name, () => {
  it('is a probability for any number', () => {
    expect([logistic(0), logistic(-1e308), logistic(1e308)]).toEqual([0.5, 0, 1]);
    expect(logistic(Math.log(3))).toBeCloseTo(0.75, 12);
    expect(logistic(-Math.log(3))).toBeCloseTo(0.25, 12);
  });
});

describe(fitLogistic.name, () => {
  it('§8.5: without penalty gives the log-odds of a two-by-two table', () => {
    // 10 of 40 without the feature, 30 of 50 with it
    const rows = [...Array(90).keys()].map((i) => [i < 40 ? 0 : 1]);
    const targets = [...Array(90).keys()].map((i) => Number(i < 10 || i >= 60));
    const fit = fitLogistic(rows, targets, { penalty: 0 }) as LogisticFit;
    expect(fit.intercept).toBeCloseTo(Math.log(10 / 30), 8);
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(30 / 20) - Math.log(10 / 30), 8);
    expect(fit.converged).toBe(true);
  });

  it('§8.5: recovers the coefficients that made the data', () => {
    const random = seededRandom(7);
    const rows = [...Array(4_000)].map(() => [2 * random() - 1, 2 * random() - 1, 2 * random() - 1]);
    const targets = rows.map(([a = 0, b = 0]) => Number(random() < logistic(-0.5 + 2 * a - b)));
    const fit = fitLogistic(rows, targets, { penalty: 1 }) as LogisticFit;
    expect(fit.intercept).toBeCloseTo(-0.5, 0);
    expect(fit.coefficients.map((value) => Math.round(value * 5) / 5)).toEqual([2, -1, expect.closeTo(0, 8)]);
  });

  it('§8.5: a penalty shrinks, tames separable data and leaves the intercept free', () => {
    const rows = [[-1], [-1], [1], [1], [1]];
    const targets = [0, 0, 1, 1, 1];
    const loose = fitLogistic(rows, targets, { penalty: 0.01 }) as LogisticFit;
    const tight = fitLogistic(rows, targets, { penalty: 1e6 }) as LogisticFit;
    expect(loose.coefficients[0]).toBeGreaterThan(2);
    expect(tight.coefficients[0]).toBeCloseTo(0, 5);
    expect(tight.intercept).toBeCloseTo(Math.log(3 / 2), 5);
  });

  it('fits nothing where there is nothing to fit', () => {
    expect(fitLogistic([], [], { penalty: 1 })).toBeUndefined();
    expect(fitLogistic([[1], [2]], [1, 1], { penalty: 1 })).toBeUndefined();
    expect(fitLogistic([[1], [2]], [0, 0], { penalty: 1 })).toBeUndefined();
    expect(fitLogistic([[0], [0]], [0, 1], { penalty: 0 })).toBeUndefined();
  });

  it('says when it stopped early', () => {
    const fit = fitLogistic([[-3], [1], [2], [-1]], [0, 1, 1, 1], { penalty: 0.1, maximumIterations: 1 });
    expect(fit).toMatchObject({ converged: false, iterations: 1 });
  });

  it.each([
    [[[1]], [1, 0], 1],
    [[[1], [1, 2]], [1, 0], 1],
    [[[NaN], [1]], [1, 0], 1],
    [[[1], [1]], [1, 2], 1],
    [[[1], [1]], [-0.1, 1], 1],
    [[[1], [1]], [1, 0], -1],
    [[[1], [1]], [1, 0], Infinity],
  ])('refuses rows %p with targets %p and penalty %p', (rows, targets, penalty) => {
    expect(() => fitLogistic(rows, targets, { penalty })).toThrow(InvalidValueError);
  });

  it('§8.5: is finite and at rest for any data, whatever the order of rows', () => {
    const row = fc.tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (cases) => {
        const fitted = (given: typeof cases) =>
          fitLogistic(
            given.map(([a, b]) => [a, b]),
            given.map(([, , y]) => Number(y)),
            { penalty: 1 },
          );
        const [fit, again] = [fitted(cases), fitted([...cases].reverse())];
        if (fit === undefined) return;
        for (const value of [fit.intercept, ...fit.coefficients]) expect(Number.isFinite(value)).toBe(true);
        const [b1 = 0, b2 = 0] = fit.coefficients;
        const residuals = cases.map(([a, b, y]) => Number(y) - logistic(fit.intercept + b1 * a + b2 * b));
        expect(Math.abs(residuals.reduce((total, value) => total + value, 0))).toBeLessThan(0.01);
        expect(again?.coefficients[0]).toBeCloseTo(b1, 3);
      }),
    );
  });
});

describe(plattCalibration.name, () => {
  it('§8.5: gives back the probabilities of a score that is too sure of itself', () => {
    const random = seededRandom(3);
    const scores = [...Array(4_000)].map(() => 8 * random() - 4);
    const outcomes = scores.map((score) => random() < logistic(score / 2 - 1));
    const calibration = plattCalibration(scores, outcomes) as Calibration & { readonly method: 'PLATT' };
    expect(calibration.slope).toBeCloseTo(0.5, 1);
    expect(calibration.intercept).toBeCloseTo(-1, 0);
    expect(calibrate(calibration, 2)).toBeCloseTo(0.5, 1);
  });

  it('§8.5: smooths its targets, so that few cases never give certainty', () => {
    const calibration = plattCalibration([-1, 1], [false, true]) as Calibration;
    // targets 1/3 and 2/3
    expect(calibrate(calibration, 1)).toBeCloseTo(2 / 3, 4);
    expect(calibrate(calibration, -1)).toBeCloseTo(1 / 3, 4);
    const uneven = plattCalibration([-1, -1, -1, 1], [false, false, false, true]) as Calibration;
    expect(calibrate(uneven, -1)).toBeCloseTo(0.2, 4);
  });

  it('is none where the score does not rise with the outcome, or all are alike', () => {
    expect(plattCalibration([1, -1], [false, true])).toBeUndefined();
    expect(plattCalibration([1, 1], [false, true])).toBeUndefined();
    expect(plattCalibration([1, 2], [true, true])).toBeUndefined();
    expect(plattCalibration([1, 2], [false, false])).toBeUndefined();
    expect(() => plattCalibration([1], [])).toThrow(InvalidValueError);
    expect(() => plattCalibration([NaN], [true])).toThrow(InvalidValueError);
  });
});

describe(isotonicCalibration.name, () => {
  it('§8.5: pools neighbours that contradict the order and draws lines between', () => {
    const calibration = isotonicCalibration([1, 2, 3, 4, 5, 5], [false, true, false, true, true, true]) as Calibration;
    expect(calibration).toEqual({
      method: 'ISOTONIC',
      knots: [
        { score: 1, probability: 0 },
        { score: 2.5, probability: 0.5 },
        { score: 14 / 3, probability: 1 },
      ],
    });
    expect([0, 1, 1.75, 2.5, 99].map((score) => calibrate(calibration, score))).toEqual([0, 0, 0.25, 0.5, 1]);
    expect(isotonicCalibration([], [])).toBeUndefined();
    expect(() => isotonicCalibration([1], [])).toThrow(InvalidValueError);
  });

  it('refuses a calibration without knots and scores that are not finite', () => {
    expect(() => calibrate({ method: 'ISOTONIC', knots: [] }, 1)).toThrow(InvalidValueError);
    expect(() => calibrate({ method: 'PLATT', slope: 1, intercept: 0 }, NaN)).toThrow(InvalidValueError);
  });

  it('§8.5: both methods never decrease and stay in 0…1', () => {
    const cases = fc.array(fc.tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.boolean()), {
      minLength: 1,
      maxLength: 40,
    });
    const two = fc.tuple(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: 0, max: 20, noNaN: true }));
    fc.assert(
      fc.property(cases, two, (given, [low, more]) => {
        const [scores, outcomes] = [given.map(([score]) => score), given.map(([, outcome]) => outcome)];
        for (const calibration of [isotonicCalibration(scores, outcomes), plattCalibration(scores, outcomes)]) {
          if (calibration === undefined) continue;
          const [a, b] = [calibrate(calibration, low), calibrate(calibration, low + more)];
          expect(a >= 0 && b <= 1 && a <= b + 1e-12).toBe(true);
        }
        const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
        const knots = isotonicCalibration(scores, outcomes) as Calibration & { readonly method: 'ISOTONIC' };
        expect(knots.knots.every(({ probability }, i) => probability > (knots.knots[i - 1]?.probability ?? -1))).toBe(
          true,
        );
        if (knots.knots.length === 1) expect(knots.knots[0]?.probability).toBeCloseTo(mean(outcomes.map(Number)), 9);
      }),
    );
  });
});

describe('quality of a ranking', () => {
  const scores = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
  const positive = [true, false, true, false, false, false, false, false, false, false];

  it('§8.5: average precision', () => {
    expect(averagePrecision(scores, positive)).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(averagePrecision([1, 1], [true, false])).toBe(0.5);
    expect(averagePrecision([1], [false])).toBeUndefined();
    expect(() => averagePrecision([1], [])).toThrow(InvalidValueError);
  });

  it('§8.5: precision at the alert budget, ties shared', () => {
    expect([1, 2, 3, 99].map((budget) => precisionAtBudget(scores, positive, budget))).toEqual([1, 0.5, 2 / 3, 0.2]);
    expect(precisionAtBudget([5, 4, 4, 4], [true, true, false, false], 2)).toBeCloseTo((1 + 1 / 3) / 2, 12);
    expect(precisionAtBudget([], [], 3)).toBeUndefined();
    for (const budget of [0, 1.5, NaN])
      expect(() => precisionAtBudget(scores, positive, budget)).toThrow(InvalidValueError);
  });

  it('§8.5: lift of the highest tenth', () => {
    expect(topDecileLift(scores, positive)).toBeCloseTo(5, 12);
    expect(topDecileLift([1, 2], [true, false])).toBe(0);
    expect(topDecileLift([1], [false])).toBeUndefined();
    expect(topDecileLift([], [])).toBeUndefined();
  });
});
