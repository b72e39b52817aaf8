import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { REGRESSION_CAUSE_CODES, REGRESSION_CAUSES } from '../stage/regression-cause.js';
import { causePareto } from './cause-pareto.js';
import { DEFAULT_CAUSE_POLICY, suggestCauses, type CauseFacts } from './cause-suggestion.js';
import { assessWinBack, valueAtRisk, winBackProbability, type WinBackPlan } from './win-back.js';

const QUIET: CauseFacts = { droppedOn: '2026-06-30', complaints: [], lastContact: {}, departures: [] };

describe(suggestCauses.name, () => {
  it('RG-04: a complaint that was not resolved in time up to 180 days before the drop', () => {
    const breached = (breachedOn: string | null, id = 'c1') => ({ id, breachedOn });
    const from = (...complaints: ReturnType<typeof breached>[]) => suggestCauses({ ...QUIET, complaints });
    expect(from(breached('2026-06-30'))).toEqual([
      { cause: 'COMPLAINT_NOT_RESOLVED_IN_TIME', evidence: ['c1'], days: 0 },
    ]);
    expect(from(breached('2026-01-01'))).toMatchObject([{ days: 180 }]);
    expect(from(breached('2025-12-31'))).toEqual([]);
    expect(from(breached('2026-07-01'))).toEqual([]);
    expect(from(breached(null))).toEqual([]);
    const several = [breached('2026-05-01', 'far'), breached('2026-06-20', 'near'), breached('2026-06-20', 'also')];
    expect(from(...several)).toMatchObject([{ evidence: ['also', 'near', 'far'], days: 10 }]);
    expect(from(...several.reverse())).toMatchObject([{ evidence: ['also', 'near', 'far'] }]);
  });

  it('RG-05: the loss of the person through whom most contact ran', () => {
    const left = (touchShare: number, leftOn = '2026-04-01') => {
      return suggestCauses({ ...QUIET, departures: [{ contactId: 'ann', leftOn, touchShare }] });
    };
    expect(left(0.61)).toEqual([{ cause: 'SINGLE_THREAD_LOST', evidence: ['ann'], days: 90 }]);
    expect(left(0.6)).toEqual([]);
    expect(left(0.9, '2026-07-01')).toEqual([]);
    expect(left(0.9, '2025-12-31')).toEqual([]);
  });

  it('RG-05: tiers that had heard nothing for longer than their cadence', () => {
    const silent = (lastContact: CauseFacts['lastContact']) => suggestCauses({ ...QUIET, lastContact });
    expect(silent({ WORKING: '2026-05-16', MIDDLE: '2026-04-01', TOP: '2026-01-01' })).toEqual([]);
    expect(silent({ WORKING: '2026-05-15' })).toEqual([
      { cause: 'COMMUNICATION_GAP', evidence: ['WORKING'], days: 46 },
    ]);
    expect(silent({ MIDDLE: '2026-03-31', TOP: '2025-12-31' })).toEqual([
      { cause: 'COMMUNICATION_GAP', evidence: ['MIDDLE', 'TOP'], days: 181 },
    ]);
    expect(silent({ TOP: null })).toEqual([{ cause: 'COMMUNICATION_GAP', evidence: ['TOP'], days: null }]);
    expect(silent({ TOP: null, WORKING: '2026-01-01' })).toMatchObject([{ days: 180 }]);
  });

  it('RG-05: takes its windows from the policy and names several causes', () => {
    const facts: CauseFacts = {
      ...{ droppedOn: '2026-06-30', complaints: [{ id: 'c', breachedOn: '2026-06-01' }] },
      ...{
        lastContact: { WORKING: '2026-06-28' },
        departures: [{ contactId: 'ann', leftOn: '2026-06-01', touchShare: 0.3 }],
      },
    };
    expect(suggestCauses(facts).map(({ cause }) => cause)).toEqual(['COMPLAINT_NOT_RESOLVED_IN_TIME']);
    const strict = {
      windowDays: 29,
      silenceDays: { ...DEFAULT_CAUSE_POLICY.silenceDays, WORKING: 1 },
      singleThread: 0.2,
    };
    expect(suggestCauses(facts, strict).map(({ cause }) => cause)).toEqual([
      ...['COMPLAINT_NOT_RESOLVED_IN_TIME', 'SINGLE_THREAD_LOST', 'COMMUNICATION_GAP'],
    ]);
    expect(suggestCauses(facts, { ...strict, windowDays: 28 }).map(({ cause }) => cause)).toEqual([
      'COMMUNICATION_GAP',
    ]);
    expect(() => suggestCauses({ ...facts, droppedOn: 'now' })).toThrow(InvalidValueError);
  });
});

describe(causePareto.name, () => {
  it('RG-01: losses beyond our control do not count against the owner', () => {
    const pareto = causePareto(['UNMET_NEED', 'SCOPE_SHRINK', 'UNMET_NEED', 'DIRECTION_CHANGE']);
    expect(pareto).toEqual({
      causes: [
        { cause: 'UNMET_NEED', controllable: true, count: 2, cumulative: 0.5 },
        { cause: 'DIRECTION_CHANGE', controllable: false, count: 1, cumulative: 0.75 },
        { cause: 'SCOPE_SHRINK', controllable: false, count: 1, cumulative: 1 },
      ],
      total: 4,
      accountable: 2,
    });
    expect(causePareto([])).toEqual({ causes: [], total: 0, accountable: 0 });
  });

  it('RG-01: adds up whatever the causes, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REGRESSION_CAUSE_CODES)), (losses) => {
        const { causes, total, accountable } = causePareto(losses);
        expect(causes.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        expect(causes.at(-1)?.cumulative ?? 1).toBe(1);
        expect(accountable).toBe(losses.filter((cause) => REGRESSION_CAUSES[cause].controllable).length);
        expect(causePareto([...losses].reverse())).toEqual({ causes, total, accountable });
      }),
    );
  });
});

const PLAN: WinBackPlan = {
  ...{ probability: 0.3, marginMinor: 1000n, lifetimeValueMinor: 2000n },
  ...{ ownCostMinor: 100n, rootCauseFixMinor: 50n, specialServiceMinor: 40n },
  thirdParties: [{ kind: 'MEDIATOR', costMinor: 109n }],
};
const codes = (plan: WinBackPlan) => assessWinBack(plan).reasons.map(({ code }) => code);

describe(assessWinBack.name, () => {
  it('RG-09: goes when P·margin − cost > 0, third parties, root cause and special service included', () => {
    expect(assessWinBack(PLAN)).toEqual({
      decision: 'GO',
      reasons: [],
      costMinor: 299n,
      expectedValueMinor: 1n,
      budgetCapMinor: 600n,
    });
    expect(assessWinBack({ ...PLAN, ownCostMinor: 101n })).toMatchObject({
      ...{ decision: 'NO_GO', expectedValueMinor: 0n, reasons: [{ code: 'EXPECTED_VALUE_NOT_POSITIVE' }] },
    });
    expect(assessWinBack({ ...PLAN, thirdParties: [] }).costMinor).toBe(190n);
  });

  it('RG-09: never costs more than P·lifetime value', () => {
    expect(codes({ ...PLAN, lifetimeValueMinor: 996n })).toEqual(['COST_ABOVE_BUDGET_CAP']);
    expect(codes({ ...PLAN, lifetimeValueMinor: 997n })).toEqual([]);
    expect(assessWinBack({ ...PLAN, lifetimeValueMinor: -5n })).toMatchObject({
      budgetCapMinor: 0n,
      decision: 'NO_GO',
    });
  });

  it('RG-09: says nothing while nobody has assessed the probability', () => {
    expect(assessWinBack({ ...PLAN, probability: null })).toEqual({
      ...{
        decision: 'NO_GO',
        reasons: [{ code: 'PROBABILITY_UNKNOWN' }],
        costMinor: 299n,
        expectedValueMinor: null,
        budgetCapMinor: 0n,
      },
    });
    expect(codes({ ...PLAN, probability: null, ownCostMinor: -1n })).toEqual(['PROBABILITY_UNKNOWN', 'NEGATIVE_COST']);
  });

  it('RG-09: refuses costs below zero and probabilities beyond 0…1', () => {
    expect(codes({ ...PLAN, thirdParties: [{ kind: 'DISTRIBUTOR', costMinor: -1n }] })).toEqual(['NEGATIVE_COST']);
    for (const probability of [-0.1, 1.1, NaN])
      expect(() => assessWinBack({ ...PLAN, probability })).toThrow(InvalidValueError);
  });

  it('RG-09: rounds down, also below zero', () => {
    expect(assessWinBack({ ...PLAN, probability: 0.2999 }).expectedValueMinor).toBe(0n);
    expect(assessWinBack({ ...PLAN, probability: 0.2981 }).expectedValueMinor).toBe(-1n);
    expect(assessWinBack({ ...PLAN, probability: 0.298 }).expectedValueMinor).toBe(-1n);
    expect(assessWinBack({ ...PLAN, probability: 0.2999 }).budgetCapMinor).toBe(599n);
  });

  it('RG-09: a likelier win-back is never worth less, at any size of the amounts', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(probability, probability, fc.bigInt({ min: 0n, max: 10n ** 30n }), (a, b, marginMinor) => {
        const at = (p: number) =>
          assessWinBack({ ...PLAN, marginMinor, lifetimeValueMinor: marginMinor, probability: p });
        const [less, more] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect((more.expectedValueMinor as bigint) >= (less.expectedValueMinor as bigint)).toBe(true);
        expect(more.budgetCapMinor >= less.budgetCapMinor).toBe(true);
        if (less.decision === 'GO') expect(more.decision).toBe('GO');
      }),
    );
  });
});

describe(winBackProbability.name, () => {
  it('RG-09: is the tenant’s own share, drawn to the share of all causes and to the prior', () => {
    const none = { tried: 0, won: 0 };
    expect(winBackProbability(none, none)).toBe(0.25);
    expect(winBackProbability(none, { tried: 6, won: 4 })).toBeCloseTo(5 / 10, 14);
    expect(winBackProbability({ tried: 4, won: 4 }, { tried: 6, won: 4 })).toBeCloseTo((4 + 2) / 8, 14);
    expect(winBackProbability(none, { tried: 10, won: 0 }, { probability: 0.5, weight: 10 })).toBe(0.25);
  });

  it('RG-09: refuses counts that cannot be', () => {
    for (const bad of [
      { tried: 1, won: 2 },
      { tried: 1, won: -1 },
      { tried: Infinity, won: 1 },
      { tried: NaN, won: NaN },
    ]) {
      expect(() => winBackProbability(bad, { tried: 1, won: 1 })).toThrow(InvalidValueError);
      expect(() => winBackProbability({ tried: 1, won: 1 }, bad)).toThrow(InvalidValueError);
    }
    for (const weight of [0, Infinity, NaN]) {
      expect(() =>
        winBackProbability({ tried: 0, won: 0 }, { tried: 0, won: 0 }, { probability: 0.5, weight }),
      ).toThrow(InvalidValueError);
    }
    expect(() => winBackProbability({ tried: 0, won: 0 }, { tried: 0, won: 0 }, { probability: 2, weight: 1 })).toThrow(
      InvalidValueError,
    );
  });

  it('RG-09: stays strictly inside 0…1 and rises with every win', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const all = { tried: a + b + c, won: a };
        const same = { tried: c + d, won: Math.min(c, d) };
        const p = winBackProbability(same, all);
        expect(p > 0 && p < 1).toBe(true);
        expect(winBackProbability({ tried: same.tried + 1, won: same.won + 1 }, all)).toBeGreaterThan(p);
      }),
    );
  });
});

describe(valueAtRisk.name, () => {
  it('RG-11: is what was put in and the margin of a year, at any stage', () => {
    expect(valueAtRisk([100n, 50n], 30n)).toBe(180n);
    expect(valueAtRisk([100n], -30n)).toBe(100n);
    expect(valueAtRisk([], 0n)).toBe(0n);
  });
});
