import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { live, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { dateOfEpochDay, daysBetween, epochDay } from '../calendar/date.js';
import { isFinal } from '../machine/state-machine.js';
import { STAGES } from '../stage/stages.js';
import { localizedText } from '../text/localized-text.js';
import { decideAccountPlan } from './account-plan.decide.js';
import { evolveAccountPlan, INITIAL_ACCOUNT_PLAN, replayAccountPlan } from './account-plan.evolve.js';
import { ACCOUNT_PLAN_MACHINE, type AccountPlanState } from './account-plan.machine.js';
import type {
  AccountPlanCommand,
  AccountPlanEvent,
  AccountPlanRecord,
  PlannedPlay,
  PlanQuarter,
} from './account-plan.model.js';
import { committedMinor, investedMinor } from './plan-investment.js';
import { quarterReviews, quarterSpan, PLAN_QUARTERS, planYear } from './plan-quarter.js';

const workflow: Workflow<AccountPlanState, AccountPlanRecord, AccountPlanCommand, AccountPlanEvent> = {
  machine: ACCOUNT_PLAN_MACHINE,
  initial: INITIAL_ACCOUNT_PLAN,
  stateOf: ({ state }) => state,
  decide: decideAccountPlan,
  evolve: evolveAccountPlan,
  replay: replayAccountPlan,
};

const TEXT = localizedText('Grow', '成長', '成长');
const playOf = (id: string, owner: string, budgetMinor: bigint): PlannedPlay => {
  const step = { code: 'S', text: TEXT, owner, dueOn: '2026-05-31' };
  return {
    ...{ id, playCode: 'P', name: TEXT, owner, dueOn: '2026-06-30', budgetMinor },
    actions: ['1', '2'].map((place) => ({ ...step, id: `${id}-${place}` })),
  };
};

type Attempt = (plan: AccountPlanRecord) => AccountPlanCommand;

/** Commands as they come, about four plays of a year, a day in it and amounts around the cap. */
const attempt: fc.Arbitrary<Attempt> = fc
  .record({
    type: fc.constantFrom(
      ...(['DRAFT_PLAN', 'REVISE_PLAN', 'ADD_PLAY', 'ADD_PLAY', 'DROP_PLAY', 'COMPLETE_PLAY', 'INVEST'] as const),
      ...(['SUBMIT_PLAN', 'APPROVE_PLAN', 'RETURN_PLAN', 'CLOSE_PLAN', 'CHANGE_CAP', 'REVIEW_QUARTER'] as const),
      ...(['COMPLETE_ACTION', 'DROP_ACTION', 'POSTPONE_ACTION', 'ASSIGN_ACTION'] as const),
      ...(['REVIEW_QUARTER', 'INVEST', 'COMPLETE_PLAY', 'CLOSE_PLAN', 'APPROVE_PLAN', 'WITHDRAW_PLAN'] as const),
    ),
    by: fc.constantFrom('kim', 'lee', 'max', 'ann'),
    day: fc.nat({ max: 420 }),
    playId: fc.constantFrom('p1', 'p2', 'p3'),
    amount: fc.bigInt({ min: -1n, max: 5_000n }),
    stage: fc.constantFrom(...STAGES),
    hold: fc.boolean(),
    note: fc.constantFrom('so', 'so', 'so', ''),
    quarter: fc.constantFrom<PlanQuarter>(1, 2, 3, 4),
  })
  .map(({ type, by, day, playId, amount, stage, hold, note, quarter }) => (plan) => {
    const date = dateOfEpochDay(epochDay('2026-01-01') + day);
    const act = { by, at: `${date}T09:00:00Z` };
    const goal = hold ? ({ goal: 'HOLD', at: stage } as const) : ({ goal: 'ADVANCE', to: stage } as const);
    const outline = { accountId: 'a1', startsOn: '2026-01-01', stage, goal, objective: 'grow', currency: 'EUR' };
    switch (type) {
      case 'DRAFT_PLAN':
      case 'REVISE_PLAN':
        return { ...act, type, outline: { ...outline, capMinor: amount } };
      case 'ADD_PLAY':
        return {
          ...act,
          type,
          play: playOf(playId, by, amount),
        };
      case 'DROP_PLAY':
      case 'COMPLETE_PLAY':
        return { ...act, type, playId, note };
      case 'COMPLETE_ACTION':
      case 'DROP_ACTION':
        return { ...act, type, actionId: `${playId}-1`, note };
      case 'POSTPONE_ACTION':
        return { ...act, type, actionId: `${playId}-2`, dueOn: date, note };
      case 'ASSIGN_ACTION':
        return { ...act, type, actionId: `${playId}-2`, owner: by };
      case 'INVEST':
        return { ...act, type, playId, amountMinor: amount / 2n, note };
      case 'SUBMIT_PLAN':
      case 'APPROVE_PLAN':
        return { ...act, type };
      case 'CHANGE_CAP':
        return { ...act, type, capMinor: amount, note };
      case 'REVIEW_QUARTER': {
        const next = ((plan.reviews.at(-1)?.quarter ?? 0) + 1) as PlanQuarter;
        const now = plan.outline?.stage ?? stage;
        return {
          ...act,
          type,
          review: { quarter: hold ? next : quarter, stage: now, goal: { goal: 'HOLD', at: now }, note },
        };
      }
      default:
        return { ...act, type, note };
    }
  });

/** A plan that is drafted, so that what follows gets somewhere. */
const begin: readonly Attempt[] = [
  () => ({
    ...{ by: 'kim', at: '2026-01-02T09:00:00Z', type: 'DRAFT_PLAN' },
    outline: {
      ...{ accountId: 'a1', startsOn: '2026-01-01', stage: 'INITIAL', goal: { goal: 'HOLD', at: 'INITIAL' } },
      ...{ objective: 'keep', capMinor: 4_000n, currency: 'EUR' },
    },
  }),
];
/** The command that brings the plan on towards its end. */
const helpful: Attempt = (plan) => {
  const { state, plays, reviews } = plan;
  const open = plays.find(({ status }) => status === 'OPEN');
  const zoe = { by: 'zoe', at: '2027-01-15T09:00:00Z' };
  const act = { ...zoe, at: '2026-02-01T09:00:00Z' };
  const play = playOf(`p${plays.length + 4}`, 'lee', 0n);
  const step = open?.actions.find(({ status }) => status === 'OPEN');
  if (state === 'DRAFT')
    return open === undefined
      ? { ...act, by: 'kim', type: 'ADD_PLAY', play }
      : { ...act, by: 'kim', type: 'SUBMIT_PLAN' };
  if (state === 'SUBMITTED') return { ...act, type: 'APPROVE_PLAN' };
  if (step !== undefined) return { ...act, type: 'COMPLETE_ACTION', actionId: step.id, note: 'done' };
  if (open !== undefined) return { ...act, type: 'COMPLETE_PLAY', playId: open.id, note: 'done' };
  const quarter = ((reviews.at(-1)?.quarter ?? 0) + 1) as PlanQuarter;
  const stage = plan.outline?.stage ?? 'INITIAL';
  if (quarter > 4) return { ...zoe, type: 'CLOSE_PLAN', note: 'year over' };
  return { ...zoe, type: 'REVIEW_QUARTER', review: { quarter, stage, goal: { goal: 'HOLD', at: stage }, note: 'so' } };
};
const courses = fc
  .array(fc.oneof({ arbitrary: attempt, weight: 1 }, { arbitrary: fc.constant(helpful), weight: 1 }), {
    maxLength: 40,
    size: 'max',
  })
  .map((all) => [...begin, ...all]);

describe('any course of an account plan', () => {
  it('P6: follows the table, never exceeds its cap and is approved by another', () => {
    fc.assert(
      fc.property(courses, (attempts) => {
        const { item, events } = live(workflow, attempts);
        let plan = INITIAL_ACCOUNT_PLAN;
        for (const event of events) {
          plan = evolveAccountPlan(plan, event);
          const capMinor = plan.outline?.capMinor ?? 0n;
          expect(committedMinor(plan.plays) <= capMinor).toBe(true);
          expect(investedMinor(plan.plays) <= committedMinor(plan.plays)).toBe(true);
          for (const { status, dueOn, actions } of plan.plays) {
            if (status !== 'OPEN') expect(actions.every((step) => step.status !== 'OPEN')).toBe(true);
            expect(actions.every((step) => step.dueOn <= dueOn)).toBe(true);
          }
          if (event.type === 'PLAN_APPROVED') expect(plan.authors).not.toContain(event.by);
          if (event.type === 'CAP_CHANGED') expect(plan.authors).not.toContain(event.by);
        }
        const quarters = item.reviews.map(({ quarter }) => quarter);
        expect(quarters).toEqual([...new Set(quarters)].sort());
        if (item.state === 'CLOSED') expect(item.plays.every(({ status }) => status !== 'OPEN')).toBe(true);
        if (item.state !== null && isFinal(ACCOUNT_PLAN_MACHINE, item.state)) {
          for (const again of attempts) expect(decideAccountPlan(again(item), item).ok).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('P6: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(courses, { numRuns: 1_000, seed: 6 }).map((attempts) => live(workflow, attempts));
    expect(stepsNotTaken(ACCOUNT_PLAN_MACHINE, lives)).toEqual([]);
    expect(lives.filter(({ item }) => item.reviews.length > 1).length).toBeGreaterThan(20);
  });
});

describe(quarterReviews.name, () => {
  const plan = {
    outline: { startsOn: '2026-01-01' },
    activeOn: '2026-01-09',
    reviews: [{ quarter: 1 }],
  } as unknown as Pick<AccountPlanRecord, 'outline' | 'activeOn' | 'reviews'>;

  it('P6: tells which reviews are held, open, overdue or ahead', () => {
    const statuses = (asOf: string, change: object = {}) => {
      return quarterReviews({ ...plan, ...change }, asOf).map(({ status }) => status);
    };
    expect(statuses('2026-05-15')).toEqual(['HELD', 'OPEN', 'AHEAD', 'AHEAD']);
    expect(statuses('2026-07-30')).toEqual(['HELD', 'OPEN', 'OPEN', 'AHEAD']);
    expect(statuses('2026-07-31')).toEqual(['HELD', 'OVERDUE', 'OPEN', 'AHEAD']);
    expect(statuses('2026-03-01', { reviews: [], activeOn: '2026-07-01' })).toEqual([
      ...['NOT_NEEDED', 'NOT_NEEDED', 'AHEAD', 'AHEAD'],
    ]);
    expect(statuses('2026-07-31', { reviews: [], activeOn: '2026-06-30' })).toEqual([
      ...['NOT_NEEDED', 'OVERDUE', 'OPEN', 'AHEAD'],
    ]);
    expect(quarterReviews({ ...plan, outline: null }, '2026-05-15')).toEqual([]);
    expect(quarterReviews(plan, '2026-05-15')[1]).toEqual({
      ...{ quarter: 2, from: '2026-04-01', to: '2026-06-30', dueOn: '2026-07-30', status: 'OPEN' },
    });
  });

  it('P6: the quarters make up the year, whichever month it begins in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_900, max: 2_200 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const startsOn = `${year}-${String(month).padStart(2, '0')}-01`;
        const spans = PLAN_QUARTERS.map((quarter) => quarterSpan(startsOn, quarter));
        expect([spans[0]?.from, spans[3]?.to]).toEqual([startsOn, planYear(startsOn).to]);
        for (const [i, { from }] of spans.entries()) {
          if (i > 0) expect(daysBetween(spans[i - 1]?.to ?? '', from)).toBe(1);
        }
      }),
    );
  });
});
