import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { CHURN_FEATURES, churnFeatures, tenantTrade, tradeUntil, type ChurnFeature } from './churn-features.js';
import { churnOutcome, DEFAULT_LABEL_POLICY } from './churn-label.js';
import { indexTradeLedger, type AccountTrade, type TradeEntry } from './order-ledger.js';

const START = epochDay('2026-01-01');
const entry = (day: number, amount: number, account = 'a'): TradeEntry => {
  return { account, on: dateOfEpochDay(START + day), amountMinor: BigInt(amount) };
};
const trade = (...entries: readonly TradeEntry[]): AccountTrade => indexTradeLedger(entries)[0] as AccountTrade;

const ledgers = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: -10_000, max: 10_000 }), fc.constantFrom('a', 'b', 'c')),
  { minLength: 1, maxLength: 60 },
);

describe(indexTradeLedger.name, () => {
  it('§8.5: takes any ledger: days in order, sales and returns apart, lines counted', () => {
    expect(
      indexTradeLedger([entry(5, 70), entry(0, 50), entry(5, 30), entry(5, -20), entry(1, 0), entry(2, 9, 'A')]),
    ).toEqual([
      { account: 'A', days: [{ day: START + 2, sold: 9, returned: 0, lines: 1 }] },
      {
        account: 'a',
        days: [
          { day: START, sold: 50, returned: 0, lines: 1 },
          { day: START + 1, sold: 0, returned: 0, lines: 0 },
          { day: START + 5, sold: 100, returned: 20, lines: 2 },
        ],
      },
    ]);
    expect(indexTradeLedger([])).toEqual([]);
    expect(() => indexTradeLedger([{ account: 'a', on: '2026-02-30', amountMinor: 1n }])).toThrow(InvalidValueError);
    expect(() => indexTradeLedger([{ account: 'a', on: '2026-02-03', amountMinor: 10n ** 400n }])).toThrow(
      InvalidValueError,
    );
  });

  it('§8.5: the order of the entries does not matter', () => {
    fc.assert(
      fc.property(ledgers, (rows) => {
        const entries = rows.map(([day, amount, account]) => entry(day, amount, account));
        expect(indexTradeLedger([...entries].reverse())).toEqual(indexTradeLedger(entries));
      }),
    );
  });
});

describe(churnFeatures.name, () => {
  const tenant = { intervalDays: 30, orderValue: 100 };
  const features = (given: AccountTrade, day: number): Readonly<Record<ChurnFeature, number>> => {
    const values = churnFeatures(tradeUntil(given, START + day), tenant, START + day, 90) ?? [];
    return Object.fromEntries(CHURN_FEATURES.map((feature, i) => [feature, values[i]])) as Record<ChurnFeature, number>;
  };

  it('§8.5: describes rhythm, rates, value and returns as of a day', () => {
    const given = trade(
      entry(0, 100),
      entry(20, 100),
      entry(60, 200),
      entry(60, 200),
      entry(70, -120),
      entry(200, 999),
    );
    const seen = features(given, 100);
    const close = (feature: ChurnFeature, value: number): void =>
      expect([feature, seen[feature]]).toEqual([feature, expect.closeTo(value, 10)]);
    close('DAYS_SINCE_ORDER', Math.log(41));
    // (60 days + 2 × 30) ÷ (2 + 2)
    close('ORDER_INTERVAL', Math.log(30));
    close('GAP_RATIO', Math.log(1 + 40 / 30));
    close('ORDER_DAYS', Math.log(3));
    close('TENURE', Math.log(101));
    // 20 and 40: mean 30, deviation 14.14
    close('INTERVAL_VARIATION', Math.SQRT1_2 * (2 / 3));
    close('LAST_INTERVAL', Math.log(41 / 31));
    // two of three orders in the last 90 of 100 days; none in the last 30
    close('RECENT_ORDERS', Math.log(2.5 / 3.2));
    close('NEWEST_ORDERS', Math.log(0.5 / (3 * 0.3 + 0.5)));
    close('RECENT_SPEND', Math.log((500 + 100) / (200 * 3 * 0.9 + 100)));
    close('NEWEST_SPEND', Math.log(100 / (200 * 3 * 0.3 + 100)));
    close('ORDER_VALUE', Math.log(2));
    close('ORDER_VALUE_VARIATION', Math.sqrt(1.5 / 2));
    close('LAST_ORDER_VALUE', Math.log(500 / 300));
    close('LINES_PER_ORDER', Math.log(1 + 4 / 3));
    close('RETURN_SHARE', 0.2);
  });

  it('of a single order knows what it can', () => {
    const seen = features(trade(entry(0, 100)), 0);
    expect(seen).toMatchObject({
      DAYS_SINCE_ORDER: 0,
      GAP_RATIO: 0,
      ORDER_DAYS: 0,
      INTERVAL_VARIATION: 0,
      LAST_INTERVAL: 0,
    });
    expect(seen.ORDER_INTERVAL).toBeCloseTo(Math.log(30), 12);
    expect(seen.TENURE).toBeCloseTo(Math.LN2, 12);
    expect(churnFeatures(tradeUntil(trade(entry(0, -5)), START), tenant, START, 90)).toBeUndefined();
  });

  it('§8.5: looks at nothing later than the cut-off, and is always finite', () => {
    fc.assert(
      fc.property(ledgers, fc.integer({ min: 0, max: 320 }), (rows, day) => {
        const entries = rows.map(([on, amount]) => entry(on, amount));
        const all = churnFeatures(tradeUntil(trade(...entries), START + day), tenant, START + day, 90);
        const known = entries.filter(({ on }) => epochDay(on) <= START + day);
        const then =
          known.length === 0
            ? undefined
            : churnFeatures(tradeUntil(trade(...known), START + day), tenant, START + day, 90);
        expect(all).toEqual(then);
        for (const value of all ?? []) expect(Number.isFinite(value)).toBe(true);
        if (all !== undefined) expect(all).toHaveLength(CHURN_FEATURES.length);
      }),
    );
  });

  it('§8.5: a longer silence raises the gap ratio', () => {
    const given = trade(entry(0, 100), entry(30, 100));
    expect(features(given, 80).GAP_RATIO).toBeGreaterThan(features(given, 60).GAP_RATIO as number);
  });
});

describe(tenantTrade.name, () => {
  it('takes medians over accounts that ordered twice', () => {
    const trades = [
      trade(entry(0, 10), entry(10, 30)),
      trade(entry(0, 100), entry(40, 100), entry(80, 400)),
      trade(entry(0, 9_999)),
    ].map((given) => tradeUntil(given, START + 365));
    expect(tenantTrade(trades)).toEqual({ intervalDays: 25, orderValue: 110 });
    expect(tenantTrade(trades.slice(2))).toBeUndefined();
  });
});

describe(churnOutcome.name, () => {
  const usual = [entry(0, 100), entry(50, 100), entry(99, 100)];
  const after = (...later: readonly TradeEntry[]) => churnOutcome(trade(...usual, ...later), START + 99);

  it('§8.5: lost without an order within 90 days, declined under half of the usual', () => {
    // 300 in 100 days: 270 in 90
    expect(after()).toEqual({ lost: true, declined: true, spent: 0, usual: 270 });
    expect(after(entry(189, 134))).toMatchObject({ lost: false, declined: true, spent: 134 });
    expect(after(entry(189, 135))).toMatchObject({ lost: false, declined: false });
    expect(after(entry(190, 999))).toMatchObject({ lost: true, declined: true, spent: 0 });
    expect(after(entry(100, 200), entry(120, -100))).toMatchObject({ lost: false, declined: true, spent: 100 });
    expect(after(entry(120, -100))).toMatchObject({ lost: true, spent: -100 });
  });

  it('§8.5: what is usual looks back a year at most and the horizon at least', () => {
    const young = churnOutcome(trade(entry(0, 100), entry(100, 1)), START + 9);
    expect(young).toMatchObject({ usual: 100 });
    const old = trade(entry(0, 9_999), entry(400, 365));
    expect(churnOutcome(old, START + 400)).toMatchObject({ usual: 90 });
    expect(churnOutcome(old, START + 400, { ...DEFAULT_LABEL_POLICY, usualDays: 1_000 })?.usual).toBeGreaterThan(1_000);
    expect(churnOutcome(trade(entry(0, 100), entry(1, -500)), START + 9)).toMatchObject({ usual: 0, lost: true });
  });

  it('§8.5: has no outcome before the first order', () => {
    expect(churnOutcome(trade(entry(5, 100)), START + 4)).toBeUndefined();
    expect(churnOutcome(trade(entry(5, 100)), START + 5)).toBeDefined();
    expect(churnOutcome(trade(entry(5, -100)), START + 9)).toBeUndefined();
  });
});
