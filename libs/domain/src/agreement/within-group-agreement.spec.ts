import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meanAbsoluteDeviation, withinGroupAgreement } from './within-group-agreement.js';

describe(withinGroupAgreement.name, () => {
  it('§8.13: holds the variance against 1.25, that of blind answers on four points', () => {
    expect(withinGroupAgreement([2, 3])).toBeCloseTo(1 - 0.5 / 1.25, 12);
    expect(withinGroupAgreement([2, 2, 3, 3])).toBeCloseTo(1 - 1 / 3 / 1.25, 12);
    expect(withinGroupAgreement([3, 3, 3])).toBe(1);
    expect(withinGroupAgreement([2, 3], 7)).toBeCloseTo(1 - 0.5 / 4, 12);
    expect(withinGroupAgreement([1, 2], 2)).toBeCloseTo(0, 12);
  });

  it('counts more spread than blind answers give as none, and knows none of one rater', () => {
    expect(withinGroupAgreement([1, 4])).toBe(0);
    expect(withinGroupAgreement([4])).toBeUndefined();
    expect(withinGroupAgreement([])).toBeUndefined();
  });

  it('refuses an impossible scale and ratings outside it', () => {
    for (const points of [1, 2.5, NaN]) expect(() => withinGroupAgreement([1, 2], points)).toThrow('INVALID_LENGTH');
    for (const rating of [0.99, 4.01, NaN]) expect(() => withinGroupAgreement([2, rating])).toThrow('INVALID_NUMBER');
    expect(withinGroupAgreement([1, 1])).toBe(1);
    expect(withinGroupAgreement([4, 4])).toBe(1);
  });

  it('lies in 0…1, whatever the order of the raters', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2 }), (ratings) => {
        const agreement = withinGroupAgreement(ratings) as number;
        expect(agreement).toBeGreaterThanOrEqual(0);
        expect(agreement).toBeLessThanOrEqual(1);
        expect(withinGroupAgreement([...ratings].reverse())).toBeCloseTo(agreement, 12);
      }),
    );
  });
});

describe(meanAbsoluteDeviation.name, () => {
  it('§8.13: is the mean distance from the mean', () => {
    expect(meanAbsoluteDeviation([1, 4])).toBe(1.5);
    expect(meanAbsoluteDeviation([1, 1, 4])).toBeCloseTo(4 / 3, 12);
    expect(meanAbsoluteDeviation([2, 2])).toBe(0);
  });

  it('has none of fewer than two ratings, and refuses an impossible scale and ratings outside it', () => {
    expect(meanAbsoluteDeviation([])).toBeUndefined();
    expect(meanAbsoluteDeviation([3])).toBeUndefined();
    expect(meanAbsoluteDeviation([1, 7], 7)).toBe(3);
    expect(() => meanAbsoluteDeviation([1, 2], 1)).toThrow('INVALID_LENGTH');
    for (const rating of [0, 5, NaN, Infinity]) {
      expect(() => meanAbsoluteDeviation([1, rating])).toThrow('INVALID_NUMBER');
    }
  });

  it('lies between none and half the scale, whatever the order of the raters', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2 }), (ratings) => {
        const deviation = meanAbsoluteDeviation(ratings) as number;
        expect(deviation).toBeGreaterThanOrEqual(0);
        expect(deviation).toBeLessThanOrEqual(1.5);
        expect(meanAbsoluteDeviation([...ratings].reverse())).toBeCloseTo(deviation, 12);
      }),
    );
  });
});
