import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RELATIONSHIP_LEVELS } from '../assessment/levels.js';
import { HEALTH_STATES } from '../health/health-state.js';
import { STAGES, stageOrder } from '../stage/stages.js';
import { TRIGGER_CODES } from '../window/trigger-codes.js';
import { planGoal } from './plan-goal.js';
import { localizedText } from '../text/localized-text.js';
import { playActions, PLAY_SIGNALS, type PlayTemplate } from './play.model.js';
import { GUARDS_OF_MEANS, mayRaiseExpectation, playFaults, unmetGuards, type PlayDraft } from './play-ethics.js';
import { playsFor } from './play-selection.js';
import { PROHIBITED_WORDS, prohibitedWordsIn } from './prohibited-words.js';
import { NEED_QUESTIONS, needProfileCompleteness, PLAYBOOK, stageGuide } from './playbook.js';

const codesIn = (stage: (typeof STAGES)[number]) =>
  PLAYBOOK.filter(({ stages }) => stages.includes(stage)).map(({ code }) => code);
const codesAt = (level: (typeof RELATIONSHIP_LEVELS)[number]) =>
  PLAYBOOK.filter(({ levels }) => levels.includes(level)).map(({ code }) => code);
const playOf = (code: string): PlayTemplate => PLAYBOOK.find((play) => play.code === code) as PlayTemplate;

describe('the playbook', () => {
  it('has every play once, in three languages, with evidence and without a fault', () => {
    expect(new Set(PLAYBOOK.map(({ code }) => code)).size).toBe(PLAYBOOK.length);
    for (const play of PLAYBOOK) {
      expect([play.code, playFaults(play)]).toEqual([play.code, []]);
      const actions = play.actions.map(({ code }) => code);
      expect(new Set(actions).size).toBe(actions.length);
    }
  });

  it('SG-01, SG-02, SG-03, SG-05, SG-06, SG-07, SG-08: gets in at DEVELOPMENT', () => {
    expect(codesIn('DEVELOPMENT')).toEqual([
      'WAIT_FOR_OPENING',
      'FIND_KEY_PERSON',
      'BUILD_TRUST',
      'TECHNICAL_BREAKTHROUGH',
      'SHAPE_CRITERIA',
    ]);
    expect(stageGuide('DEVELOPMENT').objective.en).toBe('Turn the prospect into a customer.');
    expect(playOf('WAIT_FOR_OPENING').evidence).toContain('INCUMBENT_RECORDED');
    expect(playOf('FIND_KEY_PERSON').actions.map(({ code }) => code)).toEqual([
      'FIND_COACH',
      'MAP_ROLES',
      'WEIGH_INFLUENCE',
      'MEET_KEY_PERSON',
    ]);
  });

  it('SG-10, SG-11, SG-12, SG-13, SG-14, SG-15, SG-16, SG-17, SG-18: becomes the main supplier at INITIAL', () => {
    expect(codesIn('INITIAL')).toEqual([
      'WEAVE_CONTACTS',
      'RAISE_EXPECTATIONS',
      'BALANCED_COALITION',
      'USER_VOICE',
      'CREATE_NEW_NEED',
      'WIDEN_SHARE',
    ]);
    expect(playOf('RAISE_EXPECTATIONS').actions).toHaveLength(3);
  });

  it('SG-19, SG-20, SG-21, SG-22, RM-28: defends at STABLE', () => {
    expect(codesIn('STABLE')).toEqual(['UPGRADE_RELATIONSHIP', 'EXECUTIVE_SELLING', 'RAISE_LOYALTY', 'KEEP_TALKING']);
  });

  it('SG-23, SG-24, SG-25, SG-26, RM-02: complements and binds at STRATEGIC', () => {
    expect(codesIn('STRATEGIC')).toEqual([
      'COMPLEMENT_STRENGTHS',
      'BIND_BOTH_SIDES',
      'TOP_LEVEL_COORDINATION',
      'JOINT_TEAM',
    ]);
  });

  it('SG-30, SG-31, SG-32, SG-33, SG-34, SG-35, SG-36, SG-37, SG-38, SG-39, SG-40, SG-41, SG-42: has plays of every level', () => {
    expect(RELATIONSHIP_LEVELS.map(codesAt)).toEqual([
      ['BE_SEEN', 'REDUCE_RISK'],
      ['DELIVER_RELIABLY', 'REDUCE_RISK', 'DISCOVER_NEEDS'],
      ['FOLLOW_ATTITUDE', 'DISCOVER_NEEDS', 'LISTEN_REGULARLY'],
      ['SERVE_AS_TEAM', 'FROM_POINT_TO_SURFACE'],
      ['INNOVATE_TOGETHER', 'SUPPORT_THEIR_GROWTH'],
    ]);
    expect(playOf('LISTEN_REGULARLY').actions.map(({ code }) => code)).toContain('CALL_BACK');
  });

  it('ST-13: gives every stage its position, bearing, objective and plays', () => {
    expect(STAGES.map((stage) => stageGuide(stage).role)).toEqual(['NONE', 'SECONDARY', 'MAIN', 'STRATEGIC']);
    for (const stage of STAGES) {
      const guide = stageGuide(stage);
      expect(guide.plays).toEqual(codesIn(stage));
      expect(guide.plays.length).toBeGreaterThan(3);
      expect(guide.objective).not.toEqual(guide.bearing);
    }
    expect(stageGuide('STABLE', [])).toMatchObject({ plays: [], objective: stageGuide('STABLE').bearing });
  });

  it('SG-34: tells how much of the need is known', () => {
    expect(NEED_QUESTIONS).toHaveLength(7);
    expect(needProfileCompleteness({})).toBe(0);
    expect(needProfileCompleteness({ WHAT_MATTERS: 'lead time', WHO_USES_IT: ' ' })).toBeCloseTo(1 / 7, 12);
    expect(needProfileCompleteness(Object.fromEntries(NEED_QUESTIONS.map((one) => [one, 'x'])))).toBe(1);
  });
});

describe(playFaults.name, () => {
  const sound = playOf('USER_VOICE');
  const draft = (rest: Partial<PlayDraft>): PlayDraft => ({ ...sound, ...rest });

  it('ET-01: refuses a means that is not on the list, such as a payment to a person', () => {
    const [action] = sound.actions;
    const paid = { ...action!, code: 'PAY', means: 'PAYMENT_TO_PERSON', owner: 'FIXER', dueDays: -1 };
    expect(playFaults(draft({ actions: [paid] }))).toEqual([
      { code: 'MEANS_NOT_ALLOWED', action: 'PAY' },
      { code: 'OWNER_UNKNOWN', action: 'PAY' },
      { code: 'DUE_INVALID', action: 'PAY' },
    ]);
    expect(playFaults(draft({ actions: [{ ...action!, dueDays: 1.5 }] }))).toHaveLength(1);
    expect(playFaults(draft({ actions: [{ ...action!, dueDays: 0 }] }))).toEqual([]);
  });

  it('ET-03, ET-05: asks for the promises that a means needs', () => {
    expect(playFaults(draft({ guards: [] }))).toEqual([
      { code: 'GUARD_REQUIRED', guard: 'DOCUMENTED_ISSUES_ONLY' },
      { code: 'GUARD_REQUIRED', guard: 'SENDER_VISIBLE' },
    ]);
    expect(playFaults({ ...playOf('BALANCED_COALITION'), guards: [] })).toEqual([
      { code: 'GUARD_REQUIRED', guard: 'FACTUAL_STANCE_NOTES' },
    ]);
    expect(playFaults({ ...playOf('BUILD_TRUST'), guards: [] })).toEqual([
      { code: 'GUARD_REQUIRED', guard: 'GIFT_REGISTER' },
    ]);
    expect(playFaults(draft({ guards: [...sound.guards, 'NICE'] }))).toEqual([
      { code: 'GUARD_UNKNOWN', guard: 'NICE' },
    ]);
    expect(Object.keys(GUARDS_OF_MEANS)).toHaveLength(4);
  });

  it.each([
    ['Offer a Kickback', 'kickback'],
    ['spread a rumour', 'rumour'],
    ['Provoke the departments', 'provoke'],
    ['給對方回扣', '回扣'],
    ['利用客户内部矛盾', '内部矛盾'],
    ['send it anonymously', 'anonymously'],
    ['never\nunder  the\ttable', 'under the table'],
    ['給kickback對方', 'kickback'],
    ['ＢＲＩＢＥＲＹ', 'bribery'],
    ['misleading the buyer', 'misleading'],
  ])('ET-01, ET-03: refuses a play that says "%s"', (said, word) => {
    const text = localizedText(said, said, said);
    expect(playFaults(draft({ driver: text }))).toEqual([{ code: 'PRACTICE_PROHIBITED', word }]);
    expect(playFaults(draft({ name: text }))).toEqual([{ code: 'PRACTICE_PROHIBITED', word }]);
    const rows = playActions(['X', 'QUALITY', 1, 'SERVICE', said, said, said]);
    expect(playFaults(draft({ actions: rows }))).toEqual([{ code: 'PRACTICE_PROHIBITED', word }]);
  });

  it.each([
    'Give an unprovoked answer',
    'Name the rumourless',
    'the table',
    'A synanonymous word',
    'under',
    'pretender',
  ])('ET-03: offers a play that only says "%s"', (said) => {
    const text = localizedText(said, said, said);
    const actions = playActions(['X', 'QUALITY', 1, 'SERVICE', 'the table', 'the table', 'the table']);
    expect(playFaults(draft({ driver: text, actions }))).toEqual([]);
  });

  it('names each word once, in the order of the list', () => {
    expect(prohibitedWordsIn('賄賂, a bribe, a kickback and a Bribe')).toEqual(['kickback', 'bribe', '賄賂']);
    expect(prohibitedWordsIn('')).toEqual([]);
  });

  it('does not read one text on into the next', () => {
    const actions = playActions(['X', 'QUALITY', 1, 'SERVICE', 'the table', 'the table', 'the table']);
    expect(playFaults(draft({ driver: localizedText('under', 'under', 'under'), actions }))).toEqual([]);
  });

  it('refuses a play that says it in a code', () => {
    const fault = { code: 'PRACTICE_PROHIBITED', word: 'under the table' };
    const text = ['x', 'x', 'x'] as const;
    expect(playFaults(draft({ code: 'UNDER_THE_TABLE' }))).toEqual([fault]);
    expect(playFaults(draft({ evidence: ['UNDER_THE_TABLE'] }))).toEqual([fault]);
    const actions = playActions(['PAY_UNDER_THE_TABLE', 'QUALITY', 1, 'SERVICE', ...text]);
    expect(playFaults(draft({ actions }))).toEqual([fault]);
  });

  it.each(PROHIBITED_WORDS)('ET-01, ET-03: refuses a play that says %s', (word) => {
    expect(playFaults(draft({ driver: localizedText(word, word, word) }))).toContainEqual({
      code: 'PRACTICE_PROHIBITED',
      word,
    });
  });

  it('wants a place, an action, evidence and all its words', () => {
    const empty = draft({
      code: ' ',
      stages: [],
      levels: [],
      actions: [],
      evidence: [],
      name: localizedText('', 'a', ' '),
    });
    expect(playFaults(empty)).toEqual([
      { code: 'CODE_REQUIRED' },
      { code: 'NO_PLACE' },
      { code: 'NO_ACTION' },
      { code: 'EVIDENCE_REQUIRED' },
      { code: 'TEXT_REQUIRED', path: 'name.en' },
      { code: 'TEXT_REQUIRED', path: 'name.zh-CN' },
    ]);
  });
});

describe(unmetGuards.name, () => {
  it('SG-17, ET-05: holds a play back until its issues are documented and its sender named', () => {
    const play = playOf('USER_VOICE');
    expect(unmetGuards(play, {})).toEqual(['DOCUMENTED_ISSUES_ONLY', 'SENDER_VISIBLE']);
    expect(unmetGuards(play, { documentedIssues: 0, senderNamed: false })).toHaveLength(2);
    expect(unmetGuards(play, { documentedIssues: 1, senderNamed: true })).toEqual([]);
  });

  it('K6, SG-15: lets an expectation rise only to what we give already', () => {
    expect(mayRaiseExpectation(6, 6)).toBe(true);
    expect(mayRaiseExpectation(5.9, 6)).toBe(false);
    expect(mayRaiseExpectation(undefined, 1)).toBe(false);
    expect(mayRaiseExpectation(NaN, 1)).toBe(false);
    const play = playOf('RAISE_EXPECTATIONS');
    expect(unmetGuards(play, {})).toEqual(['EXPECTATION_WITHIN_OUR_PERFORMANCE']);
    expect(unmetGuards(play, { ourPerceived: 6 })).toHaveLength(1);
    expect(unmetGuards(play, { ourPerceived: 6, newExpectation: 6.5 })).toHaveLength(1);
    expect(unmetGuards(play, { ourPerceived: 6, newExpectation: 5 })).toEqual([]);
    expect(unmetGuards(playOf('BUILD_TRUST'), {})).toEqual([]);
  });
});

describe(planGoal.name, () => {
  it('ST-16: advances by one stage while below the target and well, else holds', () => {
    expect(planGoal({ stage: 'INITIAL', targetStage: 'STRATEGIC', health: 'NORMAL' })).toEqual({
      goal: 'ADVANCE',
      to: 'STABLE',
      reasons: [{ code: 'BELOW_TARGET' }],
    });
    expect(planGoal({ stage: 'STABLE', targetStage: 'STABLE', health: 'WATCH' })).toEqual({
      goal: 'HOLD',
      at: 'STABLE',
      reasons: [{ code: 'AT_TARGET' }],
    });
    expect(planGoal({ stage: 'STABLE', targetStage: 'INITIAL', health: 'NORMAL' }).reasons).toEqual([
      { code: 'ABOVE_TARGET' },
    ]);
    expect(planGoal({ stage: 'INITIAL', targetStage: 'STABLE', health: 'CRISIS' })).toEqual({
      goal: 'HOLD',
      at: 'INITIAL',
      reasons: [{ code: 'HEALTH_FIRST' }, { code: 'BELOW_TARGET' }],
    });
  });

  it('ST-16: never leaps, never passes the target, advances only the well', () => {
    for (const stage of STAGES) {
      for (const targetStage of STAGES) {
        for (const health of HEALTH_STATES) {
          const plan = planGoal({ stage, targetStage, health });
          if (plan.goal === 'HOLD') expect(plan.at).toBe(stage);
          else {
            expect(stageOrder(plan.to)).toBe(stageOrder(stage) + 1);
            expect(stageOrder(plan.to)).toBeLessThanOrEqual(stageOrder(targetStage));
            expect(['NORMAL', 'WATCH']).toContain(health);
          }
        }
      }
    }
  });
});

describe(playsFor.name, () => {
  const codes = (situation: Parameters<typeof playsFor>[0], playbook?: readonly PlayTemplate[]) =>
    playsFor(situation, playbook).map(({ play }) => play.code);

  it('SG-20: gives the plays of stage and level, those that only advance left out while holding', () => {
    expect(codes({ stage: 'STABLE', level: 'INTEGRATED', goal: 'ADVANCE' })).toEqual([
      'UPGRADE_RELATIONSHIP',
      'EXECUTIVE_SELLING',
      'INNOVATE_TOGETHER',
      'SUPPORT_THEIR_GROWTH',
    ]);
    expect(codes({ stage: 'STABLE', goal: 'HOLD' })).toEqual(['EXECUTIVE_SELLING', 'RAISE_LOYALTY', 'KEEP_TALKING']);
    expect(codes({ stage: 'STABLE', goal: 'HOLD', started: ['RAISE_LOYALTY'] })).toEqual([
      'EXECUTIVE_SELLING',
      'KEEP_TALKING',
    ]);
  });

  it('puts first what windows and signals call for, and says why', () => {
    const proposals = playsFor({
      stage: 'INITIAL',
      level: 'BASIC',
      goal: 'ADVANCE',
      openTriggers: [
        { code: 'RIVAL_QUALITY_PROBLEM', strength: 0.3 },
        { code: 'RIVAL_QUALITY_PROBLEM', strength: 0.7 },
        { code: 'KEY_INFLUENCER_CHANGE', strength: 0.2 },
      ],
      signals: ['SINGLE_THREAD'],
    });
    expect(proposals.slice(0, 4).map(({ play, urgency }) => [play.code, urgency])).toEqual([
      ['WEAVE_CONTACTS', 1.2],
      ['RAISE_EXPECTATIONS', 0.7],
      ['USER_VOICE', 0.7],
      ['BALANCED_COALITION', 0.2],
    ]);
    expect(proposals[0]?.reasons).toEqual([
      { code: 'STAGE', stage: 'INITIAL' },
      { code: 'TRIGGER', trigger: 'KEY_INFLUENCER_CHANGE', strength: 0.2 },
      { code: 'SIGNAL', signal: 'SINGLE_THREAD' },
    ]);
    expect(proposals.at(-1)?.reasons).toEqual([{ code: 'LEVEL', level: 'BASIC' }]);
    expect(proposals[1]?.unmet).toEqual(['EXPECTATION_WITHIN_OUR_PERFORMANCE']);
  });

  it('ET-01: never proposes a play with a fault, whoever wrote it', () => {
    const bad = { ...playOf('KEEP_TALKING'), name: localizedText('Small kickback', 'x', 'x') };
    expect(codes({ stage: 'STABLE', goal: 'HOLD' }, [bad])).toEqual([]);
  });

  it('proposes only plays of the stage or level, without one twice, most urgent first', () => {
    const situation = fc.record(
      {
        stage: fc.constantFrom(...STAGES),
        level: fc.constantFrom(...RELATIONSHIP_LEVELS),
        goal: fc.constantFrom('ADVANCE' as const, 'HOLD' as const),
        openTriggers: fc.array(
          fc.record({ code: fc.constantFrom(...TRIGGER_CODES), strength: fc.double({ min: 0, max: 1, noNaN: true }) }),
        ),
        signals: fc.subarray([...PLAY_SIGNALS]),
      },
      { requiredKeys: ['stage', 'goal'] },
    );
    fc.assert(
      fc.property(situation, (one) => {
        const proposals = playsFor(one);
        const urgencies = proposals.map(({ urgency }) => urgency);
        expect([...urgencies].sort((a, b) => b - a)).toEqual(urgencies);
        expect(new Set(proposals.map(({ play }) => play.code)).size).toBe(proposals.length);
        for (const { play, reasons } of proposals) {
          expect(reasons.some(({ code }) => code === 'STAGE' || code === 'LEVEL')).toBe(true);
          expect([one.goal, 'BOTH']).toContain(play.purpose);
        }
      }),
    );
  });
});
