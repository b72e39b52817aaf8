import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { expectedOrders, type OrderModel } from '../expected-orders/index.js';
import { seededRandom } from '../random/random.js';
import { mean } from '../statistics/descriptive.js';
import type { ContributionFit } from './contribution.js';
import { DEFAULT_LIFETIME_VALUE_POLICY, lifetimeValue, type ValuedAccount } from './lifetime-value.js';

const ORDERS: OrderModel = { family: 'MBG_CNBD', k: 2, r: 1.329, alpha: 2.813, a: 0.425, b: 0.79 };
const CONTRIBUTIONS: ContributionFit = {
  independence: { correlation: 0.1, accounts: 100, independent: true },
  all: {
    meanContribution: 3500,
    fit: { model: { p: 6.25, q: 3.74, gamma: 1545 }, logLikelihood: -1, accounts: 100, converged: true },
  },
  segments: new Map([['unprofitable', { meanContribution: -200, fit: undefined }]]),
};
const account = (changes: Partial<ValuedAccount> = {}): ValuedAccount => ({
  orders: ORDERS,
  summary: { repeatOrders: 8, recency: 50, age: 52 },
  contributions: CONTRIBUTIONS,
  history: { orders: 8, meanContribution: 4000 },
  ...changes,
});
const policy = DEFAULT_LIFETIME_VALUE_POLICY;
const valueOf = (changes: Partial<ValuedAccount>, over = policy, seed = 1) =>
  lifetimeValue(account(changes), seededRandom(seed), over);

describe(lifetimeValue.name, () => {
  it('VA-13: is Σ expected orders × contribution, discounted by month, over 36 months', () => {
    const value = valueOf({ orders: { family: 'NBD', r: 1, alpha: 4 } });
    const perMonth = (9 / 56) * (365.25 / 12 / 7);
    const worth = (6.25 * (1545 + 32_000)) / (50 + 2.74);
    let expected = 0;
    for (let month = 1; month <= 36; month++) expected += (perMonth * worth) / 1.1 ** (month / 12);
    expect(Number(value?.valueMinor)).toBe(Math.round(expected));
    expect(value?.expectedOrders).toBeCloseTo(36 * perMonth, 9);
    expect(value?.contributionPerOrderMinor).toBe(BigInt(Math.round(worth)));
    expect(value?.basis).toBe('ACCOUNT');
    expect(value?.horizonMonths).toBe(36);
  });

  it('§8.9: counts the losses of customers: the orders of 36 months under the fitted model', () => {
    const value = valueOf({}, { ...policy, annualDiscountRate: 0 });
    const orders = expectedOrders(ORDERS, account().summary, (36 * 365.25) / 12 / 7);
    expect(value?.expectedOrders).toBeCloseTo(orders, 9);
    expect(Number(value?.valueMinor) / (orders * Number(value?.contributionPerOrderMinor))).toBeCloseTo(1, 3);
    expect(Number(valueOf({})?.valueMinor)).toBeLessThan(Number(value?.valueMinor));
  });

  it('VA-13: the interval holds what drawn futures bring, and their mean is the value', () => {
    const value = valueOf({});
    expect(Number(value?.lowerMinor)).toBeLessThan(0.7 * Number(value?.valueMinor));
    expect(Number(value?.upperMinor)).toBeGreaterThan(1.3 * Number(value?.valueMinor));
    // One replicate each: with the lowest confidence both bounds are that one future, or the value itself.
    const once = { ...policy, replicates: 1, confidence: 1e-9, horizonMonths: 12 };
    const futures = Array.from({ length: 1500 }, (_, seed) => {
      const { lowerMinor = 0n, upperMinor = 0n, valueMinor = 0n } = valueOf({}, once, seed) ?? {};
      return Number(lowerMinor + upperMinor - valueMinor);
    });
    expect((mean(futures) ?? 0) / Number(valueOf({}, once)?.valueMinor)).toBeCloseTo(1, 1);
    const drawn = valueOf({}, { ...policy, horizonMonths: 12, confidence: 0.5 });
    const share = (inside: (future: number) => boolean): number => futures.filter(inside).length / futures.length;
    expect(Math.abs(share((future) => future < Number(drawn?.lowerMinor)) - 0.25)).toBeLessThan(0.08);
    expect(Math.abs(share((future) => future > Number(drawn?.upperMinor)) - 0.25)).toBeLessThan(0.08);
  });

  it('a higher confidence widens the interval; the same seed repeats it', () => {
    const narrow = valueOf({}, { ...policy, confidence: 0.5 });
    const wide = valueOf({}, { ...policy, confidence: 0.98 });
    expect(Number(wide?.lowerMinor)).toBeLessThan(Number(narrow?.lowerMinor));
    expect(Number(wide?.upperMinor)).toBeGreaterThan(Number(narrow?.upperMinor));
    expect(valueOf({})).toEqual(valueOf({}));
    expect(valueOf({}, policy, 2)).not.toEqual(valueOf({}));
  });

  it('§8.9: values an account without own orders by the mean of all, a hopeless one below nothing', () => {
    const unknown = valueOf({ history: { orders: 0, meanContribution: 0 } });
    expect(unknown).toMatchObject({ basis: 'SEGMENT_NO_ORDERS', contributionPerOrderMinor: 3500n });
    const bad = valueOf({ history: { segment: 'unprofitable', orders: 4, meanContribution: -900 } });
    expect(bad).toMatchObject({ basis: 'SEGMENT_LOSS_MAKING', contributionPerOrderMinor: -200n });
    expect(bad !== undefined && bad.valueMinor < 0n && bad.lowerMinor < bad.valueMinor).toBe(true);
  });

  it('is unknown where nobody has ordered', () => {
    const nothing = { ...CONTRIBUTIONS, all: { meanContribution: undefined, fit: undefined } };
    expect(valueOf({ contributions: nothing })).toBeUndefined();
  });

  it('keeps lower ≤ value ≤ upper, and falls with the discount rate and with silence', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.integer({ min: -5000, max: 100_000 }),
        fc.integer(),
        (x, recency, silence, meanContribution, seed) => {
          const summary = { repeatOrders: x, recency, age: recency + silence };
          const changes = { summary, history: { orders: x, meanContribution } };
          const quick = { ...policy, replicates: 20, horizonMonths: 12 };
          const value = valueOf(changes, quick, seed);
          const { lowerMinor = 1n, valueMinor = 0n, upperMinor = 0n } = value ?? {};
          expect(lowerMinor <= valueMinor && valueMinor <= upperMinor).toBe(true);
          const dear = valueOf(changes, { ...quick, annualDiscountRate: 0.5 }, seed);
          expect((dear?.valueMinor ?? 0n) <= valueMinor).toBe(true);
          const later = valueOf({ ...changes, summary: { ...summary, age: summary.age + 200 } }, quick, seed);
          expect((later?.valueMinor ?? 0n) <= valueMinor + 1n).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([
    ['horizonMonths', 0, 'INVALID_LENGTH'],
    ['horizonMonths', 1.5, 'INVALID_LENGTH'],
    ['replicates', 0, 'INVALID_LENGTH'],
    ['annualDiscountRate', -0.1, 'INVALID_NUMBER'],
    ['annualDiscountRate', Infinity, 'INVALID_NUMBER'],
    ['confidence', 0, 'INVALID_NUMBER'],
    ['confidence', 1, 'INVALID_NUMBER'],
    ['monthLength', 0, 'INVALID_NUMBER'],
    ['monthLength', Number.NaN, 'INVALID_NUMBER'],
  ] as const)('refuses %s = %p', (name, wrong, code) => {
    expect(() => valueOf({}, { ...policy, [name]: wrong })).toThrow(new InvalidValueError(code, wrong));
  });

  it('refuses amounts beyond what can be counted', () => {
    const all = { meanContribution: 1e308, fit: undefined };
    const contributions = { ...CONTRIBUTIONS, all };
    expect(() => valueOf({ contributions })).toThrow(InvalidValueError);
  });
});
