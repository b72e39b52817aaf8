import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random/random.js';
import {
  capProbabilities,
  levelUncertainty,
  probabilityAtLeast,
  type LevelProbabilities,
  type LevelUncertainty,
} from './level-probability.js';
import { DEFAULT_LEVEL_BANDS, SCORED_LEVELS } from './levels.js';
import { RATER_GROUPS, type GroupedValue } from './raters.js';

const OPTIONS = { draws: 1000, confidence: 0.8, bands: DEFAULT_LEVEL_BANDS };
const uncertainty = (scores: readonly GroupedValue[], seed = 1, options = OPTIONS): LevelUncertainty =>
  levelUncertainty(scores, seededRandom(seed), options) as LevelUncertainty;
const of = (group: GroupedValue['group'], ...values: readonly number[]) => values.map((value) => ({ group, value }));

describe(levelUncertainty.name, () => {
  it('§5.3: is sure where every rater says the same', () => {
    const { probabilities, interval } = uncertainty([...of('MARKETING', 18, 18), ...of('CUSTOMER', 18)]);
    expect(probabilities).toEqual({ BASIC: 0, COOPERATIVE: 0, INTERDEPENDENT: 1, INTEGRATED: 0 });
    expect(interval).toEqual({ lower: 18, upper: 18 });
  });

  it('§5.3: draws raters within their groups: two who are 6 and 24 give a quarter, a half, a quarter', () => {
    // Means 6 (BASIC), 15 (COOPERATIVE) twice, 24 (INTEGRATED).
    const { probabilities, interval } = uncertainty(of('OTHER_MANAGER', 24, 6), 3, { ...OPTIONS, draws: 20_000 });
    expect(probabilities.BASIC).toBeCloseTo(0.25, 1);
    expect(probabilities.COOPERATIVE).toBeCloseTo(0.5, 1);
    expect(probabilities.INTEGRATED).toBeCloseTo(0.25, 1);
    expect(probabilities.INTERDEPENDENT).toBe(0);
    expect(interval).toEqual({ lower: 6, upper: 24 });
    // The customer, alone in the group, never varies: half of each draw is 24.
    const both = uncertainty([...of('MARKETING', 6, 24), ...of('CUSTOMER', 24)]);
    expect(both.probabilities.BASIC).toBe(0);
    expect(both.probabilities.COOPERATIVE).toBeCloseTo(0.25, 1);
  });

  it('AS-03: gives an interval in whole points, rounded outward', () => {
    expect(uncertainty(of('MARKETING', 14.4)).interval).toEqual({ lower: 14, upper: 15 });
    const narrow = uncertainty(of('MARKETING', 6, 9, 12, 15, 18), 2, { ...OPTIONS, confidence: 0.1 }).interval;
    const wide = uncertainty(of('MARKETING', 6, 9, 12, 15, 18), 2, { ...OPTIONS, confidence: 0.99 }).interval;
    expect(wide.lower).toBeLessThan(narrow.lower);
    expect(wide.upper).toBeGreaterThan(narrow.upper);
    // 12.000000000000002 is 12.
    expect(uncertainty(of('MARKETING', 12.000000000000002)).interval).toEqual({ lower: 12, upper: 12 });
    expect(uncertainty(of('MARKETING', 11.999999999999998)).interval).toEqual({ lower: 12, upper: 12 });
  });

  it('is undefined without scores, and refuses impossible options', () => {
    expect(levelUncertainty([], seededRandom(1), OPTIONS)).toBeUndefined();
    for (const draws of [0, 1.5, NaN]) {
      expect(() => uncertainty(of('CUSTOMER', 9), 1, { ...OPTIONS, draws })).toThrow('INVALID_LENGTH');
    }
    for (const confidence of [0, 1, NaN]) {
      expect(() => uncertainty(of('CUSTOMER', 9), 1, { ...OPTIONS, confidence })).toThrow('INVALID_NUMBER');
    }
    expect(() => uncertainty(of('CUSTOMER', 5))).toThrow('INVALID_NUMBER');
    expect(uncertainty(of('CUSTOMER', 9), 1, { ...OPTIONS, draws: 1 }).probabilities.BASIC).toBe(1);
  });

  it('adds up to 1, holds the score, and does not depend on the order of the raters', () => {
    const value = fc.double({ min: 6, max: 24, noNaN: true });
    const scores = fc.array(fc.record({ group: fc.constantFrom(...RATER_GROUPS), value }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(scores, fc.integer(), (rated, seed) => {
        const options = { ...OPTIONS, draws: 60 };
        const { probabilities, interval } = uncertainty(rated, seed, options);
        expect(SCORED_LEVELS.reduce((sum, level) => sum + probabilities[level], 0)).toBeCloseTo(1, 12);
        expect(interval.lower).toBeGreaterThanOrEqual(6);
        expect(interval.upper).toBeLessThanOrEqual(24);
        expect(uncertainty([...rated].reverse(), seed, options)).toEqual({ probabilities, interval });
      }),
    );
  });
});

const SPREAD: LevelProbabilities = { BASIC: 0.1, COOPERATIVE: 0.2, INTERDEPENDENT: 0.3, INTEGRATED: 0.4 };

describe(probabilityAtLeast.name, () => {
  it('§5.3: sums the level and all above', () => {
    expect(probabilityAtLeast(SPREAD, 'BASIC')).toBe(1);
    // Nothing lies below the lowest, whatever the figures lost on their way.
    expect(probabilityAtLeast({ ...SPREAD, BASIC: 0.099 }, 'BASIC')).toBe(1);
    expect(probabilityAtLeast(SPREAD, 'COOPERATIVE')).toBeCloseTo(0.9, 12);
    expect(probabilityAtLeast(SPREAD, 'INTERDEPENDENT')).toBeCloseTo(0.7, 12);
    expect(probabilityAtLeast(SPREAD, 'INTEGRATED')).toBe(0.4);
  });
});

describe(capProbabilities.name, () => {
  it('LV-03: lays on the ceiling what was above it', () => {
    const capped = capProbabilities(SPREAD, 'COOPERATIVE');
    expect(capped).toMatchObject({ BASIC: 0.1, INTERDEPENDENT: 0, INTEGRATED: 0 });
    expect(capped.COOPERATIVE).toBeCloseTo(0.9, 12);
    expect(capProbabilities(SPREAD, 'INTEGRATED')).toEqual(SPREAD);
    expect(capProbabilities(SPREAD, 'BASIC').BASIC).toBe(1);
  });
});
