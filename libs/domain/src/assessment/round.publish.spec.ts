import { describe, expect, it } from '@jest/globals';
import {
  agreedRound,
  answersOf,
  CLOSE_ROUND,
  contestedRound,
  PUBLISH_ROUND,
  RECONCILE_ROUND,
  ROUND_AT,
  roundContext,
  sentRound,
  short,
} from '../../test/assessment-scenario.js';
import { decideRound } from './round.decide.js';
import { replayRound } from './round.evolve.js';

const act = { by: 'ada', at: ROUND_AT } as const;

describe('publishing', () => {
  const failing = () => agreedRound().then(CLOSE_ROUND);

  it('LV-03: holds the level down while deliveries fail, and shows it', () => {
    const { published } = failing().then({ ...PUBLISH_ROUND, otif: 0.9 }).state;
    expect(published).toMatchObject({
      ...{ level: 'BASIC', cap: { ceiling: 'BASIC', causes: ['OTIF_BELOW_FLOOR'] }, capOverride: null, otif: 0.9 },
      probabilities: { BASIC: 1, COOPERATIVE: 0 },
      result: { level: 'COOPERATIVE', probabilities: { COOPERATIVE: 1 } },
    });
    expect(failing().then({ ...PUBLISH_ROUND, otif: null }).state.published?.level).toBe('COOPERATIVE');
  });

  it('LV-03: caps at COOPERATIVE while the transaction item is under 3 on the full form', () => {
    const answers = answersOf('FULL', 2, 3);
    const full = sentRound('FULL')
      .submits('kim', answers)
      .submits('lee', answers)
      .submits('wu', answers)
      .then(CLOSE_ROUND);
    expect(full.then(PUBLISH_ROUND).state.published).toMatchObject({
      ...{ level: 'COOPERATIVE', cap: { ceiling: 'COOPERATIVE' }, result: { level: 'INTERDEPENDENT' } },
    });
  });

  it('LV-03: lets somebody lift the cap, with a reason, and only where it holds something', () => {
    const lifted = failing().then({ ...PUBLISH_ROUND, otif: 0.9, overrideCap: 'port strike, over now' });
    expect(lifted.state.published).toMatchObject({
      ...{ level: 'COOPERATIVE', cap: { ceiling: 'BASIC' }, probabilities: { COOPERATIVE: 1 } },
      capOverride: { ...act, note: 'port strike, over now' },
    });
    expect(failing().refuses({ ...PUBLISH_ROUND, otif: 0.9, overrideCap: ' ' })).toEqual([{ code: 'NOTE_REQUIRED' }]);
    expect(failing().refuses({ ...PUBLISH_ROUND, overrideCap: 'to be sure' })).toEqual([{ code: 'NO_CAP_TO_LIFT' }]);
    for (const otif of [-0.1, 1.1, NaN]) {
      expect(failing().refuses({ ...PUBLISH_ROUND, otif })).toEqual([{ code: 'OTIF_INVALID' }]);
    }
  });

  it('publishes nothing where no sheet counts, even from a state that should not be', () => {
    const odd = { ...failing().state, sheets: [] };
    expect(decideRound(PUBLISH_ROUND, odd, roundContext())).toEqual({
      ok: false,
      reasons: [{ code: 'NO_SHEET_COUNTS' }],
    });
  });

  it('keeps what chance drew, so that a replay needs none', () => {
    const round = sentRound().submits('kim', short(3)).submits('lee', short(2)).submits('wu', short(2));
    const published = round.then(CLOSE_ROUND).then(PUBLISH_ROUND);
    expect(replayRound(published.events)).toEqual(published.state);
    expect(replayRound(published.events.slice(3), replayRound(published.events.slice(0, 3)))).toEqual(published.state);
    expect(published.state.version).toBe(published.events.length);
  });

  it('ends with the publication; before, it can be called off, for a reason', () => {
    const cancel = { ...act, type: 'CANCEL', note: 'merged with another account' } as const;
    const published = agreedRound().then(CLOSE_ROUND).then(PUBLISH_ROUND);
    for (const command of [cancel, PUBLISH_ROUND, CLOSE_ROUND, RECONCILE_ROUND, { ...act, type: 'SEND' } as const]) {
      expect(published.refuses(command)).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED', from: 'PUBLISHED' }]);
    }
    for (const round of [sentRound(), agreedRound().then(CLOSE_ROUND), contestedRound().then(CLOSE_ROUND)]) {
      expect(round.then(cancel).state).toMatchObject({ step: 'CANCELLED', published: null });
    }
    expect(sentRound().refuses({ ...cancel, note: ' ' })).toEqual([{ code: 'NOTE_REQUIRED' }]);
  });
});
