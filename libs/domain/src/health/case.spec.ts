import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canTransition, isFinal, validateMachine } from '../machine/state-machine.js';
import { decideCase, DEFAULT_CASE_POLICY } from './case.decide.js';
import { evolveCase, INITIAL_CASE, replayCase } from './case.evolve.js';
import { REGRESSION_CAUSE_CODES } from '../stage/regression-cause.js';
import { isCaseOverdue, nextCaseDue } from './case-clock.js';
import {
  CASE_MACHINE,
  CASE_STATES,
  isConfidentialCause,
  referralsOf,
  type CaseCommand,
  type CaseEvent,
  type RelationshipCase,
} from './case.model.js';

const act = { by: 'kim', at: '2026-06-08T10:00:00.000Z' };
const open: CaseCommand = { ...act, type: 'OPEN_CASE', owner: 'lee', confirmedAt: '2026-06-05T10:00:00.000Z' };
const analyse: CaseCommand = { ...act, type: 'START_ANALYSIS' };
const causes: CaseCommand = {
  ...act,
  type: 'RECORD_CAUSES',
  subjective: ['COMMUNICATION_GAP'],
  objective: ['SCOPE_SHRINK'],
};
const contact: CaseCommand = { ...act, type: 'RECORD_CONTACT', contactId: 'ann', note: 'visited the plant' };
const action = { id: 'a1', what: 'send an engineer', owner: 'max', due: '2026-06-20' };
const plan: CaseCommand = { ...act, type: 'PLAN_ACTION', action };
const complete: CaseCommand = { ...act, type: 'COMPLETE_ACTION', actionId: 'a1' };
const escalate: CaseCommand = { ...act, type: 'ESCALATE_CASE', executive: 'ceo', note: 'needs a top meeting' };
const handBack: CaseCommand = { ...act, type: 'HAND_BACK' };
const resolve: CaseCommand = { ...act, type: 'RESOLVE_CASE', outcome: 'RECOVERED', note: 'orders are back' };

function after(...commands: readonly CaseCommand[]): RelationshipCase {
  return commands.reduce((state, command) => {
    const decision = decideCase(command, state);
    if (!decision.ok) throw new TypeError(JSON.stringify(decision.reasons));
    return decision.events.reduce(evolveCase, state);
  }, INITIAL_CASE);
}
const refusal = (command: CaseCommand, state: RelationshipCase) => {
  const decision = decideCase(command, state);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};
const engaged = [open, analyse, causes];

describe('case about a confirmed alert', () => {
  it('RG-08: has a sound table: triage, analyse, engage, resolve or escalate', () => {
    expect(validateMachine(CASE_MACHINE)).toEqual([]);
    expect(CASE_STATES.filter((state) => isFinal(CASE_MACHINE, state))).toEqual(['RESOLVED']);
    expect(
      [after(open), after(open, analyse), after(...engaged), after(...engaged, escalate)].map(({ state }) => state),
    ).toEqual([...['TRIAGE', 'ANALYSE', 'ENGAGE', 'ESCALATED']]);
  });

  it('RG-08: is open within one working day of the confirmation, or late', () => {
    const opened = (at: string) => {
      const decision = decideCase({ ...open, at }, INITIAL_CASE);
      return decision.ok ? decision.events[0] : null;
    };
    // Confirmed on a Friday: due on Monday.
    expect(opened('2026-06-08T23:59:00.000Z')).toMatchObject({ due: '2026-06-08', late: false, owner: 'lee' });
    expect(opened('2026-06-09T00:00:00.000Z')).toMatchObject({ due: '2026-06-08', late: true });
    const saturday = decideCase(open, INITIAL_CASE, { ...DEFAULT_CASE_POLICY, calendar: () => true });
    expect(saturday.ok && saturday.events[0]).toMatchObject({ due: '2026-06-06', late: true });
  });

  it('RG-08: needs an owner and opens once', () => {
    expect(refusal({ ...open, owner: ' ' } as CaseCommand, INITIAL_CASE)).toEqual(['OWNER_REQUIRED']);
    expect(refusal({ ...open, confirmedAt: 'then' } as CaseCommand, INITIAL_CASE)).toEqual(['TIME_REQUIRED']);
    expect(refusal({ ...open, at: '+012026-06-08T10:00:00.000Z' }, INITIAL_CASE)).toEqual(['TIME_REQUIRED']);
    const closed = decideCase(open, INITIAL_CASE, { ...DEFAULT_CASE_POLICY, calendar: () => false });
    expect(closed).toEqual({ ok: false, reasons: [{ code: 'NO_WORKING_DAY' }] });
    expect(refusal(open, after(open))).toEqual(['ALREADY_OPENED']);
    expect(refusal(analyse, INITIAL_CASE)).toEqual(['NOT_OPENED']);
    expect(refusal({ ...analyse, by: '', at: 'x' }, after(open))).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
  });

  it('RG-08: looks for causes on our side and outside it, and says so where one side is clear', () => {
    const record = (subjective: boolean, objective: boolean, note?: string): CaseCommand => ({
      ...{ ...act, type: 'RECORD_CAUSES' },
      ...{ subjective: subjective ? ['UNMET_NEED'] : [], objective: objective ? ['SCOPE_SHRINK'] : [] },
      ...(note === undefined ? {} : { note }),
    });
    const analysing = after(open, analyse);
    expect(refusal(record(false, false, 'nothing'), analysing)).toEqual(['CAUSE_REQUIRED']);
    expect(refusal(record(true, false), analysing)).toEqual(['NOTE_REQUIRED']);
    expect(refusal(record(false, true, ' '), analysing)).toEqual(['NOTE_REQUIRED']);
    expect(after(open, analyse, record(true, false, 'market is steady')).causes).toEqual({
      ...{ subjective: ['UNMET_NEED'], objective: [], note: 'market is steady' },
    });
    expect(after(open, analyse, record(true, true)).causes).toEqual({
      subjective: ['UNMET_NEED'],
      objective: ['SCOPE_SHRINK'],
    });
    expect(refusal(record(true, true), after(open))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(record(true, true), after(...engaged, escalate))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(after(...engaged, analyse).state).toBe('ANALYSE');
  });

  it('RG-02, RG-03: a suspicion of bribery is referred to compliance, an unmet need to product feedback', () => {
    const bribed = decideCase(
      { ...causes, objective: ['COMPETITOR_BRIBERY'], subjective: ['UNMET_NEED'] } as CaseCommand,
      after(open, analyse),
    );
    expect(bribed.ok && bribed.events[0]).toMatchObject({ referrals: ['COMPLIANCE', 'PRODUCT_FEEDBACK'] });
    expect(referralsOf(['COMPLAINT_NOT_RESOLVED_IN_TIME', 'DIRECTION_CHANGE'])).toEqual(['COMPLAINT']);
    expect(referralsOf(['SCOPE_SHRINK'])).toEqual([]);
  });

  it('RG-08: keeps contacts made and actions with owner, due date and resources', () => {
    const worked = after(
      ...engaged,
      contact,
      plan,
      { ...plan, action: { ...action, id: 'a2', resources: '2 engineers' } } as CaseCommand,
      complete,
    );
    expect(worked).toMatchObject({
      contacts: 1,
      completedActions: [action],
      openActions: [{ id: 'a2', resources: '2 engineers' }],
      version: 7,
    });
    expect(
      refusal({ ...plan, action: { id: 'a1', what: ' ', owner: '', due: 'soon' } } as CaseCommand, worked),
    ).toEqual([...['SAME_ACTION', 'OWNER_REQUIRED', 'NOTE_REQUIRED', 'DATE_REQUIRED']]);
    expect(refusal({ ...plan, action: { ...action, id: 'a2' } } as CaseCommand, worked)).toEqual(['SAME_ACTION']);
    expect(refusal(complete, worked)).toEqual(['UNKNOWN_ACTION']);
    expect(refusal({ ...contact, note: '' } as CaseCommand, worked)).toEqual(['NOTE_REQUIRED']);
  });

  it('RG-08: is resolved only after talking to the customer, something done and nothing left open', () => {
    expect(refusal({ ...resolve, note: '' } as CaseCommand, after(...engaged, plan))).toEqual([
      ...['NOTE_REQUIRED', 'CUSTOMER_CONTACT_REQUIRED', 'COMPLETED_ACTION_REQUIRED', 'OPEN_ACTIONS'],
    ]);
    const left = decideCase(resolve, after(...engaged, contact, plan));
    expect(!left.ok && left.reasons[1]).toEqual({ code: 'OPEN_ACTIONS', actions: ['a1'] });
    const resolved = after(...engaged, contact, plan, complete, resolve);
    expect(resolved).toMatchObject({ state: 'RESOLVED', outcome: 'RECOVERED', outcomeNote: 'orders are back' });
    for (const command of [contact, plan, complete]) expect(refusal(command, resolved)).toEqual(['CASE_CLOSED']);
    expect(refusal(resolve, after(open))).toEqual([
      ...['CAUSE_REQUIRED', 'CUSTOMER_CONTACT_REQUIRED', 'COMPLETED_ACTION_REQUIRED'],
    ]);
    expect(refusal(resolve, resolved)).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('RG-08: is escalated to a named executive, who hands it back or resolves it', () => {
    expect(after(...engaged, escalate, handBack)).toMatchObject({ state: 'ENGAGE', executive: 'ceo' });
    expect(after(...engaged, contact, plan, complete, escalate, resolve).state).toBe('RESOLVED');
    expect(after(open, analyse, escalate).state).toBe('ESCALATED');
    const closed: CaseCommand = { ...escalate, executive: ' ', note: '' } as CaseCommand;
    expect(refusal(closed, after(...engaged))).toEqual(['EXECUTIVE_REQUIRED', 'NOTE_REQUIRED']);
    expect(refusal({ ...escalate, executive: '' } as CaseCommand, after(...engaged))).toEqual(['EXECUTIVE_REQUIRED']);
    expect(refusal({ ...escalate, note: ' ' } as CaseCommand, after(...engaged))).toEqual(['NOTE_REQUIRED']);
    expect(refusal(escalate, after(open))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(handBack, after(...engaged))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(handBack, after(open, analyse))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('RG-08: no way around the search for causes leads over an executive', () => {
    const escalated = after(open, analyse, contact, plan, complete, escalate);
    expect(refusal(resolve, escalated)).toEqual(['CAUSE_REQUIRED']);
    expect(refusal(analyse, escalated)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(after(open, analyse, escalate, handBack).state).toBe('ANALYSE');
    expect(after(open, analyse, contact, plan, complete, escalate, handBack, causes, resolve).state).toBe('RESOLVED');
  });

  it.each(['FALSE_ALARM', 'PASSED'] as const)(
    'RG-08: where nothing was the matter, %s ends it from its first step',
    (outcome) => {
      const nothing: CaseCommand = { ...act, type: 'RESOLVE_CASE', outcome, note: 'stock-taking' };
      expect(after(open, nothing)).toMatchObject({ state: 'RESOLVED', outcome, stepDue: null });
      expect(after(open, analyse, nothing).state).toBe('RESOLVED');
      expect(refusal(nothing, after(open, plan))).toEqual(['OPEN_ACTIONS']);
      expect(refusal({ ...nothing, note: ' ' } as CaseCommand, after(open))).toEqual(['NOTE_REQUIRED']);
    },
  );

  it('RG-08: is handed from owner to owner while it is open', () => {
    const assign: CaseCommand = { ...act, type: 'ASSIGN_CASE', owner: 'ann' };
    expect(after(open, assign)).toMatchObject({ owner: 'ann', state: 'TRIAGE', version: 2 });
    expect(refusal(assign, after(open, assign))).toEqual(['SAME_OWNER']);
    expect(refusal({ ...assign, owner: '' } as CaseCommand, after(open))).toEqual(['OWNER_REQUIRED']);
    const closed = after(...engaged, contact, plan, complete, resolve);
    expect(refusal(assign, closed)).toEqual(['CASE_CLOSED']);
  });

  it('RG-08: every step has its day, by the policy of its time', () => {
    const dues = [[open], [open, analyse], engaged, [...engaged, escalate], [...engaged, escalate, handBack]];
    // All on Monday 8 June: 1, 5, 20, 2 and again 20 working days.
    expect(dues.map((commands) => after(...commands).stepDue)).toEqual([
      ...['2026-06-09', '2026-06-15', '2026-07-06', '2026-06-10', '2026-07-06'],
    ]);
    const nowhere = decideCase(analyse, after(open), { ...DEFAULT_CASE_POLICY, calendar: () => false });
    expect(nowhere).toEqual({ ok: false, reasons: [{ code: 'NO_WORKING_DAY' }] });
  });

  it('RG-08: more causes, however often and late, never push the day on which the work is due', () => {
    const on = (command: CaseCommand, day: string): CaseCommand => ({ ...command, at: `2026-${day}T10:00:00.000Z` });
    const again = after(...engaged, on(analyse, '06-20'), on(causes, '06-25'));
    expect(again).toMatchObject({ state: 'ENGAGE', stepDue: '2026-07-06', engageDue: '2026-07-06' });
    // A new search has its own days, but not beyond that day.
    expect(after(...engaged, on(analyse, '06-20')).stepDue).toBe('2026-06-26');
    expect(after(...engaged, on(analyse, '07-03')).stepDue).toBe('2026-07-06');
    const late = after(...engaged, on(analyse, '07-20'));
    expect([late.stepDue, isCaseOverdue(late, '2026-07-20')]).toEqual(['2026-07-06', true]);
    // An executive may give it more time.
    const given = after(...engaged, escalate, on(handBack, '06-22'), on(analyse, '07-02'), on(causes, '07-03'));
    expect(given).toMatchObject({ state: 'ENGAGE', stepDue: '2026-07-20' });
    expect(after(open, analyse, escalate, handBack).engageDue).toBeNull();
  });

  it('RG-08: is overdue when the step or an action is', () => {
    const planned = after(...engaged, plan);
    expect([nextCaseDue(after(...engaged)), nextCaseDue(planned)]).toEqual(['2026-07-06', '2026-06-20']);
    expect([isCaseOverdue(planned, '2026-06-20'), isCaseOverdue(planned, '2026-06-21')]).toEqual([false, true]);
    expect(nextCaseDue(after(...engaged, plan, complete))).toBe('2026-07-06');
    const resolved = after(...engaged, contact, plan, complete, resolve);
    expect([nextCaseDue(resolved), isCaseOverdue(resolved, '2099-01-01')]).toEqual([null, false]);
    const late = { ...plan, action: { ...action, due: '2026-12-31' } } as CaseCommand;
    expect(nextCaseDue(after(...engaged, late))).toBe('2026-07-06');
  });

  it('RG-08: an action tells what came of it', () => {
    expect(after(open, plan, { ...complete, result: 'line runs again' } as CaseCommand).completedActions).toEqual([
      { ...action, result: 'line runs again' },
    ]);
  });

  it('ET-02: only the suspicion of bribery is confidential', () => {
    expect(REGRESSION_CAUSE_CODES.filter(isConfidentialCause)).toEqual(['COMPETITOR_BRIBERY']);
  });

  it('RG-08: says everything that is wrong with an opening at once', () => {
    expect(refusal({ ...open, owner: '', confirmedAt: 'then' } as CaseCommand, INITIAL_CASE)).toEqual([
      'OWNER_REQUIRED',
      'TIME_REQUIRED',
    ]);
  });

  it('refuses an event that is none', () => {
    expect(() => evolveCase(INITIAL_CASE, { ...act, type: 'OTHER' } as unknown as CaseEvent)).toThrow(TypeError);
  });

  it('RG-08: takes no step outside its table and replays to the same state', () => {
    const one = fc.constantFrom(open, analyse, causes, contact, plan, complete, escalate, handBack, resolve);
    const course = fc.constantFrom([analyse, causes], [contact, plan, complete], [plan, complete, resolve]);
    const commands = fc
      .array(
        fc.oneof(
          one.map((single) => [single]),
          course,
        ),
        { maxLength: 20 },
      )
      .map((parts) => parts.flat());
    let resolved = 0;
    fc.assert(
      fc.property(commands, (all) => {
        let state = INITIAL_CASE;
        const events: CaseEvent[] = [];
        for (const command of [open, ...all]) {
          const decision = decideCase(command, state);
          const before = state.state;
          if (decision.ok) events.push(...decision.events);
          else expect(decision.reasons.length).toBeGreaterThan(0);
          state = decision.ok ? decision.events.reduce(evolveCase, state) : state;
          if (before === null || state.state === null || before === state.state) continue;
          expect(canTransition(CASE_MACHINE, before, state.state)).toBe(true);
        }
        expect(replayCase(events)).toEqual(state);
        expect(state.version).toBe(events.length);
        if (state.state === 'RESOLVED') resolved++;
        if (state.state === 'RESOLVED')
          expect([state.contacts > 0, state.causes !== null, state.openActions]).toEqual([true, true, []]);
      }),
      { numRuns: 300 },
    );
    expect(resolved).toBeGreaterThan(10);
  });
});
