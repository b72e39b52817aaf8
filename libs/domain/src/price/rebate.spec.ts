import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accrueRebate, nextRebateTier, rebateDue, type RebateScheme } from './rebate.js';
import { promotionReturn } from './promotion-return.js';

const TIERS = [
  { fromMinor: 100_000n, rate: '0.01' },
  { fromMinor: 200_000n, rate: '0.03' },
];
const RETROACTIVE: RebateScheme = { kind: 'RETROACTIVE', tiers: TIERS };
const INCREMENTAL: RebateScheme = { kind: 'INCREMENTAL', tiers: TIERS };

describe('rebates', () => {
  it.each([
    [-5n, 0n, 0n],
    [0n, 0n, 0n],
    [99_999n, 0n, 0n],
    [100_000n, 1000n, 0n],
    [150_050n, 1501n, 501n],
    [199_999n, 2000n, 1000n],
    [200_000n, 6000n, 1000n],
    [300_000n, 9000n, 4000n],
  ])('TX-04: of %i: %i on all turnover, %i tier by tier', (turnover, retroactive, incremental) => {
    expect(rebateDue(RETROACTIVE, turnover)).toBe(retroactive);
    expect(rebateDue(INCREMENTAL, turnover)).toBe(incremental);
  });

  it('TX-04: the shadow price of the next tier is its gain over the distance', () => {
    expect(nextRebateTier(RETROACTIVE, 150_000n)).toEqual({
      tier: TIERS[1],
      distanceMinor: 50_000n,
      gainMinor: 4500n,
      shadowPrice: '0.090000',
    });
    expect(nextRebateTier(RETROACTIVE, 0n)).toMatchObject({ distanceMinor: 100_000n, gainMinor: 1000n });
    expect(nextRebateTier(INCREMENTAL, 150_000n)).toMatchObject({ gainMinor: 500n, shadowPrice: '0.010000' });
    expect(nextRebateTier(RETROACTIVE, 200_000n)).toBeUndefined();
    expect(nextRebateTier({ kind: 'RETROACTIVE', tiers: [] }, 5n)).toBeUndefined();
  });

  it('TX-04: accrues by the expected rate, not by the current one', () => {
    const scenarios = [
      { turnoverMinor: 150_000n, weight: '0.5' },
      { turnoverMinor: 250_000n, weight: '0.5' },
    ];
    expect(accrueRebate(RETROACTIVE, 90_000n, scenarios)).toEqual({
      accruedMinor: 1800n,
      expectedRate: '0.020000',
      atCurrentTierMinor: 0n,
    });
    const doubled = scenarios.map((scenario) => ({ ...scenario, weight: '3' }));
    expect(accrueRebate(RETROACTIVE, 90_000n, doubled).accruedMinor).toBe(1800n);
    expect(accrueRebate(INCREMENTAL, 90_000n, [{ turnoverMinor: 300_000n, weight: '1' }]).expectedRate).toBe(
      '0.013333',
    );
  });

  it('TX-04: nothing falls below what is already bought', () => {
    const low = [{ turnoverMinor: 10n, weight: '1' }];
    expect(accrueRebate(RETROACTIVE, 200_000n, low).accruedMinor).toBe(6000n);
    expect(accrueRebate(RETROACTIVE, 200_000n, []).accruedMinor).toBe(6000n);
    expect(accrueRebate(RETROACTIVE, 200_000n, [{ turnoverMinor: 0n, weight: '0' }]).accruedMinor).toBe(6000n);
    expect(accrueRebate(RETROACTIVE, 0n, []).accruedMinor).toBe(0n);
    // More returned than bought so far: nothing is owed, and nothing is claimed back.
    const recovery = [{ turnoverMinor: 200_000n, weight: '1' }];
    expect(accrueRebate(RETROACTIVE, -50_000n, recovery)).toEqual({
      accruedMinor: 0n,
      expectedRate: '0.030000',
      atCurrentTierMinor: 0n,
    });
  });

  it('TX-04: refuses tiers that fall, repeat or give back more than all', () => {
    const due = (tiers: RebateScheme['tiers']): bigint => rebateDue({ kind: 'RETROACTIVE', tiers }, 5n);
    const bad = [
      [{ fromMinor: 0n, rate: '1.01' }],
      [{ fromMinor: 0n, rate: '-0.01' }],
      [{ fromMinor: -1n, rate: '0.01' }],
      [TIERS[1], TIERS[0]],
      [TIERS[0], TIERS[0]],
      [
        { fromMinor: 0n, rate: '0.02' },
        { fromMinor: 1n, rate: '0.01' },
      ],
    ] as RebateScheme['tiers'][];
    for (const tiers of bad) expect(() => due(tiers)).toThrow('INVALID_NUMBER');
    expect(due([{ fromMinor: 0n, rate: '1' }])).toBe(5n);
    expect(
      due([
        { fromMinor: 0n, rate: '0.2' },
        { fromMinor: 1n, rate: '0.2' },
      ]),
    ).toBe(1n);
    expect(() => accrueRebate(RETROACTIVE, 1n, [{ turnoverMinor: 1n, weight: '-1' }])).toThrow('INVALID_WEIGHT');
  });

  it('TX-04: more turnover never gives less rebate, and tier by tier never more than on all turnover', () => {
    const turnover = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(turnover, turnover, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        for (const scheme of [RETROACTIVE, INCREMENTAL]) {
          expect(rebateDue(scheme, low)).toBeLessThanOrEqual(rebateDue(scheme, high));
          const accrued = accrueRebate(scheme, low, [{ turnoverMinor: high, weight: '1' }]);
          expect(accrued.accruedMinor).toBeGreaterThanOrEqual(accrued.atCurrentTierMinor);
        }
        expect(rebateDue(INCREMENTAL, high)).toBeLessThanOrEqual(rebateDue(RETROACTIVE, high));
      }),
    );
  });
});

describe(promotionReturn.name, () => {
  it('TX-03: profit and return after cannibalisation and cost', () => {
    const result = { upliftMarginMinor: 10_000n, cannibalisedMarginMinor: 1000n, costMinor: 6000n };
    expect(promotionReturn(result)).toEqual({ profitMinor: 3000n, returnOnInvestment: '0.5000' });
    expect(promotionReturn({ ...result, costMinor: 0n })).toEqual({
      profitMinor: 9000n,
      returnOnInvestment: undefined,
    });
  });
});
