import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonths } from '../calendar/month.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { driverCost, timeDrivenRate } from './driver-cost.js';
import { amortisedAcquisition, creditCost, profitWaterfall, type ProfitFacts } from './profit-waterfall.js';

const FACTS: ProfitFacts = {
  listSalesMinor: 1_000_000n,
  discountsMinor: 100_000n,
  rebatesMinor: 30_000n,
  returnsMinor: 20_000n,
  costOfGoodsMinor: 600_000n,
  costToServe: [
    { driver: 'ORDERS', quantity: 12, rateMinor: 2_500n },
    { driver: 'VISIT_HOURS', quantity: 2.5, rateMinor: 8_001n },
  ],
  overdueMinorDays: 36_500_000n,
  creditRateBasisPoints: 800,
  acquisitionMinor: 5_000n,
  salesHours: 40,
};

describe(profitWaterfall.name, () => {
  it('PF-01 §8.8: list price down to operating contribution, to the minor unit', () => {
    const waterfall = profitWaterfall(FACTS);
    expect(
      waterfall.steps.map(({ code, kind, amountMinor, runningMinor }) => [code, kind, amountMinor, runningMinor]),
    ).toEqual([
      ['LIST_SALES', 'CHANGE', 1_000_000n, 1_000_000n],
      ['DISCOUNTS', 'CHANGE', -100_000n, 900_000n],
      ['REBATES', 'CHANGE', -30_000n, 870_000n],
      ['RETURNS', 'CHANGE', -20_000n, 850_000n],
      ['NET_SALES', 'TOTAL', 850_000n, 850_000n],
      ['COST_OF_GOODS', 'CHANGE', -600_000n, 250_000n],
      ['GROSS_MARGIN', 'TOTAL', 250_000n, 250_000n],
      ['COST_TO_SERVE', 'CHANGE', -30_000n, 220_000n],
      ['COST_TO_SERVE', 'CHANGE', -20_003n, 199_997n],
      ['CREDIT_COST', 'CHANGE', -8_000n, 191_997n],
      ['ACQUISITION', 'CHANGE', -5_000n, 186_997n],
      ['OPERATING_CONTRIBUTION', 'TOTAL', 186_997n, 186_997n],
    ]);
    expect(waterfall.steps.flatMap(({ driver }) => driver ?? [])).toEqual(['ORDERS', 'VISIT_HOURS']);
    expect(waterfall).toMatchObject({
      netSalesMinor: 850_000n,
      grossMarginMinor: 250_000n,
      costToServeMinor: 50_003n,
      creditCostMinor: 8_000n,
      contributionMinor: 186_997n,
      contributionPerSalesHourMinor: 4_675n,
    });
    expect(waterfall.contributionShare).toBeCloseTo(186_997 / 850_000, 12);
  });

  it('PF-02: no share without net sales, no rate without hours', () => {
    const { salesHours, ...without } = { ...FACTS, returnsMinor: 870_000n };
    expect(salesHours).toBe(40);
    expect(profitWaterfall(without)).toMatchObject({
      netSalesMinor: 0n,
      contributionShare: undefined,
      contributionPerSalesHourMinor: undefined,
    });
    for (const hours of [0, 1e-9]) {
      expect(profitWaterfall({ ...FACTS, salesHours: hours }).contributionPerSalesHourMinor).toBeUndefined();
    }
    for (const hours of [-1, NaN, 1e10]) {
      expect(() => profitWaterfall({ ...FACTS, salesHours: hours })).toThrow(InvalidValueError);
    }
  });

  it('PF-01: every bar starts where the one before it ends, and changes add up to the contribution', () => {
    const minor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const use = fc.record({
      driver: fc.constant('DROPS'),
      quantity: fc.double({ min: 0, max: 1e6, noNaN: true }),
      rateMinor: minor,
    });
    const facts = fc.record({
      ...{ listSalesMinor: minor, discountsMinor: minor, rebatesMinor: minor, returnsMinor: minor },
      ...{ costOfGoodsMinor: minor, overdueMinorDays: minor, acquisitionMinor: minor },
      costToServe: fc.array(use, { maxLength: 6 }),
      creditRateBasisPoints: fc.integer({ min: 0, max: 5_000 }),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { steps, contributionMinor, contributionShare } = profitWaterfall(given);
        const changes = steps.filter(({ kind }) => kind === 'CHANGE');
        expect(changes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(contributionMinor);
        let running = 0n;
        for (const { kind, amountMinor, runningMinor } of steps) {
          running = kind === 'TOTAL' ? amountMinor : running + amountMinor;
          expect(runningMinor).toBe(running);
        }
        expect(contributionShare === undefined || Number.isFinite(contributionShare)).toBe(true);
      }),
    );
  });
});

describe(driverCost.name, () => {
  it('§8.8: quantity × rate to the nearest minor unit, halves away from zero', () => {
    const cost = (quantity: number, rateMinor: bigint) => driverCost({ driver: 'FREIGHT', quantity, rateMinor });
    expect([cost(0.5, 5n), cost(0.5, -5n), cost(0.1, 4n), cost(0, 9n), cost(1e6, 10n ** 20n)]).toEqual([
      3n,
      -3n,
      0n,
      0n,
      10n ** 26n,
    ]);
    for (const quantity of [-1, NaN, Infinity]) expect(() => cost(quantity, 1n)).toThrow(InvalidValueError);
  });

  it('§8.8: a time-driven rate is cost ÷ capacity × time', () => {
    expect(timeDrivenRate(56_000_000n, 70_000, 8)).toBe(6_400n);
    expect(timeDrivenRate(100n, 3, 1)).toBe(33n);
    for (const [capacity, time] of [
      [0, 1],
      [1, -1],
      [NaN, 1],
      [1, NaN],
      [1e10, 1],
      [1, 1e10],
    ] as const) {
      expect(() => timeDrivenRate(1n, capacity, time)).toThrow(InvalidValueError);
    }
  });
});

describe(creditCost.name, () => {
  it('§8.8: overdue money × days at a yearly rate', () => {
    expect(creditCost(1_000_000n * 30n, 1_000)).toBe(8_219n);
    expect(creditCost(0n, 1_000)).toBe(0n);
    for (const rate of [-1, 0.5, NaN]) expect(() => creditCost(1n, rate)).toThrow(InvalidValueError);
  });
});

describe(amortisedAcquisition.name, () => {
  const over = (from: string, to: string) => {
    return amortisedAcquisition(1_000n, { wonIn: '2026-01', months: 3, from, to });
  };

  it('§8.8: falls evenly on the months from winning on', () => {
    expect([over('2026-01', '2026-01'), over('2026-02', '2026-02'), over('2026-03', '2026-03')]).toEqual([
      333n,
      334n,
      333n,
    ]);
    expect([over('2025-01', '2025-12'), over('2026-04', '2026-12'), over('2025-12', '2027-01')]).toEqual([
      0n,
      0n,
      1_000n,
    ]);
    expect(over('2026-03', '2026-01')).toBe(0n);
    for (const months of [0, 1.5]) {
      const term = { wonIn: '2026-01', months, from: '2026-01', to: '2026-02' };
      expect(() => amortisedAcquisition(1n, term)).toThrow(InvalidValueError);
    }
  });

  it('§8.8: adjoining periods add up', () => {
    const months = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), months, months, (cost, term, cut) => {
        const at = { wonIn: '2020-01', months: term };
        const middle = addMonths('2020-01', cut);
        const first = amortisedAcquisition(cost, { ...at, from: '2020-01', to: addMonths(middle, -1) });
        const rest = amortisedAcquisition(cost, { ...at, from: middle, to: '2030-12' });
        expect(first + rest).toBe(cost);
      }),
    );
  });
});
