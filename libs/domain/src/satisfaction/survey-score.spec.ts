import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { npsViews, type NpsAnswer } from './nps-views.js';
import {
  CES_RULE,
  CSAT_RULE,
  customerEffortScore,
  customerSatisfactionScore,
  netPromoterScore,
  NPS_RULE,
  type SurveyScore,
} from './survey-score.js';

const answers = (...groups: readonly (readonly [number, number])[]): readonly number[] =>
  groups.flatMap(([count, answer]) => new Array<number>(count).fill(answer));

function known(score: SurveyScore): SurveyScore & { readonly known: true } {
  if (!score.known) throw new Error(score.reason);
  return score;
}

describe(netPromoterScore.name, () => {
  it('§10.12: 50/30/20 of 100 give NPS 30 ± 7.81', () => {
    const result = known(netPromoterScore(answers([50, 9], [30, 8], [20, 6])));
    expect(result.score).toBeCloseTo(30, 10);
    expect(result.standardError).toBeCloseTo(7.81, 2);
    expect(result.interval.lower).toBeCloseTo(30 - 1.959964 * 7.8102497, 4);
    expect(result.interval.upper).toBeCloseTo(30 + 1.959964 * 7.8102497, 4);
    expect(result.counts).toEqual({ respondents: 100, good: 50, neutral: 30, bad: 20 });
  });

  it('§8.11: the rule is stored with the result', () => {
    expect(netPromoterScore(answers([5, 10])).rule).toEqual({
      metric: 'NPS',
      version: 1,
      scale: { lowest: 0, highest: 10 },
      goodFrom: 9,
      badTo: 6,
      minimumRespondents: 5,
      confidence: 0.95,
    });
    const strict = { ...NPS_RULE, version: 2, goodFrom: 10 };
    const result = known(netPromoterScore(answers([5, 9], [5, 10]), strict));
    expect(result).toMatchObject({ score: 50, rule: { version: 2 } });
  });

  it('§8.11: with fewer than five respondents only counts', () => {
    expect(netPromoterScore(answers([2, 9], [1, 7], [1, 0]))).toEqual({
      known: false,
      reason: 'TOO_FEW_RESPONDENTS',
      counts: { respondents: 4, good: 2, neutral: 1, bad: 1 },
      rule: NPS_RULE,
    });
    expect(netPromoterScore(answers([5, 9])).known).toBe(true);
    expect(netPromoterScore([], { ...NPS_RULE, minimumRespondents: 0 }).known).toBe(false);
  });

  it('§8.11: stays within its scale', () => {
    expect(known(netPromoterScore(answers([5, 10])))).toMatchObject({
      score: 100,
      interval: { lower: 100, upper: 100 },
    });
    expect(known(netPromoterScore(answers([9, 10], [1, 7]))).interval.upper).toBe(100);
    expect(known(netPromoterScore(answers([9, 0], [1, 7]))).interval.lower).toBe(-100);
  });

  it('§8.11: refuses answers off the scale and rules that overlap', () => {
    for (const answer of [-1, 11, NaN]) expect(() => netPromoterScore([answer])).toThrow('INVALID_NUMBER');
    expect(() => netPromoterScore([5], { ...NPS_RULE, badTo: 9 })).toThrow('INVALID_RANK');
    for (const confidence of [0, 1])
      expect(() => netPromoterScore([5], { ...NPS_RULE, confidence })).toThrow('INVALID_NUMBER');
  });

  it('§8.11: one better answer never lowers a score, and order does not matter', () => {
    const list = (highest: number, lowest: number) =>
      fc.array(fc.integer({ min: lowest, max: highest }), { minLength: 5, maxLength: 40 });
    const metrics = [
      [netPromoterScore, list(10, 0), 10],
      [customerSatisfactionScore, list(5, 1), 5],
      [customerEffortScore, list(7, 1), 7],
    ] as const;
    for (const [metric, answered, highest] of metrics)
      fc.assert(
        fc.property(answered, (given) => {
          const before = known(metric(given));
          const [first = 0, ...others] = given;
          const after = known(metric([Math.min(highest, first + 1), ...others]));
          expect(after.score).toBeGreaterThanOrEqual(before.score - 1e-9);
          expect(known(metric([...given].reverse())).score).toBeCloseTo(before.score, 9);
          expect(before.interval.lower).toBeLessThanOrEqual(before.score + 1e-9);
          expect(before.interval.upper).toBeGreaterThanOrEqual(before.score - 1e-9);
          expect(before.standardError).toBeGreaterThanOrEqual(0);
        }),
      );
  });
});

describe(customerSatisfactionScore.name, () => {
  it('§8.11: share of fours and fives with Wilson’s interval', () => {
    const result = known(customerSatisfactionScore(answers([5, 5], [3, 4], [1, 3], [1, 2])));
    expect(result.score).toBeCloseTo(80, 10);
    expect(result.standardError).toBeCloseTo(12.649, 3);
    expect(result.interval.lower).toBeCloseTo(49.016, 3);
    expect(result.interval.upper).toBeCloseTo(94.332, 3);
    expect(result.counts).toEqual({ respondents: 10, good: 8, neutral: 1, bad: 1 });
    expect(result.rule).toBe(CSAT_RULE);
    expect(customerSatisfactionScore(answers([4, 5])).known).toBe(false);
  });
});

describe(customerEffortScore.name, () => {
  it('§8.11: mean agreement that it was easy', () => {
    const result = known(customerEffortScore(answers([2, 7], [2, 5], [1, 1])));
    expect(result.score).toBe(5);
    expect(result.standardError).toBeCloseTo(Math.sqrt(24 / 4 / 5), 12);
    expect(result.interval).toEqual({ lower: expect.closeTo(5 - 1.959964 * 1.0954451, 5), upper: 7 });
    expect(result.counts).toEqual({ respondents: 5, good: 4, neutral: 0, bad: 1 });
    expect(result.rule).toBe(CES_RULE);
    const lax = { ...CES_RULE, minimumRespondents: 1 };
    expect(customerEffortScore([4], lax).known).toBe(false);
    expect(known(customerEffortScore([4, 6], lax)).standardError).toBe(1);
  });
});

describe(npsViews.name, () => {
  const one = (account: string, score: number, decisionMaker = false): NpsAnswer => ({ account, score, decisionMaker });
  const big = Array.from({ length: 20 }, () => one('big', 10));
  const small = ['a', 'b', 'c', 'd'].flatMap((account) => [one(account, 0, true), one(account, 8, true)]);

  it('§8.11: all respondents, accounts once each, decision makers only', () => {
    const views = npsViews([...big, ...small]);
    expect(known(views.respondents).score).toBeCloseTo((100 * (20 - 4)) / 28, 10);
    expect(views.accounts).toMatchObject({ known: true, accounts: 5, score: -20 });
    if (!views.accounts.known) throw new Error('unknown');
    expect(views.accounts.standardError).toBeCloseTo(Math.sqrt(4500 / 5), 10);
    expect(views.accounts.interval.lower).toBeCloseTo(-20 - 1.959964 * 30, 4);
    expect(known(views.decisionMakers).score).toBe(-50);
    expect(views.rule).toBe(NPS_RULE);
  });

  it('§8.11: too few accounts give no mean', () => {
    const few = npsViews(big);
    expect(few.accounts).toEqual({ known: false, reason: 'TOO_FEW_ACCOUNTS', accounts: 1 });
    expect(few.decisionMakers).toMatchObject({ known: false, counts: { respondents: 0 } });
    expect(npsViews([...big, ...small.slice(2)]).accounts).toMatchObject({ known: false, accounts: 4 });
    expect(npsViews([], { ...NPS_RULE, minimumRespondents: 0 }).accounts.known).toBe(false);
  });
});
