import { describe, expect, it } from '@jest/globals';
import {
  AFTER_DEADLINE,
  agreedRound,
  CLOSE_ROUND,
  contestedRound,
  OPEN_ROUND,
  PUBLISH_ROUND,
  raterOf,
  RECONCILE_ROUND,
  ROUND_AT,
  ROUND_DEADLINE,
  roundContext,
  RoundScenario,
  sentRound,
  short,
} from '../../test/assessment-scenario.js';
import { canTransition, isFinal, validateMachine } from '../machine/state-machine.js';
import { seededRandom } from '../random/random.js';
import { decideRound } from './round.decide.js';
import { evolveRound, INITIAL_ROUND_STATE } from './round.evolve.js';
import { ASSESSMENT_ROUND_MACHINE, ROUND_STEPS } from './round.machine.js';
import type { RoundCommand, RoundEvent } from './round.model.js';

const act = { by: 'ada', at: ROUND_AT } as const;
const SUBMIT = { type: 'SUBMIT', by: 'kim', at: ROUND_AT, answers: short(2), evidence: {} } as const;

describe('workflow of a round', () => {
  it('P2: invites, answers, closes, reconciles what is contested, publishes', () => {
    expect(validateMachine(ASSESSMENT_ROUND_MACHINE)).toEqual([]);
    expect(Object.keys(ASSESSMENT_ROUND_MACHINE.transitions)).toEqual([...ROUND_STEPS]);
    expect(ROUND_STEPS.filter((step) => isFinal(ASSESSMENT_ROUND_MACHINE, step))).toEqual(['PUBLISHED', 'CANCELLED']);
    expect(ROUND_STEPS.filter((step) => canTransition(ASSESSMENT_ROUND_MACHINE, step, 'PUBLISHED'))).toEqual([
      'CLOSED',
      'RECONCILED',
    ]);
  });

  it('P2: publishes what agreed raters say', () => {
    const round = agreedRound().then(CLOSE_ROUND).then(PUBLISH_ROUND);
    expect(round.state.step).toBe('PUBLISHED');
    expect(round.state.published).toMatchObject({
      ...{ instrument: { code: 'MORTISE', version: 1 }, form: 'SHORT', policyVersion: 'default-1', at: ROUND_AT },
      ...{ level: 'COOPERATIVE', cap: null, capOverride: null, reconciled: false },
      result: { score: 15, level: 'COOPERATIVE', counted: ['kim', 'lee', 'wu'] },
      probabilities: { COOPERATIVE: 1 },
    });
  });

  it('P2 §5.3: publishes contested answers only after they were talked over', () => {
    const closed = contestedRound().then(CLOSE_ROUND);
    expect(closed.state).toMatchObject({ step: 'CONTESTED', agreement: { contested: true } });
    expect(closed.refuses(PUBLISH_ROUND)).toEqual([
      {
        code: 'TRANSITION_NOT_ALLOWED',
        machine: 'assessment-round',
        from: 'CONTESTED',
        to: 'PUBLISHED',
        allowed: ['RECONCILED', 'CANCELLED'],
      },
    ]);
    expect(closed.refuses({ ...RECONCILE_ROUND, note: ' ' })).toEqual([{ code: 'NOTE_REQUIRED' }]);
    const reconciled = closed.then(RECONCILE_ROUND);
    expect(reconciled.state.reconciliation).toEqual({ ...act, note: 'contacts meant differently' });
    expect(reconciled.then(PUBLISH_ROUND).state.published).toMatchObject({ reconciled: true });
    expect(agreedRound().then(CLOSE_ROUND).refuses(RECONCILE_ROUND)).toMatchObject([
      { code: 'TRANSITION_NOT_ALLOWED', from: 'CLOSED' },
    ]);
  });
});

describe('opening and inviting', () => {
  const opened = () => new RoundScenario().then(OPEN_ROUND);

  it('AS-01: opens once, with a deadline that is to come, for an account that has ordered', () => {
    expect(opened().state).toMatchObject({
      ...{ step: 'INVITING', form: 'SHORT', deadline: ROUND_DEADLINE, instrument: { code: 'MORTISE', version: 1 } },
    });
    expect(opened().refuses(OPEN_ROUND)).toEqual([{ code: 'ALREADY_OPENED' }]);
    const none = new RoundScenario();
    expect(none.refuses({ ...OPEN_ROUND, hasOrdered: false, deadline: '2026-11-01' })).toEqual([
      { code: 'NO_ORDER_YET' },
      { code: 'DEADLINE_INVALID' },
    ]);
    const long = { ...OPEN_ROUND, form: 'LONG' } as unknown as typeof OPEN_ROUND;
    expect(none.refuses(long)).toEqual([{ code: 'FORM_UNKNOWN' }]);
    for (const deadline of ['2026-02-30', 'soon']) {
      expect(none.refuses({ ...OPEN_ROUND, deadline })).toEqual([{ code: 'DEADLINE_INVALID' }]);
    }
    expect(none.then({ ...OPEN_ROUND, deadline: '2026-11-02' }).state.deadline).toBe('2026-11-02');
    expect(none.refuses(CLOSE_ROUND)).toEqual([{ code: 'NOT_OPENED' }]);
  });

  it('AS-02: invites raters of the four groups, each once, until the deadline', () => {
    const invited = opened().then({ ...act, type: 'INVITE', rater: raterOf('wu', 'CUSTOMER') });
    expect(invited.state.raters).toEqual([{ raterId: 'wu', group: 'CUSTOMER', ownAccount: false }]);
    const again: RoundCommand = { ...act, type: 'INVITE', rater: raterOf('wu', 'MARKETING') };
    expect(invited.refuses(again)).toEqual([{ code: 'ALREADY_INVITED' }]);
    for (const rater of [raterOf(' ', 'CUSTOMER'), raterOf('lu', 'RIVAL' as 'CUSTOMER')]) {
      expect(invited.refuses({ ...act, type: 'INVITE', rater })).toEqual([{ code: 'RATER_INVALID' }]);
    }
    const late = { at: AFTER_DEADLINE, type: 'INVITE', by: 'ada', rater: raterOf('lu', 'CUSTOMER') } as const;
    expect(invited.refuses(late)).toEqual([{ code: 'DEADLINE_PASSED', deadline: ROUND_DEADLINE }]);
    const sent = invited.then({ ...act, type: 'SEND' });
    const joined = sent.then({ ...act, type: 'INVITE', rater: raterOf('lu', 'CUSTOMER') });
    expect(joined.state).toMatchObject({ step: 'ANSWERING', raters: [{ raterId: 'wu' }, { raterId: 'lu' }] });
    expect(
      agreedRound()
        .then(CLOSE_ROUND)
        .refuses({ ...late, at: ROUND_AT }),
    ).toEqual([{ code: 'NOT_IN_THIS_STEP', step: 'CLOSED', allowed: ['INVITING', 'ANSWERING'] }]);
  });

  it('sends invitations once there are any, and once only', () => {
    const send = { ...act, type: 'SEND' } as const;
    expect(opened().refuses(send)).toEqual([{ code: 'NOBODY_INVITED' }]);
    const invited = opened().then({ ...act, type: 'INVITE', rater: raterOf('wu', 'CUSTOMER') });
    expect(invited.refuses({ ...send, at: AFTER_DEADLINE })).toMatchObject([{ code: 'DEADLINE_PASSED' }]);
    expect(invited.then(send).refuses(send)).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED', from: 'ANSWERING' }]);
    expect(invited.refuses({ ...SUBMIT, by: 'wu' })).toEqual([
      { code: 'NOT_IN_THIS_STEP', step: 'INVITING', allowed: ['ANSWERING'] },
    ]);
  });
});

describe('any command', () => {
  it('names everything that is missing', () => {
    for (const at of ['yesterday', '+100000-01-01T00:00:00Z', '0001-01-01T00:00:00Z']) {
      expect(sentRound().refuses({ ...SUBMIT, by: ' ', at, expectedVersion: 0 })).toEqual([
        { code: 'ACTOR_REQUIRED' },
        { code: 'TIME_REQUIRED' },
        { code: 'STALE_ROUND' },
      ]);
    }
  });

  it('lets one of two people who saw the same version through', () => {
    const round = agreedRound();
    const expectedVersion = round.state.version;
    expect(round.then({ ...CLOSE_ROUND, expectedVersion }).refuses({ ...CLOSE_ROUND, expectedVersion })).toEqual([
      { code: 'STALE_ROUND' },
    ]);
  });

  it('AS-01: is decided with the version of the questionnaire that was answered', () => {
    const context = roundContext();
    const other = { ...context, instrument: { ...context.instrument, version: 2 } };
    expect(agreedRound().refuses(CLOSE_ROUND, other)).toEqual([
      { code: 'INSTRUMENT_MISMATCH', expected: { code: 'MORTISE', version: 1 } },
    ]);
    expect(decideRound({ ...act, type: 'CANCEL', note: 'x' }, agreedRound().state, other).ok).toBe(true);
  });

  it('leaves the state it was given untouched, and swallows no event it does not know', () => {
    const { state } = agreedRound();
    const before = structuredClone(state);
    decideRound(CLOSE_ROUND, state, { ...roundContext(), random: seededRandom(1) });
    expect(state).toEqual(before);
    const unknown = { type: 'ROUND_FORGOTTEN' } as unknown as RoundEvent;
    expect(() => evolveRound(INITIAL_ROUND_STATE, unknown)).toThrow('UNKNOWN_EVENT');
  });
});
