import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_HYSTERESIS, flipsPerYear, hysteresisBands, hysteresisStages } from './share-hysteresis.js';

const points = (...shares: readonly number[]) => shares.map((share) => ({ share, lower: share, upper: share }));
const RULE = { thresholds: [0.5], advanceMargin: 0.05, regressMargin: 0.05, confirmationMonths: 3 };

describe(hysteresisBands.name, () => {
  it('starts in the band of the first share', () => {
    expect(hysteresisBands(points(0.5), RULE)).toEqual([1]);
    expect(hysteresisBands(points(0.4999), RULE)).toEqual([0]);
    expect(hysteresisBands([], RULE)).toEqual([]);
  });

  it('ST-09 §8.2: moves after three months in a row beyond the margin, and not before', () => {
    expect(hysteresisBands(points(0.4, 0.55, 0.55, 0.55, 0.55), RULE)).toEqual([0, 0, 0, 1, 1]);
    expect(hysteresisBands(points(0.4, 0.56, 0.56, 0.54, 0.56, 0.56), RULE)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(hysteresisBands(points(0.6, 0.45, 0.45, 0.45, 0.45), RULE)).toEqual([1, 1, 1, 1, 1]);
    expect(hysteresisBands(points(0.6, 0.44, 0.44, 0.44), RULE)).toEqual([1, 1, 1, 0]);
  });

  it('ST-02: reads the interval, not the point', () => {
    const wide = { share: 0.6, lower: 0.54, upper: 0.7 };
    expect(hysteresisBands([...points(0.4), wide, wide, wide], RULE)).toEqual([0, 0, 0, 0]);
  });

  it('ST-09: goes one band at a time, each confirmed for itself', () => {
    const rule = { ...DEFAULT_HYSTERESIS, confirmationMonths: 2 };
    expect(hysteresisBands(points(0.1, 1, 1, 1, 1, 0, 0, 0, 0), rule)).toEqual([0, 0, 1, 1, 2, 2, 1, 1, 0]);
  });

  it('starts counting anew when the direction turns', () => {
    const rule = { ...RULE, thresholds: [0.3, 0.6], confirmationMonths: 2 };
    expect(hysteresisBands(points(0.4, 0.7, 0.1, 0.7, 0.1), rule)).toEqual([1, 1, 1, 1, 1]);
  });

  it('§8.2: without margin and confirmation is the naive threshold', () => {
    const naive = { ...RULE, advanceMargin: 0, regressMargin: 0, confirmationMonths: 1 };
    expect(hysteresisBands(points(0.4, 0.5, 0.49, 0.51), naive)).toEqual([0, 1, 0, 1]);
  });

  it.each([0, 1.5, NaN])('refuses a confirmation of %p months', (confirmationMonths) => {
    expect(() => hysteresisBands(points(0.5), { ...RULE, confirmationMonths })).toThrow('INVALID_LENGTH');
  });

  it('§8.2: flips no more often than the naive threshold', () => {
    const naive = { ...RULE, advanceMargin: 0, regressMargin: 0, confirmationMonths: 1 };
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (shares) => {
        const [calm, nervous] = [RULE, naive].map((rule) => flipsPerYear(hysteresisBands(points(...shares), rule)));
        expect(calm).toBeLessThanOrEqual(nervous as number);
      }),
    );
  });
});

describe(hysteresisStages.name, () => {
  it('ST-03: is DEVELOPMENT while nothing is bought, and confirmed stages in between', () => {
    expect(hysteresisStages(points(0, 0.2, 0.6, 0.6, 0.6, 0.6, 0, 0.9))).toEqual([
      'DEVELOPMENT',
      'INITIAL',
      'INITIAL',
      'INITIAL',
      'STABLE',
      'STABLE',
      'DEVELOPMENT',
      'STRATEGIC',
    ]);
    expect(hysteresisStages([])).toEqual([]);
    expect(hysteresisStages(points(0))).toEqual(['DEVELOPMENT']);
  });

  it('refuses shares that are no numbers', () => {
    expect(() => hysteresisStages(points(NaN))).toThrow('INVALID_NUMBER');
  });

  it('has one stage for every observation', () => {
    const share = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(share), (shares) => {
        const stages = hysteresisStages(points(...shares));
        expect(stages).toHaveLength(shares.length);
        stages.forEach((stage, i) => expect(stage === 'DEVELOPMENT').toBe(shares[i] === 0));
      }),
    );
  });
});

describe(flipsPerYear.name, () => {
  it('counts changes per twelve steps', () => {
    expect(flipsPerYear([1, 2, 2, 1, 1, 1])).toBe(4);
    expect(flipsPerYear(['a', 'b'], 52)).toBe(26);
    expect(flipsPerYear([])).toBe(0);
  });
});
