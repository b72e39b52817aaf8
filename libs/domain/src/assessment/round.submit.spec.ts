import { describe, expect, it } from '@jest/globals';
import {
  AFTER_DEADLINE,
  agreedRound,
  CLOSE_ROUND,
  PUBLISH_ROUND,
  raterOf,
  ROUND_AT,
  ROUND_DEADLINE,
  sentRound,
  short,
} from '../../test/assessment-scenario.js';
import type { ItemAnswer } from './instrument.js';
import { INITIAL_ROUND_STATE } from './round.evolve.js';
import { outstandingRaters, visibleSheets } from './round.submit.js';

const act = { by: 'ada', at: ROUND_AT } as const;
const SUBMIT = { type: 'SUBMIT', by: 'kim', at: ROUND_AT, answers: short(2), evidence: {} } as const;

describe('answering', () => {
  it('AS-02: takes one sheet of each invited rater, until the end of the last day', () => {
    const once = sentRound().then({ ...SUBMIT, at: '2026-11-21T23:59:59.999Z' });
    expect(once.state.sheets).toEqual([
      {
        ...{ raterId: 'kim', group: 'MARKETING', ownAccount: true },
        ...{ answers: SUBMIT.answers, evidence: {}, at: '2026-11-21T23:59:59.999Z' },
      },
    ]);
    expect(once.refuses(SUBMIT)).toEqual([{ code: 'ALREADY_SUBMITTED' }]);
    expect(once.refuses({ ...SUBMIT, by: 'eve' })).toEqual([{ code: 'NOT_INVITED' }]);
    expect(once.refuses({ ...SUBMIT, by: 'lee', at: AFTER_DEADLINE })).toEqual([
      { code: 'DEADLINE_PASSED', deadline: ROUND_DEADLINE },
    ]);
  });

  it('§5.3: wants evidence for a 4', () => {
    const four = { ...SUBMIT, answers: short(4, 2) };
    expect(sentRound().refuses(four)).toEqual([{ code: 'EVIDENCE_REQUIRED', items: ['TRUST'] }]);
    expect(sentRound().refuses({ ...four, evidence: { TRUST: ' ' } })).toHaveLength(1);
    const told = sentRound().then({ ...four, evidence: { TRUST: 'books opened in May' } });
    expect(told.state.sheets[0]?.evidence).toEqual({ TRUST: 'books opened in May' });
  });

  it('names unknown items and impossible answers', () => {
    const answers = { ...short(2), PRICING: 2, TRUST: 5 as ItemAnswer, STANDING: 1.5 as ItemAnswer } as const;
    expect(sentRound().refuses({ ...SUBMIT, answers, evidence: { GOSSIP: 'x', TRUST: 'y' } })).toEqual([
      { code: 'UNKNOWN_ITEM', items: ['PRICING', 'GOSSIP'] },
      { code: 'ANSWER_INVALID', items: ['TRUST', 'STANDING'] },
    ]);
  });

  it('§5.3: takes "don’t know" and counts no sheet that has too many of it', () => {
    const round = agreedRound().state;
    expect(outstandingRaters(round)).toEqual([]);
    const vague = sentRound()
      .submits('kim', short(null, null, 3))
      .submits('lee', short(null, 3));
    const published = vague.then({ ...CLOSE_ROUND, at: AFTER_DEADLINE }).then({ ...PUBLISH_ROUND, at: AFTER_DEADLINE });
    expect(published.state.published?.result).toMatchObject({ score: 18, counted: ['lee'], notCounted: ['kim'] });
    const nobody = sentRound().submits('kim', short(null));
    expect(nobody.refuses({ ...CLOSE_ROUND, at: AFTER_DEADLINE })).toEqual([{ code: 'NO_SHEET_COUNTS' }]);
  });

  it('§5.3: is blind until everybody has answered or the deadline is over', () => {
    const one = sentRound().submits('kim', short(2)).submits('lee', short(3));
    const seen = (viewer: string, at = ROUND_AT, { state } = one) =>
      visibleSheets(state, viewer, at).map(({ raterId }) => raterId);
    expect(seen('kim')).toEqual(['kim']);
    expect(seen('wu')).toEqual([]);
    expect(seen('ada')).toEqual([]);
    expect(seen('wu', AFTER_DEADLINE)).toEqual(['kim', 'lee']);
    expect(seen('ada', ROUND_AT, agreedRound())).toEqual(['kim', 'lee', 'wu']);
    const cancelled = one.then({ ...act, type: 'CANCEL', note: 'wrong account' });
    expect(seen('kim', AFTER_DEADLINE, cancelled)).toEqual(['kim']);
    expect(visibleSheets(INITIAL_ROUND_STATE, 'kim', ROUND_AT)).toEqual([]);
  });

  it('§5.3: lets nobody in once the answers are there to be read', () => {
    const late = { ...act, type: 'INVITE', rater: raterOf('lu', 'MARKETING') } as const;
    expect(agreedRound().refuses(late)).toEqual([{ code: 'ANSWERS_VISIBLE' }]);
    expect(sentRound().submits('kim', short(2)).then(late).state.raters).toHaveLength(4);
  });

  it('P2: closes when all have answered or the deadline is over, not before', () => {
    const waiting = sentRound().submits('kim', short(2));
    expect(waiting.refuses(CLOSE_ROUND)).toEqual([
      { code: 'ANSWERS_OUTSTANDING', raters: ['lee', 'wu'], deadline: ROUND_DEADLINE },
    ]);
    expect(waiting.refuses({ ...CLOSE_ROUND, at: '2026-11-21T23:59:59Z' })).toHaveLength(1);
    expect(waiting.then({ ...CLOSE_ROUND, at: AFTER_DEADLINE }).state.step).toBe('CLOSED');
    expect(agreedRound().then(CLOSE_ROUND).state).toMatchObject({ step: 'CLOSED', agreement: { contested: false } });
  });

  it('§5.3: closes by the counted sheets alone', () => {
    const vague = sentRound().submits('kim', short(4, null)).submits('lee', short(1)).submits('wu', short(1));
    expect(vague.then(CLOSE_ROUND).state.agreement).toMatchObject({ deviation: 0, contested: false });
  });
});
