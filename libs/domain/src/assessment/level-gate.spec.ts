import { beforeAll, describe, expect, it } from '@jest/globals';
import { answersOf, ROUND_AT, roundContext, sentRound } from '../../test/assessment-scenario.js';
import { DEFAULT_ASSESSMENT_POLICY } from './assessment-policy.js';
import type { ItemAnswer } from './instrument.js';
import { assessmentValidity, currentLevel, readLevelGate } from './level-gate.js';
import type { LevelProbabilities } from './level-probability.js';
import type { PublishedAssessment } from './round.model.js';

const ASOF = '2026-12-01';
const act = { by: 'ada', at: ROUND_AT } as const;

/** A published round in which all three raters gave the same answer. */
function publishedAs(answer: ItemAnswer): PublishedAssessment {
  const answers = answersOf('SHORT', answer);
  const round = sentRound().submits('kim', answers).submits('lee', answers).submits('wu', answers);
  const { published } = round.then({ ...act, type: 'CLOSE' }).then({ ...act, type: 'PUBLISH', otif: 1 }).state;
  return published as PublishedAssessment;
}

const spread = (interdependent: number, integrated: number): LevelProbabilities => {
  return {
    BASIC: 0,
    COOPERATIVE: 1 - interdependent - integrated,
    INTERDEPENDENT: interdependent,
    INTEGRATED: integrated,
  };
};
const codes = (published: PublishedAssessment | null, asOf = ASOF, policy = DEFAULT_ASSESSMENT_POLICY) =>
  readLevelGate(published, 'INTERDEPENDENT', asOf, policy).reasons.map(({ code }) => code);
const resultOf = (
  published: PublishedAssessment,
  rest: Partial<PublishedAssessment['result']>,
): PublishedAssessment => {
  return { ...published, result: { ...published.result, ...rest } };
};

describe(readLevelGate.name, () => {
  let deep: PublishedAssessment;
  beforeAll(() => {
    deep = publishedAs(3);
  });

  it('§5.3: opens when the level is reached with a probability of .8', () => {
    expect(readLevelGate(deep, 'INTERDEPENDENT', ASOF)).toEqual({ met: true, probability: 1, reasons: [] });
    const just = readLevelGate({ ...deep, probabilities: spread(0.3, 0.5) }, 'INTERDEPENDENT', ASOF);
    expect(just).toMatchObject({ met: true, probability: 0.8 });
    // .7 + .1 is .7999999999999999.
    expect(readLevelGate({ ...deep, probabilities: spread(0.7, 0.1) }, 'INTERDEPENDENT', ASOF).met).toBe(true);
    expect(readLevelGate({ ...deep, probabilities: spread(0.3, 0.499) }, 'INTERDEPENDENT', ASOF)).toMatchObject({
      ...{ met: false, reasons: [{ code: 'PROBABILITY_TOO_LOW' }] },
    });
    expect(readLevelGate(publishedAs(2), 'COOPERATIVE', ASOF).met).toBe(true);
    expect(readLevelGate(publishedAs(2), 'INTERDEPENDENT', ASOF).met).toBe(false);
  });

  it('§5.3: stays shut while nothing is published, or what is contested was not talked over', () => {
    expect(readLevelGate(null, 'BASIC', ASOF)).toEqual({
      ...{ met: false, probability: null, reasons: [{ code: 'NOT_ASSESSED' }] },
    });
    const contested = resultOf(deep, { agreement: { ...deep.result.agreement, contested: true } });
    expect(codes(contested)).toEqual(['CONTESTED']);
    expect(codes({ ...contested, reconciled: true })).toEqual([]);
  });

  it('§5.3: takes neither one voice nor only those who sell to the account', () => {
    expect(codes(resultOf(deep, { counted: ['lee'] }))).toEqual(['TOO_FEW_RATERS']);
    expect(codes(resultOf(deep, { counted: ['lee', 'wu'] }))).toEqual([]);
    const own = resultOf(deep, { ownAccountOnly: true });
    expect(codes(own)).toEqual(['OWN_ACCOUNT_ONLY']);
    const gate = { ...DEFAULT_ASSESSMENT_POLICY.gate, ownAccountSuffices: true };
    expect(codes(own, ASOF, { ...DEFAULT_ASSESSMENT_POLICY, gate })).toEqual([]);
  });

  it('§5.3: names every ground at once', () => {
    const bad = resultOf(publishedAs(1), { counted: [], ownAccountOnly: true });
    expect(codes(bad, '2027-08-03')).toEqual(['STALE', 'TOO_FEW_RATERS', 'OWN_ACCOUNT_ONLY', 'PROBABILITY_TOO_LOW']);
  });

  it('LV-03: stays shut above a cap', () => {
    const answers = answersOf('SHORT', 3);
    const round = sentRound('SHORT', roundContext)
      .submits('kim', answers)
      .submits('lee', answers)
      .submits('wu', answers);
    const { published } = round.then({ ...act, type: 'CLOSE' }).then({ ...act, type: 'PUBLISH', otif: 0.5 }).state;
    expect(readLevelGate(published, 'COOPERATIVE', ASOF)).toMatchObject({ met: false, probability: 0 });
    expect(readLevelGate(published, 'BASIC', ASOF)).toMatchObject({ met: true, probability: 1 });
  });
});

describe(assessmentValidity.name, () => {
  it('§5.3: refuses a day that is none', () => {
    for (const day of ['2026-02-30', 'today'])
      expect(() => assessmentValidity({ at: ROUND_AT }, day)).toThrow('INVALID_DATE');
  });

  it('§5.3: is due after six months and stale after nine', () => {
    const read = (asOf: string) => assessmentValidity({ at: ROUND_AT }, asOf);
    expect(read('2027-05-01')).toEqual({ state: 'CURRENT', dueOn: '2027-05-02', validUntil: '2027-08-02' });
    expect(read('2027-05-02').state).toBe('DUE');
    expect(read('2027-08-02').state).toBe('DUE');
    expect(read('2027-08-03').state).toBe('STALE');
    expect(assessmentValidity({ at: ROUND_AT }, '2026-12-03', { cadenceMonths: 1, staleAfterMonths: 2 })).toEqual({
      ...{ state: 'DUE', dueOn: '2026-12-02', validUntil: '2027-01-02' },
    });
  });
});

describe(currentLevel.name, () => {
  it('LV-01 §5.3: is EXPLORATORY without an order, whatever was published; unknown until assessed', () => {
    expect(currentLevel(false, null)).toBe('EXPLORATORY');
    expect(currentLevel(false, { level: 'BASIC' })).toBe('EXPLORATORY');
    expect(currentLevel(true, { level: 'BASIC' })).toBe('BASIC');
    expect(currentLevel(true, null)).toBeNull();
  });
});
