import { describe, expect, it } from '@jest/globals';
import { afterAll, refusalCodes, type Workflow } from '../../test/workflow-life.js';
import { fixedOffset } from '../calendar/zone.js';
import { planGoal } from '../play/plan-goal.js';
import { neighbourStage, STAGES } from '../stage/stages.js';
import { localizedText } from '../text/localized-text.js';
import { decideAccountPlan } from './account-plan.decide.js';
import { evolveAccountPlan, INITIAL_ACCOUNT_PLAN, replayAccountPlan } from './account-plan.evolve.js';
import { ACCOUNT_PLAN_MACHINE, type AccountPlanState } from './account-plan.machine.js';
import {
  DEFAULT_ACCOUNT_PLAN_POLICY,
  type AccountPlanCommand,
  type AccountPlanEvent,
  type AccountPlanGoal,
  type AccountPlanOutline,
  type AccountPlanRecord,
  type PlanAction,
  type PlannedPlay,
  type PlanQuarter,
} from './account-plan.model.js';
import { committedMinor, investedMinor } from './plan-investment.js';

const on = (day: string, by = 'kim') => ({ by, at: `${day}T10:00:00Z` });
const OUTLINE: AccountPlanOutline = {
  ...{ accountId: 'a1', startsOn: '2026-01-01', stage: 'INITIAL', goal: { goal: 'ADVANCE', to: 'STABLE' } },
  ...{ objective: 'become the main supplier of valves', capMinor: 10_000n, currency: 'EUR' },
};
const TEXT = localizedText('Grow', '成長', '成长');
const step = (id: string, change: Partial<PlanAction> = {}): PlanAction => {
  return { id, code: 'VISIT', text: TEXT, owner: 'lee', dueOn: '2026-05-31', ...change };
};
const PLAY: PlannedPlay = {
  ...{ id: 'p1', playCode: 'CROSS_SELL', name: TEXT, owner: 'lee', dueOn: '2026-06-30', budgetMinor: 6_000n },
  actions: [step('p1-1')],
};
const draft = (change: Partial<AccountPlanOutline> = {}): AccountPlanCommand => {
  return { ...on('2026-01-05'), type: 'DRAFT_PLAN', outline: { ...OUTLINE, ...change } };
};
const revise = (change: Partial<AccountPlanOutline>, by = 'kim'): AccountPlanCommand => {
  return { ...on('2026-01-06', by), type: 'REVISE_PLAN', outline: { ...OUTLINE, ...change } };
};
const add = (change: Partial<PlannedPlay> = {}, by = 'kim'): AccountPlanCommand => {
  const actions = [step(`${change.id ?? 'p1'}-1`)];
  return { ...on('2026-01-07', by), type: 'ADD_PLAY', play: { ...PLAY, actions, ...change } };
};
const submit: AccountPlanCommand = { ...on('2026-01-08'), type: 'SUBMIT_PLAN' };
const approve = (day = '2026-01-09', by = 'max'): AccountPlanCommand => ({ ...on(day, by), type: 'APPROVE_PLAN' });
const said = (
  type: 'RETURN_PLAN' | 'WITHDRAW_PLAN' | 'CLOSE_PLAN',
  day = '2027-01-10',
  note = 'so',
): AccountPlanCommand => {
  return { ...on(day, 'max'), type, note };
};
const play = (type: 'DROP_PLAY' | 'COMPLETE_PLAY', playId = 'p1', note = 'done'): AccountPlanCommand => {
  return { ...on('2026-03-01'), type, playId, note };
};
const action = (
  type: 'DROP_ACTION' | 'COMPLETE_ACTION',
  actionId = 'p1-1',
  note = 'visited, minutes filed',
): AccountPlanCommand => {
  return { ...on('2026-02-20'), type, actionId, note };
};
const postpone = (dueOn: string, note = 'plant on holiday', actionId = 'p1-1'): AccountPlanCommand => {
  return { ...on('2026-02-10'), type: 'POSTPONE_ACTION', actionId, dueOn, note };
};
/** Everything of the first play is done, and so is the play. */
const completed = [action('COMPLETE_ACTION'), play('COMPLETE_PLAY')];
const invest = (amountMinor: bigint, playId = 'p1', note = 'samples'): AccountPlanCommand => {
  return { ...on('2026-02-01'), type: 'INVEST', playId, amountMinor, note };
};
const cap = (capMinor: bigint, by = 'max', note = 'second line'): AccountPlanCommand => {
  return { ...on('2026-02-02', by), type: 'CHANGE_CAP', capMinor, note };
};
const HOLD: AccountPlanGoal = { goal: 'HOLD', at: 'STABLE' };
const review = (quarter: PlanQuarter, day: string, change: object = {}): AccountPlanCommand => {
  const found = { quarter, stage: 'INITIAL', goal: OUTLINE.goal, note: 'share grows', ...change } as const;
  return { ...on(day), type: 'REVIEW_QUARTER', review: found };
};
const REVIEWS = [review(1, '2026-04-02'), review(2, '2026-07-02'), review(3, '2026-10-02'), review(4, '2027-01-05')];

const workflow: Workflow<AccountPlanState, AccountPlanRecord, AccountPlanCommand, AccountPlanEvent> = {
  machine: ACCOUNT_PLAN_MACHINE,
  initial: INITIAL_ACCOUNT_PLAN,
  stateOf: ({ state }) => state,
  decide: decideAccountPlan,
  evolve: evolveAccountPlan,
  replay: replayAccountPlan,
};
const after = (...commands: readonly AccountPlanCommand[]) => afterAll(workflow, ...commands);
const refused = (command: AccountPlanCommand, item: AccountPlanRecord) => refusalCodes(workflow, command, item);
const reasons = (command: AccountPlanCommand, item: AccountPlanRecord) => {
  const decision = decideAccountPlan(command, item);
  return decision.ok ? [] : decision.reasons;
};
const active = [draft(), add(), submit, approve()];

describe(decideAccountPlan.name, () => {
  it('P6: is drafted, laid before somebody else, worked by, reviewed and closed', () => {
    expect(after(draft())).toMatchObject({ state: 'DRAFT', outline: OUTLINE, authors: ['kim'] });
    expect(after(draft(), add(), submit).state).toBe('SUBMITTED');
    expect(after(...active)).toMatchObject({ state: 'ACTIVE', approvedBy: 'max', activeOn: '2026-01-09' });
    const done = after(...active, ...completed, ...REVIEWS, said('CLOSE_PLAN'));
    expect(done).toMatchObject({ state: 'CLOSED', outcome: 'so', reviews: { length: 4 }, plays: [{ status: 'DONE' }] });
    expect(after(draft(), said('WITHDRAW_PLAN'))).toMatchObject({ state: 'WITHDRAWN', outcome: 'so' });
    expect(after(draft(), add(), submit, said('WITHDRAW_PLAN')).state).toBe('WITHDRAWN');
  });

  it('ST-16: has either an advance by one stage or a hold, and nothing else', () => {
    for (const stage of STAGES) {
      for (const to of STAGES) {
        const up = refused(draft({ stage, goal: { goal: 'ADVANCE', to } }), INITIAL_ACCOUNT_PLAN);
        expect(up).toEqual(to === neighbourStage(stage, 1) ? [] : ['GOAL_DOES_NOT_FIT']);
        const hold = refused(draft({ stage, goal: { goal: 'HOLD', at: to } }), INITIAL_ACCOUNT_PLAN);
        expect(hold).toEqual(to === stage ? [] : ['GOAL_DOES_NOT_FIT']);
      }
      for (const targetStage of STAGES) {
        const goal = planGoal({ stage, targetStage, health: 'NORMAL' });
        expect(refused(draft({ stage, goal }), INITIAL_ACCOUNT_PLAN)).toEqual([]);
      }
    }
  });

  it('P6: says account, year, objective, cap and currency, all faults at once', () => {
    const bad = { accountId: '', startsOn: '2026-01-02', objective: ' ', capMinor: -1n, currency: 'euro' };
    expect(refused(draft(bad), INITIAL_ACCOUNT_PLAN)).toEqual([
      ...[
        'ACCOUNT_REQUIRED',
        'START_REQUIRED',
        'OBJECTIVE_REQUIRED',
        'CURRENCY_INVALID',
        'CAP_NEGATIVE',
        'CAP_EXCEEDED',
      ],
    ]);
    for (const startsOn of ['2026-13-01', 'x-01', '9999-01-01', '9999-06-01']) {
      expect(refused(draft({ startsOn }), INITIAL_ACCOUNT_PLAN)).toEqual(['START_REQUIRED']);
    }
    expect(refused(draft({ startsOn: '2026-04-01', capMinor: 0n }), INITIAL_ACCOUNT_PLAN)).toEqual([]);
    expect(refused({ ...draft(), by: '', at: '' }, INITIAL_ACCOUNT_PLAN)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
    expect(refused(draft(), after(draft()))).toEqual(['ALREADY_DRAFTED']);
    for (const command of [add(), submit, approve(), said('CLOSE_PLAN'), review(1, '2026-02-01')]) {
      expect(refused(command, INITIAL_ACCOUNT_PLAN)).toEqual(['NOT_DRAFTED']);
    }
  });

  it('P6: every play has an owner, a day within the year and a budget', () => {
    const drafted = after(draft());
    const bad = { id: '', owner: ' ', dueOn: '2027-01-01', budgetMinor: -1n };
    expect(refused(add(bad), drafted)).toEqual([
      'PLAY_REQUIRED',
      'OWNER_REQUIRED',
      'DUE_OUTSIDE_YEAR',
      'BUDGET_NEGATIVE',
    ]);
    expect(refused(add({ playCode: '' }), drafted)).toEqual(['PLAY_REQUIRED']);
    for (const dueOn of ['2025-12-31', 'soon']) expect(refused(add({ dueOn }), drafted)).toEqual(['DUE_OUTSIDE_YEAR']);
    for (const dueOn of ['2026-01-01', '2026-12-31']) expect(refused(add({ dueOn }), drafted)).toEqual([]);
    expect(refused(add({ budgetMinor: 0n, actions: [step('s9')] }), after(draft(), add()))).toEqual(['SAME_PLAY']);
    expect(refused(submit, drafted)).toEqual(['PLAYS_REQUIRED']);
    expect(refused(submit, after(draft(), add(), play('DROP_PLAY')))).toEqual(['PLAYS_REQUIRED']);
    const assign = (owner: string): AccountPlanCommand => ({
      ...on('2026-02-01'),
      type: 'ASSIGN_PLAY',
      playId: 'p1',
      owner,
    });
    expect(after(...active, assign('ann')).plays).toMatchObject([{ id: 'p1', owner: 'ann' }]);
    expect(refused(assign(''), after(...active))).toEqual(['OWNER_REQUIRED']);
  });

  it('P6, SG-20: a play becomes actions, each with an owner and a day, ended one by one', () => {
    const drafted = after(draft());
    expect(refused(add({ actions: [] }), drafted)).toEqual(['ACTIONS_REQUIRED']);
    expect(refused(add({ actions: [step('x', { owner: ' ' })] }), drafted)).toEqual(['OWNER_REQUIRED']);
    expect(refused(add({ actions: [step('x', { dueOn: '2027-01-01' })] }), drafted)).toEqual(['DUE_OUTSIDE_YEAR']);
    expect(refused(add({ actions: [step('x'), step('x')] }), drafted)).toEqual(['SAME_ACTION']);
    expect(refused(add({ id: 'p2', budgetMinor: 0n, actions: [step('p1-1')] }), after(draft(), add()))).toEqual([
      'SAME_ACTION',
    ]);
    const two = [draft(), add({ actions: [step('s1'), step('s2')] }), submit, approve()];
    expect(reasons(play('COMPLETE_PLAY'), after(...two, action('COMPLETE_ACTION', 's1')))).toEqual([
      { code: 'OPEN_ACTIONS', actions: ['s2'] },
    ]);
    const ended = after(...two, action('COMPLETE_ACTION', 's1'), action('DROP_ACTION', 's2'), play('COMPLETE_PLAY'));
    expect(ended.plays).toMatchObject([{ status: 'DONE', actions: [{ status: 'DONE' }, { status: 'DROPPED' }] }]);
    const given = after(...two, action('COMPLETE_ACTION', 's1'), play('DROP_PLAY'));
    expect(given.plays).toMatchObject([{ status: 'DROPPED', actions: [{ status: 'DONE' }, { status: 'DROPPED' }] }]);
    expect(refused(action('COMPLETE_ACTION', 's2'), given)).toEqual(['ACTION_ENDED']);
    expect(refused(action('COMPLETE_ACTION', 's2', ' '), after(...two))).toEqual(['NOTE_REQUIRED']);
    expect(refused(action('DROP_ACTION', 's2', ''), after(...two))).toEqual(['NOTE_REQUIRED']);
    expect(refused(action('DROP_ACTION', 's9'), after(...two))).toEqual(['UNKNOWN_ACTION']);
    expect(refused(action('COMPLETE_ACTION'), after(draft(), add()))).toEqual(['COMMAND_NOT_ALLOWED_NOW']);
  });

  it('P6: an action is handed on or postponed with a reason, within the year, and takes its play along', () => {
    const running = after(...active);
    const assign = (owner: string): AccountPlanCommand => {
      return { ...on('2026-02-01'), type: 'ASSIGN_ACTION', actionId: 'p1-1', owner };
    };
    expect(after(...active, assign('ann')).plays).toMatchObject([{ owner: 'lee', actions: [{ owner: 'ann' }] }]);
    expect(refused(assign(' '), running)).toEqual(['OWNER_REQUIRED']);
    const within = after(...active, postpone('2026-06-29'));
    expect(within.plays).toMatchObject([{ dueOn: '2026-06-30', actions: [{ dueOn: '2026-06-29' }] }]);
    const beyond = after(...active, postpone('2026-08-31'));
    expect(beyond.plays).toMatchObject([{ dueOn: '2026-08-31', actions: [{ dueOn: '2026-08-31' }] }]);
    expect(refused(postpone('2026-05-31'), running)).toEqual(['NOT_LATER']);
    expect(refused(postpone('2027-01-01'), running)).toEqual(['DUE_OUTSIDE_YEAR']);
    expect(refused(postpone('2026-08-31', ''), running)).toEqual(['NOTE_REQUIRED']);
  });

  it('PF-01: the cap stays below what the value of the account speaks for, also when it is approved or changed', () => {
    const ceiling = (ceilingMinor: bigint) => ({ ...draft(), ceilingMinor }) as AccountPlanCommand;
    expect(refused(ceiling(10_000n), INITIAL_ACCOUNT_PLAN)).toEqual([]);
    expect(reasons(ceiling(9_999n), INITIAL_ACCOUNT_PLAN)).toEqual([
      { code: 'CAP_ABOVE_CEILING', capMinor: 10_000n, ceilingMinor: 9_999n },
    ]);
    const late = { ...approve(), ceilingMinor: 9_999n } as AccountPlanCommand;
    expect(refused(late, after(draft(), add(), submit))).toEqual(['CAP_ABOVE_CEILING']);
    expect(refused({ ...cap(12_000n), ceilingMinor: 11_999n } as AccountPlanCommand, after(...active))).toEqual([
      'CAP_ABOVE_CEILING',
    ]);
  });

  it('ST-16: a goal has a day within the year of the plan', () => {
    const by = (day: string) => draft({ goal: { goal: 'ADVANCE', to: 'STABLE', by: day } });
    expect(refused(by('2026-12-31'), INITIAL_ACCOUNT_PLAN)).toEqual([]);
    for (const day of ['2027-01-01', '2025-12-31', 'soon']) {
      expect(refused(by(day), INITIAL_ACCOUNT_PLAN)).toEqual(['GOAL_DATE_OUTSIDE_YEAR']);
    }
    const goal = { goal: 'ADVANCE', to: 'STABLE', by: '2027-01-01' } as const;
    expect(refused(review(1, '2026-03-21', { goal }), after(...active))).toEqual(['GOAL_DATE_OUTSIDE_YEAR']);
  });

  it('P6: the cap is never exceeded, by budgets or by what is spent', () => {
    const drafted = after(draft(), add());
    expect(reasons(add({ id: 'p2', budgetMinor: 4_001n }), drafted)).toEqual([
      { code: 'CAP_EXCEEDED', capMinor: 10_000n, committedMinor: 10_001n },
    ]);
    expect(refused(add({ id: 'p2', budgetMinor: 4_000n }), drafted)).toEqual([]);
    expect(refused(revise({ capMinor: 5_999n }), drafted)).toEqual(['CAP_EXCEEDED']);
    const running = after(...active);
    expect(refused(invest(10_000n), running)).toEqual([]);
    expect(refused(invest(10_001n), running)).toEqual(['CAP_EXCEEDED']);
    const over = after(...active, invest(7_000n));
    expect(reasons(invest(3_001n), over)).toMatchObject([{ code: 'CAP_EXCEEDED', committedMinor: 10_001n }]);
    expect([committedMinor(over.plays), investedMinor(over.plays)]).toEqual([7_000n, 7_000n]);
    expect(refused(invest(0n, 'p1', ' '), running)).toEqual(['AMOUNT_NOT_POSITIVE', 'NOTE_REQUIRED']);
    // What a play does not need any more is free for another; what it has cost is not.
    const freed = after(...active, invest(1_000n), ...completed);
    expect(committedMinor(freed.plays)).toBe(1_000n);
    expect(refused(add({ id: 'p2', budgetMinor: 9_000n }), freed)).toEqual([]);
    expect(refused(add({ id: 'p2', budgetMinor: 9_001n }), freed)).toEqual(['CAP_EXCEEDED']);
  });

  it('P6: the cap is changed by somebody who did not write the plan, never below what it is committed to', () => {
    const running = after(...active);
    expect(after(...active, cap(20_000n)).outline?.capMinor).toBe(20_000n);
    expect(refused(cap(20_000n, 'kim'), running)).toEqual(['AUTHOR_MAY_NOT_APPROVE']);
    expect(refused(cap(6_000n), running)).toEqual([]);
    expect(refused(cap(5_999n), running)).toEqual(['CAP_EXCEEDED']);
    expect(refused(cap(-1n, 'max', ' '), running)).toEqual(['NOTE_REQUIRED', 'CAP_NEGATIVE', 'CAP_EXCEEDED']);
    expect(refused(cap(20_000n), after(draft(), add()))).toEqual(['COMMAND_NOT_ALLOWED_NOW']);
  });

  it('P6: is approved by somebody who had no hand in it, while its year is not over', () => {
    const submitted = after(draft(), add({}, 'lee'), revise({ objective: 'grow' }, 'ann'), submit);
    for (const author of ['kim', 'lee', 'ann']) {
      expect(refused(approve('2026-01-09', author), submitted)).toEqual(['AUTHOR_MAY_NOT_APPROVE']);
    }
    const hands: readonly AccountPlanCommand[] = [
      { ...on('2026-01-07', 'eve'), type: 'ASSIGN_PLAY', playId: 'p1', owner: 'lee' },
      { ...on('2026-01-07', 'eve'), type: 'ASSIGN_ACTION', actionId: 'p1-1', owner: 'lee' },
      { ...postpone('2026-06-01'), by: 'eve' },
      { ...action('DROP_ACTION'), by: 'eve' },
    ];
    for (const hand of hands) {
      expect(refused(approve('2026-01-09', 'eve'), after(draft(), add(), hand, submit))).toEqual([
        'AUTHOR_MAY_NOT_APPROVE',
      ]);
      expect(after(...active, hand).authors).toEqual(['kim']);
    }
    const lenient = { ...DEFAULT_ACCOUNT_PLAN_POLICY, authorMayApprove: true };
    expect(decideAccountPlan(approve('2026-01-09', 'kim'), submitted, lenient).ok).toBe(true);
    expect(refused(approve('2026-12-31'), submitted)).toEqual([]);
    expect(refused(approve('2027-01-01'), submitted)).toEqual(['YEAR_OVER']);
    expect(refused(approve(), after(draft(), add()))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(after(draft(), add(), submit, said('RETURN_PLAN'))).toMatchObject({ state: 'DRAFT', approvedBy: null });
    for (const type of ['RETURN_PLAN', 'WITHDRAW_PLAN'] as const) {
      expect(refused(said(type, '2026-02-01', ' '), submitted)).toEqual(['NOTE_REQUIRED']);
    }
  });

  it('P6: keeps account, year and currency when it is revised, and is not revised once it is laid before somebody', () => {
    for (const change of [{ accountId: 'a2' }, { startsOn: '2027-01-01' }, { currency: 'USD' }]) {
      expect(refused(revise(change), after(draft()))).toEqual(['ANOTHER_PLAN']);
    }
    expect(after(draft(), revise({ capMinor: 1n })).outline?.capMinor).toBe(1n);
    expect(refused(revise({ objective: '' }), after(draft()))).toEqual(['OBJECTIVE_REQUIRED']);
    for (const item of [after(draft(), add(), submit), after(...active)]) {
      expect(refused(revise({}), item)).toEqual(['COMMAND_NOT_ALLOWED_NOW']);
    }
    expect(reasons(add({ id: 'p2', budgetMinor: 0n }), after(draft(), add(), submit))).toEqual([
      { code: 'COMMAND_NOT_ALLOWED_NOW', state: 'SUBMITTED' },
    ]);
  });

  it('P6: takes no step out of turn', () => {
    const running = after(...active);
    const idle = after(...active, play('DROP_PLAY'));
    for (const item of [after(draft(), add(), submit), running, idle]) {
      expect(refused(submit, item)).toEqual(['TRANSITION_NOT_ALLOWED']);
    }
    for (const type of ['RETURN_PLAN', 'WITHDRAW_PLAN'] as const) {
      expect(refused(said(type, '2026-02-01'), running)).toEqual(['TRANSITION_NOT_ALLOWED']);
    }
    expect(refused(said('RETURN_PLAN', '2026-02-01'), after(draft()))).toEqual(['TRANSITION_NOT_ALLOWED']);
    // A plan whose plays cost nothing may have no money at all.
    expect(refused(cap(0n), idle)).toEqual([]);
  });

  it('P6: a play is ended once, with a word, and only the plan’s own', () => {
    const running = after(...active);
    for (const type of ['DROP_PLAY', 'COMPLETE_PLAY'] as const) {
      expect(refused(play(type, 'p1', ''), running)).toEqual(['NOTE_REQUIRED']);
      expect(refused(play(type, 'p9'), running)).toEqual(['UNKNOWN_PLAY']);
      for (const again of [play('DROP_PLAY'), play('COMPLETE_PLAY'), invest(1n)]) {
        const before = type === 'DROP_PLAY' ? [] : [action('COMPLETE_ACTION')];
        expect(refused(again, after(...active, ...before, play(type)))).toEqual(['PLAY_ENDED']);
      }
    }
    expect(refused(play('COMPLETE_PLAY'), after(draft(), add()))).toEqual(['COMMAND_NOT_ALLOWED_NOW']);
    expect(refused(invest(1n), after(draft(), add()))).toEqual(['COMMAND_NOT_ALLOWED_NOW']);
  });

  it('P6, ST-16: is reviewed every quarter, in order, once, with an advance or hold from there on', () => {
    const reviewed = after(...active, review(1, '2026-03-20', { stage: 'STABLE', goal: HOLD }));
    expect(reviewed).toMatchObject({
      outline: { stage: 'STABLE', goal: HOLD },
      reviews: [{ quarter: 1, late: false }],
    });
    const running = after(...active);
    expect(reasons(review(2, '2026-03-31'), running)).toEqual([
      { code: 'QUARTER_NOT_BEGUN', beginsOn: '2026-04-01' },
      { code: 'REVIEWS_MISSING', quarters: [1] },
    ]);
    expect(reasons(review(3, '2026-08-01'), running)).toEqual([{ code: 'REVIEWS_MISSING', quarters: [1, 2] }]);
    expect(refused(review(1, '2026-03-21'), reviewed)).toEqual(['QUARTER_ALREADY_REVIEWED']);
    expect(refused(review(1, '2026-03-21', { note: ' ', goal: HOLD }), running)).toEqual([
      ...['NOTE_REQUIRED', 'GOAL_DOES_NOT_FIT'],
    ]);
    expect(refused(review(5 as PlanQuarter, '2026-12-01'), running)).toEqual(['QUARTER_UNKNOWN']);
    expect(refused(review(1, '2026-01-08'), after(draft(), add()))).toEqual(['COMMAND_NOT_ALLOWED_NOW']);
  });

  it('P6: a review more than thirty days after the quarter is taken and marked as late', () => {
    expect(after(...active, review(1, '2026-04-30')).reviews).toMatchObject([{ late: false }]);
    expect(after(...active, review(1, '2026-05-01')).reviews).toMatchObject([{ late: true }]);
  });

  it('P6: quarters over before the plan was worked by need no review', () => {
    const late = [draft(), add({ dueOn: '2026-12-01' }), submit, approve('2026-07-15')];
    expect(after(...late, review(3, '2026-10-01')).reviews).toMatchObject([{ quarter: 3 }]);
    expect(reasons(review(4, '2026-10-01'), after(...late))).toEqual([{ code: 'REVIEWS_MISSING', quarters: [3] }]);
  });

  it('P6: is closed when no play is open and every quarter that has begun is reviewed', () => {
    const running = after(...active, review(1, '2026-04-02'));
    expect(reasons(said('CLOSE_PLAN', '2026-07-01'), running)).toEqual([
      { code: 'OPEN_PLAYS', plays: ['p1'] },
      { code: 'REVIEWS_MISSING', quarters: [2, 3] },
    ]);
    const early = after(...active, review(1, '2026-02-02'), play('DROP_PLAY'));
    expect(refused(said('CLOSE_PLAN', '2026-03-31'), early)).toEqual([]);
    expect(refused(said('CLOSE_PLAN', '2026-04-01'), early)).toEqual(['REVIEWS_MISSING']);
    expect(refused(said('CLOSE_PLAN', '2026-03-31', ' '), early)).toEqual(['NOTE_REQUIRED']);
    expect(refused(said('CLOSE_PLAN'), after(draft()))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P6: counts days where the tenant is', () => {
    const taipei = { ...DEFAULT_ACCOUNT_PLAN_POLICY, zone: fixedOffset(480) };
    const reviewed = after(...active, review(1, '2026-02-01'));
    const command = { ...review(2, '2026-03-31'), at: '2026-03-31T16:00:00Z' };
    expect(refused(command, reviewed)).toEqual(['QUARTER_NOT_BEGUN']);
    expect(decideAccountPlan(command, reviewed, taipei).ok).toBe(true);
    expect(decideAccountPlan({ ...draft(), at: '9999-12-31T20:00:00Z' }, INITIAL_ACCOUNT_PLAN, taipei)).toEqual({
      ...{ ok: false, reasons: [{ code: 'TIME_REQUIRED' }] },
    });
  });

  it('refuses an event that is none', () => {
    expect(() => evolveAccountPlan(INITIAL_ACCOUNT_PLAN, { ...on('2026-01-01'), type: 'X' } as never)).toThrow(
      TypeError,
    );
  });
});
