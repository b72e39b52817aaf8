import { describe, expect, it } from '@jest/globals';
import { costDownStanding, lifeCycleInvolvement } from './product-life-cycle.js';

describe(lifeCycleInvolvement.name, () => {
  it('ST-25: how many products we joined while they were designed, and where we stand in each phase', () => {
    const { designRatio, phases } = lifeCycleInvolvement([
      { phase: 'GROWTH', joinedAt: 'DESIGN' },
      { phase: 'GROWTH', joinedAt: 'INTRODUCTION' },
      { phase: 'DESIGN', joinedAt: 'DESIGN' },
      { phase: 'GROWTH', joinedAt: null },
      { phase: 'DECLINE', joinedAt: 'MATURITY' },
    ]);
    expect(designRatio).toBe(0.4);
    expect(phases).toEqual([
      { phase: 'DESIGN', products: 1, joined: 1 },
      { phase: 'INTRODUCTION', products: 0, joined: 0 },
      { phase: 'GROWTH', products: 3, joined: 2 },
      { phase: 'MATURITY', products: 0, joined: 0 },
      { phase: 'DECLINE', products: 1, joined: 1 },
    ]);
    expect(lifeCycleInvolvement([]).designRatio).toBeUndefined();
  });
});

describe(costDownStanding.name, () => {
  it('ST-25: adds up the savings that the customer accepted', () => {
    const proposals = [
      { savingMinor: 100n, accepted: true },
      { savingMinor: 30n, accepted: false },
      { savingMinor: 7n, accepted: null },
      { savingMinor: 50n, accepted: true },
      { savingMinor: 20n, accepted: false },
    ];
    expect(costDownStanding(proposals)).toEqual({ proposals: 5, acceptedMinor: 150n, openMinor: 7n, acceptance: 0.5 });
    expect(costDownStanding([{ savingMinor: 7n, accepted: null }]).acceptance).toBeUndefined();
    expect(costDownStanding([{ savingMinor: 0n, accepted: true }]).acceptance).toBe(1);
    expect(() => costDownStanding([{ savingMinor: -1n, accepted: null }])).toThrow('INVALID_NUMBER');
  });
});
