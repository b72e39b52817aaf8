import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CDNOW_MISSING, cdnowIsThere, readCdnowPurchases } from '../../test/expected-order-data.js';
import { groupBy } from '../collection/group-by.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { drawGamma } from '../special-functions/index.js';
import { contributionIndependence, DEFAULT_CONTRIBUTION_POLICY } from './contribution.js';
import { contributionHistory } from './contribution-history.js';
import { fitGammaGamma, gammaGammaMean, type ContributionHistory } from './gamma-gamma.js';

const MODEL = { p: 6.25, q: 3.74, gamma: 15.45 };

/** Accounts whose orders are worth what the model says. */
function drawnHistories(accounts: number, p: number, q: number, gamma: number, seed = 9): ContributionHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: accounts }, (_, index) => {
    const orders = 1 + (index % 6);
    const rate = drawGamma(q, gamma, random);
    return { orders, meanContribution: drawGamma(p * orders, rate, random) / orders };
  });
}

describe('§10.1: spend of CDNOW, 946 repeat buyers', () => {
  if (!cdnowIsThere) {
    it.skip(CDNOW_MISSING, () => undefined);
    return;
  }
  const histories = [...groupBy(readCdnowPurchases(), ({ account }) => account).values()].map((purchases) => {
    const entries = purchases.map(({ date, amountMinor }) => ({ date, contributionMinor: amountMinor }));
    return contributionHistory(entries, '1997-09-30');
  });
  const inDollars = histories.map(({ orders, meanContribution }) => {
    return { orders, meanContribution: meanContribution / 100 };
  });

  it('§10.1: gamma-gamma p 6.25, q 3.74, γ 15.45, in any unit of money', () => {
    const fit = fitGammaGamma(inDollars);
    expect(fit?.accounts).toBe(946);
    expect(fit?.converged).toBe(true);
    expect(fit?.model.p).toBeCloseTo(6.25, 2);
    expect(fit?.model.q).toBeCloseTo(3.74, 2);
    expect(Math.abs((fit?.model.gamma ?? 0) - 15.45)).toBeLessThan(0.01);
    expect(fit?.logLikelihood).toBeCloseTo(-4055.9, 1);
    const inCents = fitGammaGamma(histories);
    expect(inCents?.model.gamma).toBeCloseTo(100 * (fit?.model.gamma ?? 0), 1);
    expect(inCents?.logLikelihood).toBeCloseTo((fit?.logLikelihood ?? 0) - 946 * Math.log(100), 4);
  });

  it('§8.9: finds spend and frequency slightly dependent there: ρ .206, just above the limit', () => {
    const { correlation, accounts, independent } = contributionIndependence(histories);
    expect(accounts).toBe(946);
    expect(correlation).toBeCloseTo(0.206, 3);
    expect(independent).toBe(false);
    expect(
      contributionIndependence(histories, { ...DEFAULT_CONTRIBUTION_POLICY, dependenceFrom: 0.21 }).independent,
    ).toBe(true);
  });
});

describe(fitGammaGamma.name, () => {
  it('§8.4: finds again the parameters that amounts were drawn with', () => {
    const fit = fitGammaGamma(drawnHistories(6000, 4, 5, 800));
    expect(Math.abs((fit?.model.p ?? 0) / 4 - 1)).toBeLessThan(0.15);
    expect(Math.abs((fit?.model.q ?? 0) / 5 - 1)).toBeLessThan(0.15);
    expect(Math.abs((fit?.model.gamma ?? 0) / 800 - 1)).toBeLessThan(0.25);
    const all = gammaGammaMean(fit?.model ?? MODEL, { orders: 0, meanContribution: 0 }) ?? 0;
    expect(Math.abs(all / 800 - 1)).toBeLessThan(0.03);
  });

  it('leaves out accounts without orders and with losses, and answers nothing of one account', () => {
    const histories = drawnHistories(50, 4, 5, 800);
    const more = [...histories, { orders: 0, meanContribution: 0 }, { orders: 3, meanContribution: -5 }];
    expect(fitGammaGamma(more)).toEqual(fitGammaGamma(histories));
    expect(fitGammaGamma(histories.slice(0, 1))).toBeUndefined();
    expect(fitGammaGamma([])).toBeUndefined();
  });

  it('stays finite for amounts that are all alike or far apart', () => {
    const amount = fc.oneof(fc.constant(100), fc.double({ min: 1e-3, max: 1e12, noNaN: true }));
    const history = fc.record({ orders: fc.integer({ min: 1, max: 500 }), meanContribution: amount });
    fc.assert(
      fc.property(fc.array(history, { minLength: 2, maxLength: 12 }), (histories) => {
        const fit = fitGammaGamma(histories);
        const numbers = [fit?.model.p, fit?.model.q, fit?.model.gamma, fit?.logLikelihood];
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses histories that cannot be one', () => {
    expect(() => fitGammaGamma([{ orders: -1, meanContribution: 1 }])).toThrow(
      new InvalidValueError('INVALID_NUMBER', -1),
    );
    expect(() => fitGammaGamma([{ orders: 1.5, meanContribution: 1 }])).toThrow(InvalidValueError);
    expect(() => fitGammaGamma([{ orders: 1, meanContribution: Infinity }])).toThrow(InvalidValueError);
  });
});

describe(gammaGammaMean.name, () => {
  // Published for the first customers of CDNOW (documentation of lifetimes).
  it.each([
    [2, 22.35, 24.66],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
  ])('§8.4: %p orders of %p on average let %p be expected', (orders, meanContribution, expected) => {
    expect(Math.abs((gammaGammaMean(MODEL, { orders, meanContribution }) ?? 0) - expected)).toBeLessThan(0.08);
  });

  it('is p(γ + x m̄) / (px + q − 1), between the mean of all and the own one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.01, max: 1e6, noNaN: true }), (orders, own) => {
        const value = gammaGammaMean(MODEL, { orders, meanContribution: own }) ?? Number.NaN;
        const all = (6.25 * 15.45) / 2.74;
        expect(value).toBeCloseTo((6.25 * (15.45 + orders * own)) / (6.25 * orders + 2.74), 6);
        expect(value).toBeGreaterThanOrEqual(Math.min(own, all) * (1 - 1e-12));
        expect(value).toBeLessThanOrEqual(Math.max(own, all) * (1 + 1e-12));
      }),
    );
  });

  it('is unknown where the mean of all is infinite, or no double', () => {
    expect(gammaGammaMean({ p: 2, q: 1, gamma: 3 }, { orders: 0, meanContribution: 0 })).toBeUndefined();
    expect(gammaGammaMean({ p: 2, q: 1, gamma: 3 }, { orders: 1, meanContribution: 4 })).toBe(7);
    expect(gammaGammaMean(MODEL, { orders: 10, meanContribution: 1e308 })).toBeUndefined();
    expect(() => gammaGammaMean(MODEL, { orders: 1, meanContribution: Number.NaN })).toThrow(InvalidValueError);
  });
});

describe(contributionHistory.name, () => {
  it('§8.9: takes the mean of the repeat days, each day one order, up to the day', () => {
    const entries = [
      { date: '2026-03-01', contributionMinor: 50n },
      { date: '2026-01-01', contributionMinor: 900n },
      { date: '2026-02-01', contributionMinor: -20n },
      { date: '2026-02-01', contributionMinor: 121n },
      { date: '2026-04-01', contributionMinor: 7n },
    ];
    expect(contributionHistory(entries, '2026-03-01')).toEqual({ orders: 2, meanContribution: 75.5 });
    expect(contributionHistory(entries, '2026-01-31')).toEqual({ orders: 0, meanContribution: 0 });
    expect(contributionHistory([], '2026-01-31')).toEqual({ orders: 0, meanContribution: 0 });
    expect(() => contributionHistory(entries, '2026-02-30')).toThrow(InvalidValueError);
    const beyond = [...entries, { date: '2026-02-01', contributionMinor: 10n ** 400n }];
    expect(() => contributionHistory(beyond, '2026-03-01')).toThrow(InvalidValueError);
  });
});
