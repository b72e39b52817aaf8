import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMonths, type Month, monthsBetween } from '../calendar/month.js';
import { accrueRebate, nextRebateTier, rebateDue, rebateFallingOn, type RebateScheme } from './rebate.js';
import { rational } from './rational.js';
import { rebateBookings, rebateOutlook, turnoverBetween } from './rebate-outlook.js';

const YEAR = { from: '2024-01', to: '2024-12' };
const SCHEME: RebateScheme = {
  kind: 'RETROACTIVE',
  tiers: [
    { fromMinor: 100_000n, rate: '0.01' },
    { fromMinor: 120_000n, rate: '0.03' },
  ],
};
const PER_UNIT: RebateScheme = {
  kind: 'INCREMENTAL',
  basis: 'QUANTITY',
  tiers: [
    { fromMinor: 100_000_000n, rate: '12.5' },
    { fromMinor: 200_000_000n, rate: '1000000' },
  ],
};

const evenly = (from: Month, months: number, each: bigint) =>
  new Map(Array.from({ length: months }, (_, at) => [addMonths(from, at), each] as const));

describe('rebates by quantity', () => {
  it('TX-04: gives an amount for each unit, whatever fraction of it was bought', () => {
    expect(rebateDue(PER_UNIT, 150_500_000n)).toBe(631n);
    expect(rebateDue(PER_UNIT, 201_000_000n)).toBe(1_001_250n);
    expect(rebateDue({ ...PER_UNIT, kind: 'RETROACTIVE' }, 150_500_000n)).toBe(1881n);
    expect(nextRebateTier(PER_UNIT, 50_000_000n)).toMatchObject({ distanceMinor: 50_000_000n, gainMinor: 0n });
    expect(nextRebateTier({ ...PER_UNIT, kind: 'RETROACTIVE' }, 50_000_000n)).toMatchObject({
      gainMinor: 1250n,
      shadowPrice: '25.000000',
    });
    const accrual = accrueRebate({ ...PER_UNIT, kind: 'RETROACTIVE' }, 150_000_000n, []);
    expect(accrual).toEqual({ accruedMinor: 1875n, expectedRate: '12.500000', atCurrentTierMinor: 1875n });
    expect(() => rebateDue({ ...PER_UNIT, tiers: [{ fromMinor: 0n, rate: '-1' }] }, 1n)).toThrow('INVALID_NUMBER');
  });
});

describe(rebateOutlook.name, () => {
  it('TX-04: accrues by the rate at the end, as the past lets it be expected', () => {
    // 10,000 a month: at the end of June 60,000 are bought, and every scenario ends at 120,000.
    const bought = evenly('2023-01', 18, 10_000n);
    const outlook = rebateOutlook(SCHEME, YEAR, bought, '2024-06-30');
    expect(outlook).toMatchObject({
      turnoverMinor: 60_000n,
      accrual: { accruedMinor: 1800n, expectedRate: '0.030000', atCurrentTierMinor: 0n },
      assumption: 'LIKE_THE_PAST',
      scenarios: 17,
      final: { low: 120_000n, expected: 120_000n, high: 120_000n },
      next: { tier: SCHEME.tiers[0], distanceMinor: 40_000n, gainMinor: 1000n, probability: 1 },
    });
    expect(outlook.tier).toBeUndefined();
  });

  it('TX-04: reaches a tier with the chance that the past gives it', () => {
    // The year before in two halves: of twelve starts some end above the tier of 100,000, none above 120,000.
    const bought = new Map([
      ...evenly('2023-01', 6, 20_000n),
      ...evenly('2023-07', 6, 0n),
      ...evenly('2024-01', 1, 1n),
    ]);
    const outlook = rebateOutlook(SCHEME, { from: '2024-01', to: '2024-06' }, bought, '2024-01-31');
    // Five months to come: 100,000 from January or February of last year on, 80,000 from December or March, and so on.
    expect(outlook.scenarios).toBe(12);
    expect(outlook.next?.probability).toBeCloseTo(2 / 12, 9);
    expect(outlook.final).toEqual({ low: 1n, expected: 50_001n, high: 100_001n });
    expect(outlook.accrual.expectedRate).toBe('0.001667');
  });

  it('counts the days that are left of the month at hand', () => {
    const bought = new Map([
      ['2023-12', 3_100n],
      ['2024-01', 500n],
    ] as const);
    const outlook = rebateOutlook(SCHEME, { from: '2024-01', to: '2024-01' }, bought, '2024-01-11');
    expect(outlook).toMatchObject({ turnoverMinor: 500n, scenarios: 1, final: { expected: 2_500n } });
  });

  it('looks ahead to a period that has not begun, in which nothing is accrued yet', () => {
    const outlook = rebateOutlook(
      SCHEME,
      { from: '2025-01', to: '2025-12' },
      evenly('2023-01', 24, 10_000n),
      '2024-12-15',
    );
    expect(outlook).toMatchObject({
      turnoverMinor: 0n,
      accrual: { accruedMinor: 0n, expectedRate: '0.030000' },
      assumption: 'LIKE_THE_PAST',
      final: { low: 120_000n, high: 120_000n },
    });
  });

  it('goes back two years at most, and no further than the first purchase', () => {
    const old = evenly('2020-01', 12, 1_000_000n);
    expect(rebateOutlook(SCHEME, YEAR, old, '2024-01-31')).toMatchObject({ scenarios: 0, assumption: 'SO_FAR' });
    const young = new Map([['2023-11', 7n]]);
    expect(rebateOutlook(SCHEME, YEAR, young, '2024-01-31').scenarios).toBe(2);
    expect(rebateOutlook(SCHEME, YEAR, evenly('2020-01', 60, 1n), '2024-06-01').scenarios).toBe(24);
  });

  it('knows the end when the period is over, and nothing else without a past', () => {
    const bought = evenly('2024-01', 12, 9_000n);
    const over = rebateOutlook(SCHEME, YEAR, bought, '2024-12-31');
    expect(over).toMatchObject({
      assumption: 'PERIOD_OVER',
      scenarios: 0,
      accrual: { accruedMinor: 1080n, atCurrentTierMinor: 1080n },
      tier: SCHEME.tiers[0],
      final: { low: 108_000n, expected: 108_000n, high: 108_000n },
    });
    expect(over.next?.probability).toBe(0);
    expect(rebateOutlook(SCHEME, YEAR, bought, '2024-12-30').assumption).toBe('LIKE_THE_PAST');
    expect(rebateOutlook(SCHEME, YEAR, new Map(), '2024-03-01')).toMatchObject({
      assumption: 'SO_FAR',
      accrual: { accruedMinor: 0n, expectedRate: '0.000000' },
    });
    // What was bought afterwards is no part of it.
    expect(rebateOutlook(SCHEME, YEAR, new Map([...bought, ['2025-01', 5n]]), '2025-02-01').turnoverMinor).toBe(
      108_000n,
    );
  });
});

describe(rebateBookings.name, () => {
  it('TX-04: tells month by month what was to be booked then, and by how much it changed', () => {
    const bought = new Map([...evenly('2023-01', 15, 10_000n), ...evenly('2024-04', 3, 0n)]);
    const bookings = rebateBookings(SCHEME, YEAR, bought, '2024-06-10');
    expect(bookings.map(({ month }) => month)).toEqual([
      '2024-01',
      '2024-02',
      '2024-03',
      '2024-04',
      '2024-05',
      '2024-06',
    ]);
    expect(bookings[0]).toEqual({ month: '2024-01', turnoverMinor: 10_000n, accruedMinor: 300n, changeMinor: 300n });
    // A poor spring makes the tier unlikely: what was accrued too much is given back.
    expect(bookings[5]?.turnoverMinor).toBe(30_000n);
    expect(bookings[5]?.accruedMinor).toBeLessThan(900n);
    expect(bookings.reduce((sum, { changeMinor }) => sum + changeMinor, 0n)).toBe(bookings[5]?.accruedMinor);
    expect(rebateBookings(SCHEME, YEAR, bought, '2023-12-31')).toEqual([]);
    expect(rebateBookings(SCHEME, YEAR, bought, '2026-01-01')).toHaveLength(12);
  });
});

describe(rebateFallingOn.name, () => {
  it('TX-04: the rebates of adjoining months add up to the accrual, whatever was bought and returned', () => {
    const months = fc.array(fc.bigInt({ min: -50_000n, max: 90_000n }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(months, fc.nat(23), (amounts, ago) => {
        const bought = new Map(amounts.map((amount, at) => [addMonths('2023-01', at), amount] as const));
        const asOf = `${addMonths('2023-01', Math.min(ago, amounts.length - 1))}-15`;
        const period = { from: '2023-04', to: '2024-03' };
        const { rate, accrual } = rebateOutlook(SCHEME, period, bought, asOf);
        const last = asOf.slice(0, 7) < period.to ? asOf.slice(0, 7) : period.to;
        let total = 0n;
        for (let at = 0; at <= monthsBetween(period.from, last); at++) {
          const month = addMonths(period.from, at);
          const before = turnoverBetween(bought, period.from, addMonths(month, -1));
          total += rebateFallingOn(rate, before, bought.get(month) ?? 0n);
        }
        expect(total).toBe(accrual.accruedMinor);
      }),
    );
    expect(rebateFallingOn(rational('0.5'), -10n, 13n)).toBe(2n);
  });
});
