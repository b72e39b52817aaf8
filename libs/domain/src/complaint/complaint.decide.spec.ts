import { describe, expect, it } from '@jest/globals';
import {
  acknowledged,
  closed,
  ComplaintScenario,
  CUSTOMER,
  INTAKE,
  NOON,
  received,
  REPORTS,
  SUPPLIER,
} from '../../test/complaint-scenario.js';
import { decideComplaint } from './complaint.decide.js';
import { customerHistory, evolveComplaint, replayComplaint, UNFILED_COMPLAINT } from './complaint.evolve.js';
import type { ComplaintCase, ComplaintCommand, ComplaintEvent } from './complaint.model.js';
import { complaintForm, DEFAULT_COMPLAINT_POLICY } from './complaint-policy.js';
import { EIGHT_D_STEPS, FORM_STEPS, STEP_PREREQUISITES } from './eight-d.js';
import { requiredSteps } from './step.decide.js';

const CLAIM = { verdict: 'ACCEPTED', explanation: 'our fault', recourse: 'call us' } as const;

describe('§6 P4: a complaint from intake to closed', () => {
  it('goes through every status of the machine in its short form', () => {
    const end = closed('SHORT');
    expect(end.state.status).toBe('CLOSED');
    expect(end.events.map(({ type }) => type)).toEqual([
      'COMPLAINT_RECEIVED',
      'COMPLAINT_ACKNOWLEDGED',
      'STEP_SUBMITTED',
      'STEP_SUBMITTED',
      'STEP_SUBMITTED',
      'COMPLAINT_ANALYSED',
      'STEP_SUBMITTED',
      'STEP_SUBMITTED',
      'CLAIM_DECIDED',
      'ACTION_COMPLETED',
      'ACTION_CONFIRMED',
      'COMPLAINT_CLOSED',
    ]);
    expect(end.state).toMatchObject({
      version: 12,
      closedAt: NOON,
      confirmedBy: 'wang',
      completedAt: NOON,
      rated: false,
    });
  });

  it('asks for D0 to D8 in its full form before it is closed', () => {
    const acting = acknowledged('FULL')
      .acts('FULL')
      .then({ ...CUSTOMER, type: 'CONFIRM' });
    expect(acting.refuses({ ...SUPPLIER, type: 'CLOSE' })).toEqual([{ code: 'STEPS_MISSING', missing: ['D7', 'D8'] }]);
    expect(closed('FULL').state.status).toBe('CLOSED');
  });

  it('is received once, whole, and before anything else', () => {
    const fresh = new ComplaintScenario();
    expect(fresh.refuses({ ...SUPPLIER, type: 'ACKNOWLEDGE' })).toEqual([{ code: 'NOT_RECEIVED' }]);
    const receive = { ...CUSTOMER, type: 'RECEIVE', intake: INTAKE, form: 'SHORT' } as const;
    expect(received().refuses(receive)).toEqual([{ code: 'ALREADY_RECEIVED' }]);
    for (const gap of [{ number: ' ' }, { accountId: '' }, { description: '' }, { quantityAffected: -1 }]) {
      expect(fresh.refuses({ ...receive, intake: { ...INTAKE, ...gap } })).toEqual([{ code: 'INTAKE_INCOMPLETE' }]);
    }
  });

  it('names every fault of whoever sends it', () => {
    const bad = { by: ' ', side: 'CUSTOMER', at: 'soon', expectedVersion: 7, type: 'ACKNOWLEDGE' };
    expect(received().refuses(bad as unknown as ComplaintCommand)).toEqual([
      { code: 'ACTOR_REQUIRED' },
      { code: 'TIME_REQUIRED' },
      { code: 'SIDE_NOT_ALLOWED' },
      { code: 'STALE_COMPLAINT' },
    ]);
    expect(received().then({ ...SUPPLIER, type: 'ACKNOWLEDGE', expectedVersion: 1 }).state.version).toBe(2);
  });

  it.each(['SUBMIT_STEP', 'DECIDE_CLAIM', 'COMPLETE_ACTION', 'CLOSE', 'PAUSE', 'RESUME', 'ADD_INTERNAL_NOTE'])(
    'lets only the supplier %s',
    (type) => {
      const command = { ...CUSTOMER, type } as unknown as ComplaintCommand;
      expect(received().refuses(command)).toEqual([{ code: 'SIDE_NOT_ALLOWED' }]);
    },
  );

  it.each(['CONFIRM', 'RATE'])('lets only the customer %s', (type) => {
    const command = { ...SUPPLIER, type } as unknown as ComplaintCommand;
    expect(received().refuses(command)).toEqual([{ code: 'SIDE_NOT_ALLOWED' }]);
  });

  it('refuses a status out of turn with what would be allowed', () => {
    expect(received().refuses({ ...CUSTOMER, type: 'CONFIRM' })).toEqual([
      {
        code: 'TRANSITION_NOT_ALLOWED',
        machine: 'complaint',
        from: 'RECEIVED',
        to: 'CONFIRMED_BY_CUSTOMER',
        allowed: ['ACKNOWLEDGED'],
      },
    ]);
    expect(acknowledged().refuses({ ...SUPPLIER, type: 'CLOSE' })[0]).toMatchObject({ to: 'CLOSED' });
    expect(acknowledged().refuses({ ...SUPPLIER, type: 'ACKNOWLEDGE' })[0]).toMatchObject({ to: 'ACKNOWLEDGED' });
    expect(acknowledged().refuses({ ...SUPPLIER, type: 'COMPLETE_ACTION' })[0]).toMatchObject({ to: 'ACTION' });
    expect(acknowledged().refuses({ ...CUSTOMER, type: 'REOPEN', from: 'D4', reason: 'no' })[0]).toMatchObject({
      to: 'REOPENED',
    });
    expect(acknowledged().refuses({ ...CUSTOMER, type: 'RATE', satisfaction: 5 })).toEqual([
      { code: 'COMMAND_NOT_ALLOWED_NOW', status: 'ACKNOWLEDGED' },
    ]);
  });
});

describe('the form of a complaint', () => {
  const plain = { severity: 'MINOR', safetyRelevant: false } as const;

  it('is the full 8D when it is grave, unsafe, a recurrence or demanded', () => {
    expect(complaintForm(plain)).toBe('SHORT');
    expect(complaintForm({ ...plain, severity: 'MAJOR' })).toBe('FULL');
    expect(complaintForm({ ...plain, severity: 'CRITICAL' })).toBe('FULL');
    expect(complaintForm({ ...plain, severity: 'MAJOR' }, { fullFormFrom: 'CRITICAL' })).toBe('SHORT');
    expect(complaintForm({ ...plain, safetyRelevant: true })).toBe('FULL');
    expect(complaintForm({ ...plain, recurrence: true })).toBe('FULL');
    expect(complaintForm({ ...plain, customerDemandsFull: true })).toBe('FULL');
  });

  it('holds only steps of the 8D, and every step rests on earlier ones', () => {
    expect(FORM_STEPS.FULL).toEqual(EIGHT_D_STEPS);
    expect(FORM_STEPS.SHORT).toEqual(['D2', 'D3', 'D4', 'D5', 'D6']);
    for (const step of EIGHT_D_STEPS) {
      for (const before of STEP_PREREQUISITES[step]) expect(before < step).toBe(true);
    }
  });

  it('can be raised to the full 8D by either side with a reason, and not lowered', () => {
    const demand = { ...CUSTOMER, type: 'REQUIRE_FULL_FORM', reason: 'second time this year' } as const;
    const full = acknowledged().then(demand);
    expect(full.state).toMatchObject({ form: 'FULL', status: 'ACKNOWLEDGED' });
    expect(full.refuses(demand)).toEqual([{ code: 'ALREADY_FULL_FORM' }]);
    expect(received().refuses({ ...demand, reason: ' ' })).toEqual([{ code: 'REASON_REQUIRED' }]);
    expect(closed().refuses(demand)).toEqual([{ code: 'COMMAND_NOT_ALLOWED_NOW', status: 'CLOSED' }]);
  });
});

describe('steps', () => {
  it('belong to the form and come after what they rest on', () => {
    const give = (step: keyof typeof REPORTS) => ({ ...SUPPLIER, type: 'SUBMIT_STEP', ...REPORTS[step] }) as const;
    expect(received().refuses(give('D2'))).toEqual([{ code: 'COMMAND_NOT_ALLOWED_NOW', status: 'RECEIVED' }]);
    expect(acknowledged().refuses(give('D1'))).toEqual([{ code: 'STEP_NOT_IN_FORM', step: 'D1' }]);
    expect(acknowledged().refuses(give('D4'))).toEqual([{ code: 'STEP_NOT_READY', missing: ['D2'] }]);
    expect(acknowledged('FULL').submits('D2').refuses(give('D8'))).toEqual([
      { code: 'STEP_NOT_READY', missing: ['D0', 'D1', 'D3', 'D4', 'D5', 'D6', 'D7'] },
    ]);
    expect(closed().refuses(give('D6'))).toEqual([{ code: 'COMMAND_NOT_ALLOWED_NOW', status: 'CLOSED' }]);
    expect(acknowledged('FULL').acts('FULL').refuses(give('D6'))).toEqual([
      { code: 'COMMAND_NOT_ALLOWED_NOW', status: 'ACTION' },
    ]);
    expect(
      acknowledged('FULL')
        .acts('FULL')
        .then({ ...CUSTOMER, type: 'CONFIRM' })
        .submits('D7').state.status,
    ).toBe('CONFIRMED_BY_CUSTOMER');
  });

  it('are analysed once the cause is given, and stay so when it is given anew', () => {
    const analysed = acknowledged().submits('D2', 'D4');
    expect(analysed.state.status).toBe('ANALYSED');
    expect(analysed.submits('D4').events.filter(({ type }) => type === 'COMPLAINT_ANALYSED')).toHaveLength(1);
  });

  it('are accepted once by each side, and not by their author', () => {
    const given = acknowledged().submits('D2');
    const accept = { ...CUSTOMER, type: 'ACCEPT_STEP', step: 'D2' } as const;
    const accepted = given.then(accept);
    expect(accepted.state).toMatchObject({ steps: { D2: { status: 'SUBMITTED', acceptedBy: ['CUSTOMER'] } } });
    expect(accepted.refuses(accept)).toEqual([{ code: 'ALREADY_ACCEPTED' }]);
    expect(given.refuses({ ...accept, ...SUPPLIER })).toEqual([{ code: 'AUTHOR_MAY_NOT_ACCEPT' }]);
    expect(given.refuses({ ...accept, step: 'D3' })).toEqual([{ code: 'STEP_NOT_SUBMITTED', step: 'D3' }]);
    expect(given.then({ ...accept, ...SUPPLIER, by: 'lee' }).state).toMatchObject({
      steps: { D2: { acceptedBy: ['SUPPLIER'] } },
    });
    expect(given.under({ authorMayAccept: true }).then({ ...accept, ...SUPPLIER }).state.version).toBe(4);
    // Somebody of the customer may bear the author's name.
    expect(given.then({ ...accept, by: 'kim' }).state.version).toBe(4);
    expect(closed().refuses({ ...accept, ...SUPPLIER, by: 'lee' })).toEqual([
      { code: 'COMMAND_NOT_ALLOWED_NOW', status: 'CLOSED' },
    ]);
  });

  it('are rejected by either side with a reason and then given anew, acceptance lost', () => {
    const reject = { ...CUSTOMER, type: 'REJECT_STEP', step: 'D2', reason: 'wrong part' } as const;
    const given = acknowledged()
      .submits('D2')
      .then({ ...CUSTOMER, type: 'ACCEPT_STEP', step: 'D2' });
    const rejected = given.then(reject);
    expect(rejected.state).toMatchObject({
      steps: { D2: { status: 'REJECTED', rejectedBy: 'CUSTOMER', reason: 'wrong part', report: REPORTS.D2.report } },
    });
    expect(rejected.refuses(reject)).toEqual([{ code: 'STEP_NOT_SUBMITTED', step: 'D2' }]);
    expect(given.refuses({ ...reject, reason: '' })).toEqual([{ code: 'REASON_REQUIRED' }]);
    expect(rejected.submits('D2').state).toMatchObject({ steps: { D2: { status: 'SUBMITTED', acceptedBy: [] } } });
    expect(closed().refuses(reject)).toEqual([{ code: 'COMMAND_NOT_ALLOWED_NOW', status: 'CLOSED' }]);
    const late = acknowledged('FULL')
      .acts('FULL')
      .submits('D7')
      .then({ ...reject, step: 'D7' });
    expect(late.state).toMatchObject({ status: 'ACTION', steps: { D7: { status: 'REJECTED' } } });
  });
});

describe('the claim and the action', () => {
  it('are decided with an explanation and recourse, after the analysis', () => {
    const decide = { ...SUPPLIER, type: 'DECIDE_CLAIM', ...CLAIM } as const;
    expect(acknowledged().refuses(decide)).toEqual([{ code: 'COMMAND_NOT_ALLOWED_NOW', status: 'ACKNOWLEDGED' }]);
    const analysed = acknowledged().submits('D2', 'D4');
    expect(analysed.refuses({ ...decide, explanation: '', recourse: ' ' })).toEqual([
      { code: 'EXPLANATION_REQUIRED' },
      { code: 'RECOURSE_REQUIRED' },
    ]);
    expect(analysed.then(decide).state).toMatchObject({ decision: CLAIM, status: 'ANALYSED' });
  });

  it('are complete with every step in place and the claim decided', () => {
    const analysed = acknowledged().submits('D2', 'D4');
    expect(analysed.refuses({ ...SUPPLIER, type: 'COMPLETE_ACTION' })).toEqual([
      { code: 'DECISION_REQUIRED' },
      { code: 'STEPS_MISSING', missing: ['D3', 'D5', 'D6'] },
    ]);
  });

  it('need no correction of ours when the claim is rejected, and the customer may contest it', () => {
    const answered = acknowledged('FULL')
      .submits('D0', 'D1', 'D2', 'D3', 'D4')
      .then({ ...SUPPLIER, type: 'DECIDE_CLAIM', ...CLAIM, verdict: 'REJECTED' })
      .then({ ...SUPPLIER, type: 'COMPLETE_ACTION' });
    expect(requiredSteps({ form: 'FULL', decision: { ...CLAIM, verdict: 'REJECTED' } })).toEqual([
      'D0',
      'D1',
      'D2',
      'D3',
      'D4',
      'D8',
    ]);
    expect(requiredSteps({ form: 'FULL', decision: { ...CLAIM, verdict: 'PARTLY_ACCEPTED' } })).toEqual(EIGHT_D_STEPS);
    const contested = answered.then({ ...CUSTOMER, type: 'REOPEN', from: 'D4', reason: 'not our handling' });
    expect(contested.state).toMatchObject({ status: 'REOPENED', decision: null });
    const ended = answered.submits('D8').then({ ...CUSTOMER, type: 'CONFIRM' });
    expect(ended.then({ ...SUPPLIER, type: 'CLOSE' }).state.status).toBe('CLOSED');
  });

  it("wait for the customer's acceptance of the steps the policy names", () => {
    const ready = acknowledged('SHORT', { customerReviews: ['D3', 'D4'] })
      .submits('D2', 'D3', 'D4', 'D5', 'D6')
      .then({ ...SUPPLIER, type: 'DECIDE_CLAIM', ...CLAIM })
      .then({ ...CUSTOMER, type: 'ACCEPT_STEP', step: 'D3' })
      .then({ ...SUPPLIER, by: 'lee', type: 'ACCEPT_STEP', step: 'D4' });
    expect(ready.refuses({ ...SUPPLIER, type: 'COMPLETE_ACTION' })).toEqual([{ code: 'REVIEW_REQUIRED', step: 'D4' }]);
    const agreed = ready.then({ ...CUSTOMER, type: 'ACCEPT_STEP', step: 'D4' });
    const done = agreed.then({ ...SUPPLIER, type: 'COMPLETE_ACTION' });
    expect(done.state.status).toBe('ACTION');
    expect(done.events.at(-1)).toMatchObject({ type: 'ACTION_COMPLETED', policyVersion: 'default-1' });
    const missing = acknowledged('SHORT', { customerReviews: ['D4', 'D7'] }).submits('D2', 'D4');
    expect(
      missing.then({ ...CUSTOMER, type: 'REJECT_STEP', step: 'D4', reason: 'no' }).refuses({
        ...SUPPLIER,
        type: 'COMPLETE_ACTION',
      }),
    ).toContainEqual({ code: 'REVIEW_REQUIRED', step: 'D4' });
  });

  it('are checked again when a cause was given anew under the actions that rest on it', () => {
    const [first] = REPORTS.D4.report.causes;
    const other = { causes: [{ ...first!, id: 'c9', sharePercent: 100 }] };
    const changed = acknowledged()
      .submits('D2', 'D3', 'D4', 'D5', 'D6')
      .then({ ...SUPPLIER, type: 'SUBMIT_STEP', step: 'D4', report: other })
      .then({ ...SUPPLIER, type: 'DECIDE_CLAIM', ...CLAIM });
    expect(changed.refuses({ ...SUPPLIER, type: 'COMPLETE_ACTION' }).map(({ code }) => code)).toEqual([
      'UNKNOWN_CAUSE',
      'UNKNOWN_CAUSE',
      'CAUSE_WITHOUT_ACTION',
    ]);
  });
});

describe('reopening', () => {
  it('opens a step and all after it, keeps what was reported and asks for a new decision', () => {
    const reopened = closed('FULL').then({ ...CUSTOMER, type: 'REOPEN', from: 'D5', reason: 'leaks again' });
    expect(reopened.state).toMatchObject({
      status: 'REOPENED',
      decision: null,
      reopenings: [{ by: 'wang', side: 'CUSTOMER', from: 'D5', reason: 'leaks again' }],
      steps: {
        D4: { status: 'SUBMITTED' },
        D5: { status: 'OPEN', earlier: REPORTS.D5.report },
        D8: { status: 'OPEN' },
      },
    });
    const again = reopened.submits('D5', 'D6').then({ ...SUPPLIER, type: 'DECIDE_CLAIM', ...CLAIM });
    expect(again.state.status).toBe('REOPENED');
    expect(again.then({ ...SUPPLIER, type: 'COMPLETE_ACTION' }).state.status).toBe('ACTION');
  });

  it('from the cause on is analysed again; a step never given stays as it was', () => {
    const reopened = acknowledged('FULL')
      .acts('FULL')
      .then({ ...SUPPLIER, type: 'REOPEN', from: 'D2', reason: 'new find' });
    expect(reopened.state).toMatchObject({ steps: { D1: { status: 'SUBMITTED' }, D8: { status: 'OPEN' } } });
    expect(reopened.submits('D2', 'D4').state.status).toBe('ANALYSED');
    expect(JSON.stringify(reopened.state)).not.toContain('completedAt');
  });

  it('takes a reason and a step of the form', () => {
    const reopen = { ...CUSTOMER, type: 'REOPEN', from: 'D4', reason: 'no' } as const;
    expect(closed().refuses({ ...reopen, reason: ' ' })).toEqual([{ code: 'REASON_REQUIRED' }]);
    expect(closed().refuses({ ...reopen, from: 'D7' })).toEqual([{ code: 'STEP_NOT_IN_FORM', step: 'D7' }]);
    const rejected = closed()
      .then(reopen)
      .submits('D4')
      .then({ ...CUSTOMER, type: 'REJECT_STEP', step: 'D4', reason: 'x' });
    expect(rejected.state).toMatchObject({ steps: { D4: { status: 'REJECTED' } } });
  });
});

describe('satisfaction after closing', () => {
  const rate = (satisfaction: number, comment?: string) =>
    ({ ...CUSTOMER, type: 'RATE', satisfaction, ...(comment === undefined ? {} : { comment }) }) as const;

  it('CP-06: is asked once for each closing', () => {
    const rated = closed().then(rate(3, 'fine'));
    expect(rated.state).toMatchObject({ status: 'CLOSED', rated: true, satisfaction: [3] });
    expect(rated.events.at(-1)).toMatchObject({ type: 'SATISFACTION_RATED', comment: 'fine' });
    expect(rated.refuses(rate(5))).toEqual([{ code: 'ALREADY_RATED' }]);
    for (const score of [0, 6, 2.5, NaN]) {
      expect(closed().refuses(rate(score))).toEqual([{ code: 'SATISFACTION_OUT_OF_RANGE' }]);
    }
    expect(closed().then(rate(5)).state).toMatchObject({ satisfaction: [5] });
  });

  it('reopens when it is low', () => {
    const low = closed().then(rate(2, 'still leaks'));
    expect(low.state).toMatchObject({ status: 'REOPENED', satisfaction: [2], reopenings: [{ reason: 'still leaks' }] });
    expect(closed().then(rate(1)).state).toMatchObject({ reopenings: [{ reason: 'LOW_SATISFACTION', from: 'D4' }] });
    expect(closed().then(rate(1, ' ')).state).toMatchObject({ reopenings: [{ reason: 'LOW_SATISFACTION' }] });
  });

  it('asks for a case instead where the policy says so', () => {
    const low = closed('SHORT', { onLowSatisfaction: 'OPEN_CASE' }).then(rate(1));
    expect(low.state.status).toBe('CLOSED');
    expect(low.events.at(-1)).toMatchObject({ type: 'RECOVERY_CASE_REQUESTED', satisfaction: 1 });
  });
});

describe('pauses and notes', () => {
  it('pause once and resume once, not when closed', () => {
    const pause = { ...SUPPLIER, type: 'PAUSE', reason: 'WAITING_FOR_GOODS' } as const;
    const paused = received().then(pause);
    expect(paused.state).toMatchObject({ paused: 'WAITING_FOR_GOODS' });
    expect(paused.refuses(pause)).toEqual([{ code: 'ALREADY_PAUSED' }]);
    const resumed = paused.then({ ...SUPPLIER, type: 'RESUME' });
    expect(resumed.state).toMatchObject({ paused: null });
    expect(resumed.refuses({ ...SUPPLIER, type: 'RESUME' })).toEqual([{ code: 'NOT_PAUSED' }]);
    expect(closed().refuses(pause)).toEqual([{ code: 'COMMAND_NOT_ALLOWED_NOW', status: 'CLOSED' }]);
  });

  it('keep the notes of the supplier out of what the customer reads', () => {
    const note = { ...SUPPLIER, type: 'ADD_INTERNAL_NOTE', note: 'batch mixed up by night shift' } as const;
    const noted = closed().then(note);
    expect(noted.state).toMatchObject({ internalNotes: [{ by: 'kim', note: note.note }] });
    expect(closed().refuses({ ...note, note: '' })).toEqual([{ code: 'REASON_REQUIRED' }]);
    const shown = customerHistory(noted.events);
    expect(shown).toHaveLength(noted.events.length - 1);
    expect(JSON.stringify(shown)).not.toContain(note.note);
  });
});

describe(evolveComplaint.name, () => {
  it('replays to the same state and takes nothing out of order for one', () => {
    const { events, state } = closed('FULL').then({ ...CUSTOMER, type: 'RATE', satisfaction: 1 });
    expect(replayComplaint(events)).toEqual(state);
    const first = events[0] as ComplaintEvent;
    const filed = replayComplaint([first]);
    expect(() => evolveComplaint(filed, first)).toThrow(new TypeError('EVENT_OUT_OF_ORDER: COMPLAINT_RECEIVED'));
    const ending: readonly ComplaintEvent[] = [
      { ...SUPPLIER, type: 'COMPLAINT_ANALYSED' },
      { ...SUPPLIER, type: 'ACTION_COMPLETED', policyVersion: '1' },
      { ...CUSTOMER, type: 'ACTION_CONFIRMED' },
      { ...SUPPLIER, type: 'COMPLAINT_CLOSED' },
      { ...CUSTOMER, type: 'SATISFACTION_RATED', satisfaction: 3 },
      { ...CUSTOMER, type: 'STEP_ACCEPTED', step: 'D2' },
      { ...CUSTOMER, type: 'STEP_REJECTED', step: 'D2', reason: 'x' },
      { ...CUSTOMER, type: 'COMPLAINT_REOPENED', from: 'D2', reason: 'x' },
      { type: 'SOMETHING_ELSE' } as unknown as ComplaintEvent,
    ];
    for (const event of ending) {
      expect(() => evolveComplaint(filed, event)).toThrow(new TypeError(`EVENT_OUT_OF_ORDER: ${event.type}`));
      expect(() => evolveComplaint(UNFILED_COMPLAINT, event)).toThrow(TypeError);
    }
    const acknowledgedOnly = acknowledged().state;
    expect(() =>
      evolveComplaint(acknowledgedOnly, { ...SUPPLIER, type: 'ACTION_COMPLETED', policyVersion: '1' }),
    ).toThrow(TypeError);
  });

  it('has types in which what cannot be does not compile', () => {
    // @ts-expect-error a report of one step under another
    const wrong: ComplaintCommand = { ...SUPPLIER, type: 'SUBMIT_STEP', step: 'D1', report: REPORTS.D2.report };
    // @ts-expect-error the customer does not close
    const theirs: ComplaintCommand = { ...CUSTOMER, type: 'CLOSE' };
    // @ts-expect-error no action without a decision on the claim
    const undecided: ComplaintCase = { ...acknowledged().state, status: 'ACTION', decision: null };
    expect([wrong, theirs, undecided]).toHaveLength(3);
    expect(decideComplaint(wrong, UNFILED_COMPLAINT, DEFAULT_COMPLAINT_POLICY).ok).toBe(false);
  });
});
