import { describe, expect, it } from '@jest/globals';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { drawGamma } from '../special-functions/index.js';
import { fitExpectedOrders } from './fit-expected-orders.js';
import { fitBgNbd, fitMbgCnbd, fitNbd, fitParetoNbd } from './fit-families.js';
import { outcome } from './fit-groups.js';
import { DEFAULT_ORDER_FIT_POLICY, fitParameters } from './fit-parameters.js';
import { summariseLedger, type LedgerOrder, type OrderSummary } from './order-summary.js';

const START = epochDay('2026-01-01');
const UNTIL = '2026-06-30';
const [LENGTH] = [epochDay(UNTIL) - START];

/**
 * A growing ledger whose season comes towards its end, without a single lost account: whoever was early looks
 * slow, whoever is late looks busy, and nobody falls silent.
 */
function growingLedger(accounts: number, k: number, seed: number): readonly LedgerOrder[] {
  const random = seededRandom(seed);
  const seasonal = (time: number): number => LENGTH * Math.sqrt(time / LENGTH);
  return Array.from({ length: accounts }, (_, index) => {
    const pace = drawGamma(1.2, 40, random);
    const orders: LedgerOrder[] = [];
    for (let time = random() * LENGTH * 0.9; time < LENGTH; time += drawGamma(k, k * pace, random)) {
      orders.push({ account: String(index), date: dateOfEpochDay(START + Math.floor(seasonal(time))) });
    }
    return orders;
  }).flat();
}

const summariesOf = (ledger: readonly LedgerOrder[]): OrderSummary[] => [...summariseLedger(ledger, UNTIL).values()];

describe('§10.3: a growing seasonal ledger in which nobody is lost', () => {
  const summaries = summariesOf(growingLedger(400, 1, 5));

  it('§10.3: flags the Pareto/NBD and the BG families degenerate, §8.4: and falls back to the NBD', () => {
    const chosen = fitExpectedOrders(summaries, { ...DEFAULT_ORDER_FIT_POLICY, regularities: [1, 2] });
    expect(chosen).toMatchObject({ fitted: true, fallback: true, fit: { model: { family: 'NBD' }, degeneracy: [] } });
    if (!chosen.fitted) return;
    expect(chosen.candidates.map((fit) => fit.model.k)).toEqual([1, 2]);
    for (const fit of [fitParetoNbd(summaries), fitBgNbd(summaries), chosen.candidates[0]]) {
      expect(fit?.degeneracy).toContain('NO_GAIN_FROM_LOSS');
      expect(fit?.degeneracy).toContain('LOSS_UNIDENTIFIED');
      expect(Math.abs((fit?.logLikelihood ?? 0) - chosen.fit.logLikelihood)).toBeLessThan(1);
    }
  });

  it('§10.3: sees regular ordering in it all the same: k = 2 by far', () => {
    const regular = summariesOf(growingLedger(300, 2, 6));
    const plain = fitNbd(regular)?.logLikelihood ?? 0;
    const two = fitMbgCnbd(regular, 2)?.logLikelihood ?? 0;
    expect(two - plain).toBeGreaterThan(20);
  });
});

describe('codes of degeneracy', () => {
  const account = (repeatOrders: number, recency: number, age: number): OrderSummary => {
    return { repeatOrders, recency, age, logIntervalSum: repeatOrders * Math.log(2) };
  };
  const policy = DEFAULT_ORDER_FIT_POLICY;

  it('names a parameter at a bound: accounts of the same pace', () => {
    const alike = Array.from({ length: 60 }, (_, index) => account(9 + (index % 3), 19 + (index % 3), 22));
    expect(fitNbd(alike)?.degeneracy).toEqual(['PARAMETER_AT_BOUND']);
    const chosen = fitExpectedOrders(alike);
    expect(chosen).toMatchObject({ fitted: true, fallback: true, fit: { model: { family: 'NBD' } } });
  });

  it('believes losses that are there', () => {
    const mixed = Array.from({ length: 200 }, (_, index) =>
      index % 2 === 0 ? account(6 + (index % 5), 5 + (index % 7) / 2, 60) : account(20 + (index % 9), 57, 60),
    );
    expect(fitMbgCnbd(mixed, 1)?.degeneracy).toEqual([]);
    expect(fitMbgCnbd(mixed, 1, { ...policy, leastGainOfLoss: 1e6 })?.degeneracy).toEqual(['NO_GAIN_FROM_LOSS']);
    expect(fitMbgCnbd(mixed, 1, { ...policy, lowestLossChance: 1 })?.degeneracy).toEqual(['LOSS_UNIDENTIFIED']);
    expect(fitParetoNbd(mixed, { ...policy, lowestLossShape: 1e9 })?.degeneracy).toContain('LOSS_UNIDENTIFIED');
    expect(fitMbgCnbd(mixed, 1, { ...policy, highest: 1 })?.degeneracy).toContain('PARAMETER_AT_BOUND');
  });

  it('names a search that did not come to rest', () => {
    const fitted = { parameters: [1, 1], logLikelihood: -5, atBound: [false, false], converged: false };
    expect(outcome(fitted, [{ ...account(1, 1, 2), accounts: 3 }])).toEqual({
      logLikelihood: -5,
      accounts: 3,
      degeneracy: ['NOT_CONVERGED'],
    });
  });

  it('does not mind the order of the accounts', () => {
    const some = summariesOf(growingLedger(60, 1, 8));
    expect(fitNbd([...some].reverse())?.logLikelihood).toBeCloseTo(fitNbd(some)?.logLikelihood ?? 0, 6);
  });

  it('says why nothing can be fitted', () => {
    expect(fitExpectedOrders([])).toEqual({ fitted: false, reason: 'NO_ACCOUNTS' });
    const silent = [account(0, 0, 10), account(0, 0, 20)];
    expect(fitExpectedOrders(silent)).toEqual({ fitted: false, reason: 'NO_REPEAT_ORDERS' });
    expect([fitNbd(silent), fitParetoNbd(silent), fitBgNbd(silent), fitMbgCnbd(silent, 1)]).toEqual(
      new Array(4).fill(undefined),
    );
  });

  it('refuses a regularity or a summary that cannot be one', () => {
    expect(() => fitMbgCnbd([], 0)).toThrow(new InvalidValueError('INVALID_LENGTH', 0));
    expect(() => fitMbgCnbd([], 1.5)).toThrow(new InvalidValueError('INVALID_LENGTH', 1.5));
    expect(() => fitNbd([account(1, 2, 1)])).toThrow(InvalidValueError);
    expect(fitMbgCnbd([{ repeatOrders: 1, recency: 1, age: 2 }], 2)).toBeUndefined();
    const withoutRegularities = { ...policy, regularities: [] };
    expect(fitExpectedOrders([account(1, 1, 2)], withoutRegularities)).toMatchObject({
      fallback: true,
      candidates: [],
    });
  });
});

describe(fitParameters.name, () => {
  const policy = DEFAULT_ORDER_FIT_POLICY;

  it('§8.4: stays within the bounds and says where it stands at one', () => {
    const up = fitParameters(([a = 0, b = 0]) => Math.log(a) - (b - 3) ** 2, [1, 1], policy);
    expect(up?.parameters[0]).toBeCloseTo(1e4, 4);
    expect(up?.parameters[1]).toBeCloseTo(3, 2);
    expect(up?.atBound).toEqual([true, false]);
    expect(fitParameters(([a = 0]) => -Math.log(a), [1e9], policy)?.atBound).toEqual([true]);
    expect(up?.converged).toBe(true);
  });

  it('§8.4: the prior gives a ridge of equally likely values its end at 1, and reports the likelihood without it', () => {
    const ridge = fitParameters(([a = 0, b = 0]) => -((Math.log(a * b) - 4) ** 2), [5, 100], policy);
    expect(ridge?.logLikelihood).toBeCloseTo(0, 4);
    const tight = fitParameters(() => 1, [50], { ...policy, logPriorDeviation: 1 });
    expect(tight?.parameters[0]).toBeCloseTo(1, 3);
    expect(tight?.logLikelihood).toBe(1);
  });

  it('answers nothing where the likelihood has no value', () => {
    expect(fitParameters(() => Number.NaN, [1], policy)).toBeUndefined();
  });
});
