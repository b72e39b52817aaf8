import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random/random.js';
import { STAGES } from '../stage/stages.js';
import {
  fitHazardRegression,
  regressionProbability,
  type AccountMonth,
  type HazardRegression,
} from './hazard-regression.js';

const months = (stage: AccountMonth['stage'], count: number, regressions: number): readonly AccountMonth[] =>
  Array.from({ length: count }, (_, i) => ({ stage, covariates: [], regressed: i < regressions }));
const fitted = (given: readonly AccountMonth[], penalty?: number): HazardRegression =>
  fitHazardRegression(given, penalty) as HazardRegression;

describe(fitHazardRegression.name, () => {
  it('§8.1: without covariates it is regressions ÷ account-months of each stage', () => {
    const model = fitted([...months('INITIAL', 200, 20), ...months('STABLE', 100, 2)], 1e-6);
    expect(model).toMatchObject({ coefficients: [], accountMonths: 300, regressions: 22 });
    expect(Object.keys(model.stages)).toEqual(['INITIAL', 'STABLE']);
    expect(regressionProbability(model, 'INITIAL', [])).toBeCloseTo(0.1, 6);
    expect(regressionProbability(model, 'STABLE', [])).toBeCloseTo(0.02, 6);
    expect(regressionProbability(model, 'STRATEGIC', [])).toBeUndefined();
  });

  it('§8.1: finds logit h = α + β·x again', () => {
    const random = seededRandom(3);
    const given = Array.from({ length: 20_000 }, (_, i): AccountMonth => {
      const covariates = [random() < 0.5 ? -1 : 1, random() < 0.5 ? -1 : 1];
      const stage = i % 2 === 0 ? 'INITIAL' : 'STRATEGIC';
      const eta = (i % 2 === 0 ? -2 : -3) + 0.8 * (covariates[0] as number);
      return { stage, covariates, regressed: random() < 1 / (1 + Math.exp(-eta)) };
    });
    const { stages, coefficients } = fitted(given);
    expect(stages.INITIAL).toBeCloseTo(-2, 0);
    expect(stages.STRATEGIC).toBeCloseTo(-3, 0);
    expect(Math.abs((coefficients[0] as number) - 0.8)).toBeLessThan(0.1);
    expect(Math.abs(coefficients[1] as number)).toBeLessThan(0.1);
    const turned = fitted(given.toReversed());
    expect(turned.coefficients[0]).toBeCloseTo(coefficients[0] as number, 9);
  });

  it('ST-15: a stage nothing fell back from has a small hazard, not none', () => {
    const model = fitted([...months('INITIAL', 100, 20), ...months('STRATEGIC', 100, 0)]);
    const hazard = regressionProbability(model, 'STRATEGIC', []) as number;
    expect(hazard).toBeGreaterThan(0.001);
    expect(hazard).toBeLessThan(regressionProbability(model, 'INITIAL', []) as number);
  });

  it('is undefined where there is nothing to tell apart, and refuses what cannot be', () => {
    expect(fitHazardRegression([])).toBeUndefined();
    expect(fitHazardRegression(months('STABLE', 9, 0))).toBeUndefined();
    expect(fitHazardRegression(months('STABLE', 9, 9))).toBeUndefined();
    for (const penalty of [0, -1, NaN]) {
      expect(() => fitHazardRegression(months('STABLE', 9, 1), penalty)).toThrow('INVALID_NUMBER');
    }
    const month = { stage: 'STABLE', regressed: false } as const;
    const uneven = [
      { ...month, covariates: [1] },
      { ...month, covariates: [] },
    ];
    expect(() => fitHazardRegression(uneven)).toThrow('INVALID_LENGTH');
    expect(() => fitHazardRegression([{ ...month, covariates: [NaN] }])).toThrow('INVALID_NUMBER');
    const model = fitted(months('STABLE', 9, 1));
    expect(() => regressionProbability(model, 'STABLE', [1])).toThrow('INVALID_LENGTH');
    expect(() => regressionProbability({ ...model, coefficients: [1] }, 'STABLE', [NaN])).toThrow('INVALID_NUMBER');
  });

  it('ST-15: gives a probability for any months', () => {
    const month = fc.record({
      stage: fc.constantFrom(...STAGES),
      covariates: fc.tuple(fc.double({ min: -5, max: 5, noNaN: true })),
      regressed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(month, { maxLength: 30 }), (given) => {
        const model = fitHazardRegression(given);
        for (const { stage, covariates } of model === undefined ? [] : given) {
          const hazard = regressionProbability(model as HazardRegression, stage, covariates) as number;
          expect(hazard > 0 && hazard < 1).toBe(true);
        }
      }),
    );
  });
});
