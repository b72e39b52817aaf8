import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { purchasingRiskIndex, switchingCost, uniqueItemShare, type SwitchingCosts } from './exit-barrier.js';
import { loyaltyQuadrant, loyaltyRouteMix, satisfactionIndex } from './loyalty-route.js';
import {
  DEFAULT_LOYALTY_POLICY,
  LOYALTY_KIND_OF,
  LOYALTY_KINDS,
  loyaltyTriad,
  type LoyaltyEvidence,
} from './loyalty-triad.js';

describe(loyaltyTriad.name, () => {
  const EVIDENCE: LoyaltyEvidence = {
    repeatOrders: 0.9,
    shareOfWallet: 0.6,
    breadth: 0.3,
    purchaseIntention: 7,
    forwardCoverage: 0.2,
    attitude: 4,
    recommendation: 7,
    referrals: 1,
  };

  it('knows of each component which loyalty it speaks for', () => {
    expect(Object.keys(LOYALTY_KIND_OF).sort()).toEqual(Object.keys(DEFAULT_LOYALTY_POLICY.weights).sort());
    const some = { breadth: 'BEHAVIOURAL', forwardCoverage: 'INTENTIONAL', referrals: 'EMOTIONAL' };
    expect(LOYALTY_KIND_OF).toMatchObject(some);
  });

  it('VA-03: three indices from 0 to 100, not averaged', () => {
    expect(LOYALTY_KINDS).toHaveLength(3);
    const triad = loyaltyTriad(EVIDENCE);
    expect(triad.behavioural).toBeCloseTo(60, 10);
    expect(triad.intentional).toBeCloseTo(60, 10);
    expect(triad.emotional).toBeCloseTo(100 * (1.7 / 3), 10);
    expect(Object.keys(triad)).toEqual(['behavioural', 'intentional', 'emotional', 'code', 'pattern']);
  });

  it.each([
    [1, 7, 7, 'B+I+E+', 'DEVOTED'],
    [1, 7, 1, 'B+I+E−', 'CALCULATING'],
    [1, 1, 7, 'B+I−E+', 'DEPARTING_FRIEND'],
    [1, 1, 1, 'B+I−E−', 'TRAPPED'],
    [0, 7, 7, 'B−I+E+', 'LATENT'],
    [0, 7, 1, 'B−I+E−', 'PROSPECTIVE'],
    [0, 1, 7, 'B−I−E+', 'ADMIRER'],
    [0, 1, 1, 'B−I−E−', 'UNATTACHED'],
  ])(
    'VA-03: share %d, intention %d and attitude %d are %s, %s',
    (shareOfWallet, purchaseIntention, attitude, code, pattern) => {
      expect(loyaltyTriad({ shareOfWallet, purchaseIntention, attitude })).toMatchObject({ code, pattern });
    },
  );

  it('VA-03: half the scale is high, a little less is not', () => {
    const share = (shareOfWallet: number): string | undefined =>
      loyaltyTriad({ shareOfWallet, purchaseIntention: 4, recommendation: 5 }).code;
    expect([share(0.5), share(0.49)]).toEqual(['B+I+E+', 'B−I+E+']);
    const strict = { ...DEFAULT_LOYALTY_POLICY, highFrom: 51 };
    expect(loyaltyTriad({ shareOfWallet: 0.5, purchaseIntention: 4, attitude: 4 }, strict).code).toBe('B−I−E−');
  });

  it('VA-03: what is not known takes no part; one unknown kind leaves no pattern', () => {
    const { behavioural, intentional, emotional, code, pattern } = loyaltyTriad({ breadth: 0.2, referrals: 0 });
    expect([behavioural, intentional, emotional, code, pattern]).toEqual([20, undefined, 0, undefined, undefined]);
    expect(loyaltyTriad({ breadth: 0.2, purchaseIntention: 2 }).code).toBeUndefined();
    expect(loyaltyTriad({ attitude: 2, purchaseIntention: 2 }).code).toBeUndefined();
    const silent = { ...DEFAULT_LOYALTY_POLICY, weights: { ...DEFAULT_LOYALTY_POLICY.weights, breadth: 0 } };
    expect(loyaltyTriad({ breadth: 0.2 }, silent).behavioural).toBeUndefined();
    expect(loyaltyTriad({ breadth: 0.2, shareOfWallet: 0.4 }, silent).behavioural).toBe(40);
  });

  it('VA-03: more than a year covered or two referrals are no more than all', () => {
    expect(loyaltyTriad({ forwardCoverage: 3, referrals: 9 })).toMatchObject({ intentional: 100, emotional: 100 });
    expect(loyaltyTriad({ referrals: 9 }, { ...DEFAULT_LOYALTY_POLICY, fullReferrals: 18 }).emotional).toBe(50);
  });

  it.each<LoyaltyEvidence>([
    { repeatOrders: 1.1 },
    { shareOfWallet: -0.1 },
    { breadth: NaN },
    { purchaseIntention: 0 },
    { forwardCoverage: -1 },
    { forwardCoverage: Infinity },
    { attitude: 8 },
    { recommendation: 11 },
    { referrals: -1 },
  ])('VA-03: refuses %j', (evidence) => {
    expect(() => loyaltyTriad(evidence)).toThrow('INVALID_NUMBER');
  });

  it('VA-03: refuses a policy that means nothing', () => {
    const weights = { ...DEFAULT_LOYALTY_POLICY.weights, breadth: -1 };
    expect(() => loyaltyTriad({}, { ...DEFAULT_LOYALTY_POLICY, weights })).toThrow('INVALID_WEIGHT');
    const endless = { ...DEFAULT_LOYALTY_POLICY.weights, breadth: Infinity };
    expect(() => loyaltyTriad({}, { ...DEFAULT_LOYALTY_POLICY, weights: endless })).toThrow('INVALID_WEIGHT');
    expect(() => loyaltyTriad({ referrals: 0 }, { ...DEFAULT_LOYALTY_POLICY, fullReferrals: 0 })).toThrow(
      'INVALID_NUMBER',
    );
    expect(() => loyaltyTriad({}, { ...DEFAULT_LOYALTY_POLICY, highFrom: NaN })).toThrow('INVALID_NUMBER');
  });

  it('VA-03: bounded, and more of anything never lowers an index', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, share, (a, b, c, more) => {
        const before = loyaltyTriad({ repeatOrders: a, shareOfWallet: b, attitude: 1 + 6 * c });
        const after = loyaltyTriad({
          repeatOrders: a,
          shareOfWallet: Math.max(b, more),
          attitude: 1 + 6 * Math.max(c, more),
        });
        for (const kind of ['behavioural', 'emotional'] as const) {
          expect(after[kind]).toBeGreaterThanOrEqual((before[kind] ?? NaN) - 1e-9);
          expect(after[kind]).toBeLessThanOrEqual(100);
          expect(before[kind]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('VA-03: takes weights of any size', () => {
    const { weights } = DEFAULT_LOYALTY_POLICY;
    const huge = Object.fromEntries(Object.keys(weights).map((part) => [part, 1e308])) as typeof weights;
    const evidence = { repeatOrders: 0.25, shareOfWallet: 0.75, breadth: 0.5, attitude: 4 };
    const triad = loyaltyTriad(evidence, { ...DEFAULT_LOYALTY_POLICY, weights: huge });
    expect(triad.behavioural).toBeCloseTo(50, 10);
    expect(triad.emotional).toBeCloseTo(50, 10);
    expect(triad.intentional).toBeUndefined();
  });
});

describe(purchasingRiskIndex.name, () => {
  it('VA-07: three ratings and the executive cadence', () => {
    expect(purchasingRiskIndex({ brand: 5, cooperation: 3, topChannel: 1 }, { held: 1, agreed: 2 })).toBe(50);
    expect(purchasingRiskIndex({ brand: 4 })).toBe(75);
    expect(purchasingRiskIndex({}, { held: 6, agreed: 4 })).toBe(100);
    expect(purchasingRiskIndex({ cooperation: 1 }, { held: 3, agreed: 0 })).toBe(0);
    expect(purchasingRiskIndex({ topChannel: 2 })).toBe(25);
    expect(purchasingRiskIndex({})).toBeUndefined();
    expect(purchasingRiskIndex({}, { held: 0, agreed: 0 })).toBeUndefined();
  });

  it('VA-07: refuses what is no rating', () => {
    for (const brand of [0, 6, NaN]) expect(() => purchasingRiskIndex({ brand })).toThrow('INVALID_NUMBER');
    expect(() => purchasingRiskIndex({}, { held: -1, agreed: 1 })).toThrow('INVALID_NUMBER');
    expect(() => purchasingRiskIndex({}, { held: 1, agreed: NaN })).toThrow('INVALID_NUMBER');
  });
});

describe(switchingCost.name, () => {
  const COSTS: SwitchingCosts = {
    requalificationMinor: 500_000n,
    toolingMinor: 300_000n,
    forfeitedRebateMinor: 150_001n,
    downtimeDays: 2.5,
    downtimeCostPerDayMinor: 20_001n,
  };

  it('VA-08: re-qualification + tooling + forfeited rebate + downtime, in money', () => {
    expect(switchingCost(COSTS, 4_000_016n)).toEqual({
      requalificationMinor: 500_000n,
      toolingMinor: 300_000n,
      forfeitedRebateMinor: 150_001n,
      downtimeMinor: 50_003n,
      totalMinor: 1_000_004n,
      inYearsOfPurchases: 0.25,
      index: 50,
    });
    expect(switchingCost(COSTS, 4_000_016n, 0.25).index).toBe(100);
    expect(switchingCost(COSTS, 1n).index).toBe(100);
    expect(switchingCost({ ...COSTS, downtimeDays: 0 }, 1n).downtimeMinor).toBe(0n);
  });

  it('VA-08: without purchases there is no index, only money', () => {
    expect(switchingCost(COSTS, 0n)).toMatchObject({
      totalMinor: 1_000_004n,
      index: undefined,
      inYearsOfPurchases: undefined,
    });
    const huge = { ...COSTS, toolingMinor: 10n ** 400n };
    expect(switchingCost(huge, 1n)).toMatchObject({ index: undefined, inYearsOfPurchases: undefined });
  });

  it.each([
    { requalificationMinor: -1n },
    { toolingMinor: -1n },
    { forfeitedRebateMinor: -1n },
    { downtimeCostPerDayMinor: -1n },
    { downtimeDays: -1 },
    { downtimeDays: NaN },
    { downtimeDays: 1e305 },
  ])('VA-08: refuses %p', (change) => {
    expect(() => switchingCost({ ...COSTS, ...change }, 1n)).toThrow('INVALID_NUMBER');
    expect(() => switchingCost(COSTS, 1n, 0)).toThrow('INVALID_NUMBER');
  });

  it('VA-08: share of items that only we supply', () => {
    expect(uniqueItemShare(['a', 'b', 'b', 'c', 'd'], new Set(['a', 'z']))).toBe(0.75);
    expect(uniqueItemShare([], new Set(['a']))).toBeUndefined();
  });
});

describe(loyaltyQuadrant.name, () => {
  it('VA-04 SG-19: satisfied against captive loyalty', () => {
    expect(loyaltyQuadrant(50, 50)).toBe('LOYAL');
    expect(loyaltyQuadrant(49.9, 50)).toBe('HOSTAGE');
    expect(loyaltyQuadrant(50, 49.9)).toBe('MERCENARY');
    expect(loyaltyQuadrant(0, 0)).toBe('AT_RISK');
    expect(loyaltyQuadrant(60, 60, { satisfactionFrom: 70, switchingCostFrom: 10 })).toBe('HOSTAGE');
    for (const value of [-1, 101, NaN]) {
      expect(() => loyaltyQuadrant(value, 50)).toThrow('INVALID_NUMBER');
      expect(() => loyaltyQuadrant(50, value)).toThrow('INVALID_NUMBER');
    }
  });

  it('VA-04: met expectations stand in the middle of the index', () => {
    expect([satisfactionIndex(-6), satisfactionIndex(0), satisfactionIndex(3), satisfactionIndex(6)]).toEqual([
      0, 50, 75, 100,
    ]);
    expect(satisfactionIndex(2, 4)).toBe(75);
    expect(satisfactionIndex(0.25, 0.5)).toBe(75);
    for (const gap of [6.1, -6.1, NaN]) expect(() => satisfactionIndex(gap)).toThrow('INVALID_NUMBER');
    expect(() => satisfactionIndex(0, 0)).toThrow('INVALID_NUMBER');
  });
});

describe(loyaltyRouteMix.name, () => {
  it('RM-08: the mix of the happy route and the costly one', () => {
    expect(loyaltyRouteMix({ happiness: 60, purchasingRisk: 30, switchingCost: 10 })).toEqual({
      happy: 60,
      costlyToLeave: 20,
      happyShare: 0.75,
      warning: undefined,
    });
  });

  it('RM-08: warns when loyalty rests on the cost of leaving alone', () => {
    const warning = (happiness: number, switching: number): string | undefined =>
      loyaltyRouteMix({ happiness, switchingCost: switching }).warning;
    expect(warning(49, 50)).toBe('COSTLY_TO_LEAVE_ONLY');
    expect([warning(50, 90), warning(49, 49)]).toEqual([undefined, undefined]);
    expect(loyaltyRouteMix({ happiness: 60, switchingCost: 80 }, 70).warning).toBe('COSTLY_TO_LEAVE_ONLY');
  });

  it('RM-08: an unknown side leaves the mix unknown', () => {
    expect(loyaltyRouteMix({ happiness: 10 })).toEqual({
      happy: 10,
      costlyToLeave: undefined,
      happyShare: undefined,
      warning: undefined,
    });
    expect(loyaltyRouteMix({ purchasingRisk: 90 })).toMatchObject({ happy: undefined, costlyToLeave: 90 });
    expect(loyaltyRouteMix({ happiness: 0, switchingCost: 0 }).happyShare).toBeUndefined();
    expect(loyaltyRouteMix({ happiness: 20, switchingCost: 60 }).happyShare).toBe(0.25);
    expect(loyaltyRouteMix({ happiness: 0.25, switchingCost: 0.25 }).happyShare).toBe(0.5);
    expect(() => loyaltyRouteMix({ happiness: 101 })).toThrow('INVALID_NUMBER');
    expect(() => loyaltyRouteMix({ switchingCost: -1 })).toThrow('INVALID_NUMBER');
  });

  it('RM-08: the share stays between nothing and all', () => {
    const index = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(index, index, index, (happiness, purchasingRisk, switching) => {
        const { happyShare } = loyaltyRouteMix({ happiness, purchasingRisk, switchingCost: switching });
        if (happyShare === undefined) return;
        expect(happyShare).toBeGreaterThanOrEqual(0);
        expect(happyShare).toBeLessThanOrEqual(1);
      }),
    );
  });
});
