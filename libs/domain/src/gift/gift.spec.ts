import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterAll, live, refusalCodes, stepsNotTaken, type Workflow } from '../../test/workflow-life.js';
import { ACCOUNT_KINDS } from '../customer-file/account-kind.js';
import { decideGift } from './gift.decide.js';
import { evolveGift, INITIAL_GIFT, replayGift } from './gift.evolve.js';
import { GIFT_MACHINE, type GiftState } from './gift.machine.js';
import {
  DEFAULT_GIFT_RULES,
  type GiftCommand,
  type GiftEvent,
  type GiftFacts,
  type GiftRecord,
  type GiftRequest,
} from './gift.model.js';

const at = '2026-06-05T10:00:00Z';
const by = (person: string) => ({ by: person, at });
const REQUEST: GiftRequest = {
  ...{ accountId: 'a1', recipient: 'wang', valueMinor: 3_000n, occasion: 'ten years of trade', giver: 'lee' },
  ...{ courtesy: 'GIFT', purpose: 'to say thank you' },
};
const FACTS: GiftFacts = {
  ...{ givenThisYearMinor: 3_000n, publicOfficial: false, employerLimitMinor: 3_000n, decisionPending: false },
  accountKind: 'MANUFACTURER',
};
const request = (change: Partial<GiftRequest> = {}): GiftCommand => {
  return { ...by('kim'), type: 'REQUEST_GIFT', request: { ...REQUEST, ...change } };
};
const check = (change: Partial<GiftFacts> = {}): GiftCommand => {
  return { ...by('system:gift'), type: 'CHECK_GIFT', facts: { ...FACTS, ...change } };
};
const approve = (person = 'max'): GiftCommand => ({ ...by(person), type: 'APPROVE_GIFT' });
const turnDown = (note = 'not now'): GiftCommand => ({ ...by('max'), type: 'REFUSE_GIFT', note });
const give = (change: Partial<GiftFacts> = {}, person = 'lee'): GiftCommand => {
  return { ...by(person), type: 'GIVE_GIFT', facts: { ...FACTS, ...change } };
};

const workflow: Workflow<GiftState, GiftRecord, GiftCommand, GiftEvent> = {
  machine: GIFT_MACHINE,
  initial: INITIAL_GIFT,
  stateOf: ({ state }) => state,
  decide: decideGift,
  evolve: evolveGift,
  replay: replayGift,
};
const after = (...commands: readonly GiftCommand[]) => afterAll(workflow, ...commands);
const refused = (command: GiftCommand, item: GiftRecord) => refusalCodes(workflow, command, item);
const checked = [request(), check()];

describe(decideGift.name, () => {
  it('P9, PF-03: is requested, held against the policy, approved and given', () => {
    expect(after(request())).toMatchObject({
      state: 'REQUESTED',
      request: REQUEST,
      requestedBy: 'kim',
      findings: null,
    });
    expect(after(...checked)).toMatchObject({ state: 'POLICY_CHECK', findings: [], policyVersion: 'default-1' });
    expect(after(...checked, approve())).toMatchObject({ state: 'APPROVED', approvedBy: 'max', given: null });
    expect(after(...checked, approve(), give())).toMatchObject({ state: 'GIVEN', given: by('lee'), refusal: null });
  });

  it.each<[Partial<GiftFacts>, string]>([
    [{ publicOfficial: true }, 'PUBLIC_OFFICIAL'],
    [{ publicOfficial: null }, 'OFFICIAL_STATUS_UNKNOWN'],
    [{ publicOfficial: null, accountKind: 'GOVERNMENT' }, 'PUBLIC_OFFICIAL'],
    [{ publicOfficial: true, accountKind: null }, 'PUBLIC_OFFICIAL'],
    [{ decisionPending: true }, 'DECISION_PENDING'],
    [{ employerLimitMinor: null }, 'EMPLOYER_POLICY_UNKNOWN'],
    [{ employerLimitMinor: 0n }, 'ABOVE_EMPLOYER_LIMIT'],
    [{ givenThisYearMinor: 3_001n }, 'ABOVE_YEARLY_LIMIT'],
    [{ accountKind: 'GOVERNMENT' }, 'PUBLIC_OFFICIAL'],
  ])('PF-03, ET-01, RM-19: the policy itself refuses with %p, and nobody can overrule it', (facts, code) => {
    const decision = decideGift(check(facts), after(request()));
    expect(decision).toMatchObject({
      ok: true,
      events: [
        { type: 'GIFT_CHECKED', findings: [{ code }], policyVersion: 'default-1' },
        { type: 'GIFT_REFUSED', findings: [{ code }] },
      ],
    });
    const gone = after(request(), check(facts));
    expect(gone).toMatchObject({ state: 'REFUSED', refusal: { by: 'system:gift', note: null } });
    for (const command of [approve(), give(), check(), turnDown()]) {
      expect(refused(command, gone)).toEqual(['TRANSITION_NOT_ALLOWED']);
    }
    // Nor does it help that it was all right when it was approved.
    const approved = after(...checked, approve());
    expect(refused(give(facts), approved)).toEqual([code]);
    expect(after(...checked, approve(), turnDown()).refusal).toEqual({ ...by('max'), note: 'not now' });
  });

  it('RM-19: at a public body everybody counts as a public official', () => {
    for (const accountKind of ACCOUNT_KINDS) {
      const state = accountKind === 'GOVERNMENT' ? 'REFUSED' : 'POLICY_CHECK';
      expect(after(request(), check({ accountKind })).state).toBe(state);
    }
  });

  it('PF-03: needs an occasion and stays within the value limit', () => {
    expect(after(request({ occasion: ' ' }), check()).findings).toEqual([{ code: 'OCCASION_REQUIRED' }]);
    const dear = after(request({ valueMinor: 3_001n }), check({ employerLimitMinor: 9_000n, givenThisYearMinor: 0n }));
    expect(dear).toMatchObject({ state: 'REFUSED', findings: [{ code: 'ABOVE_LIMIT', limitMinor: 3_000n }] });
  });

  it('P9: is approved by somebody who neither asked for it nor gives it', () => {
    for (const person of ['kim', 'lee']) {
      expect(refused(approve(person), after(...checked))).toEqual(['REQUESTER_MAY_NOT_APPROVE']);
    }
    expect(refused(give(), after(...checked))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refused(give({}, 'kim'), after(...checked, approve()))).toEqual(['GIVEN_BY_SOMEBODY_ELSE']);
  });

  it('P9: is checked again when the limits have changed since', () => {
    const decision = decideGift(approve(), after(...checked), { ...DEFAULT_GIFT_RULES, version: '2' });
    expect(decision).toEqual({ ok: false, reasons: [{ code: 'STALE_CHECK', checked: 'default-1', current: '2' }] });
    const lower = { version: '2', limitMinor: 2_000n, yearlyLimitMinor: 6_000n };
    expect(decideGift(give(), after(...checked, approve()), lower)).toMatchObject({
      ...{ ok: false, reasons: [{ code: 'ABOVE_LIMIT', limitMinor: 2_000n }] },
    });
  });

  it('P9: is refused by a person only with a word', () => {
    expect(after(...checked, turnDown())).toMatchObject({ state: 'REFUSED', refusal: { note: 'not now' } });
    expect(refused(turnDown(' '), after(...checked))).toEqual(['NOTE_REQUIRED']);
    expect(refused(turnDown(), after(request()))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('P9: names account, recipient and giver, and goes to nobody of ours', () => {
    expect(refused(request({ accountId: '', recipient: ' ', giver: '', purpose: ' ' }), INITIAL_GIFT)).toEqual([
      ...['ACCOUNT_REQUIRED', 'RECIPIENT_REQUIRED', 'GIVER_REQUIRED'],
      'PURPOSE_REQUIRED',
    ]);
    for (const recipient of ['kim', 'lee'])
      expect(refused(request({ recipient }), INITIAL_GIFT)).toEqual(['RECIPIENT_IS_OURS']);
    expect(refused({ ...request(), by: '', at: 'now' }, INITIAL_GIFT)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
    expect(refused(request(), after(request()))).toEqual(['ALREADY_REQUESTED']);
    for (const command of [check(), approve(), turnDown(), give()]) {
      expect(refused(command, INITIAL_GIFT)).toEqual(['NOT_REQUESTED']);
    }
    expect(refused(check(), after(...checked))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(() => evolveGift(INITIAL_GIFT, { ...by('kim'), type: 'OTHER' } as never)).toThrow(TypeError);
  });
});

describe('any course of a gift', () => {
  const money = fc.bigInt({ min: -1n, max: 7_000n });
  const facts = fc.record({
    givenThisYearMinor: money,
    publicOfficial: fc.option(fc.boolean(), { nil: null }),
    employerLimitMinor: fc.option(money, { nil: null }),
    decisionPending: fc.boolean(),
    accountKind: fc.constantFrom(...ACCOUNT_KINDS, null),
  });
  const any: fc.Arbitrary<GiftCommand> = fc.oneof(
    facts.map((change) => check(change)),
    facts.map((change) => give(change)),
    fc.constantFrom(
      check(),
      check(),
      approve(),
      approve(),
      approve('kim'),
      give(),
      give(),
      turnDown(),
      give({}, 'max'),
    ),
  );
  const courses = fc
    .record({ valueMinor: fc.oneof(fc.constant(3_000n), money), rest: fc.array(any, { maxLength: 8 }) })
    .map(({ valueMinor, rest }) => [request({ valueMinor }), ...rest]);

  it('P9, ET-01: follows the table; what is given was approved by another and within every limit', () => {
    fc.assert(
      fc.property(courses, (commands) => {
        const { item, events } = live(workflow, commands);
        if (item.state === 'GIVEN' || item.state === 'REFUSED') {
          for (const command of commands) expect(decideGift(command, item).ok).toBe(false);
        }
        const given = events.find((event) => event.type === 'GIFT_GIVEN');
        if (given?.type !== 'GIFT_GIVEN') return;
        const { valueMinor } = item.request as GiftRequest;
        expect([item.requestedBy, item.request?.giver]).not.toContain(item.approvedBy);
        expect(item.approvedBy).not.toBeNull();
        expect(valueMinor > 0n && valueMinor <= 3_000n && valueMinor <= (given.facts.employerLimitMinor ?? -1n)).toBe(
          true,
        );
        expect(given.facts.givenThisYearMinor + valueMinor <= 6_000n).toBe(true);
        const { publicOfficial, decisionPending, accountKind } = given.facts;
        expect([publicOfficial, decisionPending || accountKind === 'GOVERNMENT']).toEqual([false, false]);
      }),
      { numRuns: 400 },
    );
  });

  it('P9: takes every step of the table, so that the properties say something', () => {
    const lives = fc.sample(courses, { numRuns: 1000, seed: 9 }).map((commands) => live(workflow, commands));
    expect(stepsNotTaken(GIFT_MACHINE, lives)).toEqual([]);
  });
});
