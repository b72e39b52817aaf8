import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canTransition, validateMachine } from '../machine/state-machine.js';
import { REGRESSION_CAUSE_CODES } from '../stage/regression-cause.js';
import { decideReferral, isComplianceMatter } from './referral.decide.js';
import { evolveReferral, NO_REFERRAL, referralSight } from './referral.evolve.js';
import {
  REFERRAL_MACHINE,
  type ComplianceReferral,
  type ReferralCommand,
  type ReferralEvent,
} from './referral.model.js';

const AT = '2026-11-22T08:00:00.000Z';
const REFER = {
  type: 'REFER',
  by: 'kim',
  at: AT,
  accountId: 'a1',
  cause: 'COMPETITOR_BRIBERY',
  facts: 'the buyer spoke of an envelope',
  involved: ['max'],
} as const;
const TAKE_UP = { type: 'TAKE_UP', by: 'ann', at: AT, isComplianceOfficer: true } as const;
const CLOSE = { type: 'CLOSE', by: 'ann', at: AT, finding: 'SUBSTANTIATED', explanation: 'two witnesses' } as const;

const after = (...commands: readonly ReferralCommand[]): ComplianceReferral =>
  commands.reduce<ComplianceReferral>((referral, command) => {
    const decision = decideReferral(command, referral);
    expect(decision).toMatchObject({ ok: true });
    return decision.ok ? decision.events.reduce(evolveReferral, referral) : referral;
  }, NO_REFERRAL);
const reasons = (command: ReferralCommand, ...given: readonly ReferralCommand[]) => {
  const decision = decideReferral(command, after(...given));
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};

describe(decideReferral.name, () => {
  it('ET-02: given bribery as suspected cause of a loss, then a confidential referral is opened', () => {
    expect(decideReferral(REFER, NO_REFERRAL)).toEqual({
      ok: true,
      events: [
        {
          type: 'REFERRAL_OPENED',
          by: 'kim',
          at: AT,
          accountId: 'a1',
          cause: 'COMPETITOR_BRIBERY',
          facts: 'the buyer spoke of an envelope',
          involved: ['max'],
          confidential: true,
        },
      ],
    });
  });

  it('ET-02: no other cause of loss is one for compliance', () => {
    expect(REGRESSION_CAUSE_CODES.filter(isComplianceMatter)).toEqual(['COMPETITOR_BRIBERY']);
    expect(reasons({ ...REFER, cause: 'COMPETITOR_PRICE', facts: ' ' })).toEqual([
      'CAUSE_IS_NO_COMPLIANCE_MATTER',
      'FACTS_REQUIRED',
    ]);
  });

  it('ET-02: needs facts, a reporter and a time, and is opened once', () => {
    expect(reasons({ ...REFER, facts: '' })).toEqual(['FACTS_REQUIRED']);
    expect(reasons({ ...REFER, by: ' ', at: 'today' })).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
    expect(reasons(REFER, REFER)).toEqual(['ALREADY_REFERRED']);
    expect([TAKE_UP, CLOSE].map((command) => reasons(command))).toEqual([['NOT_REFERRED'], ['NOT_REFERRED']]);
  });

  it('ET-02: is reviewed by a compliance officer who has no part in it', () => {
    expect(after(REFER, TAKE_UP)).toMatchObject({
      state: 'UNDER_REVIEW',
      reviewer: 'ann',
      reporter: 'kim',
      finding: null,
    });
    expect(reasons({ ...TAKE_UP, isComplianceOfficer: false }, REFER)).toEqual(['NOT_A_COMPLIANCE_OFFICER']);
    expect(reasons({ ...TAKE_UP, by: 'max' }, REFER)).toEqual(['CONFLICT_OF_INTEREST']);
    expect(reasons({ ...TAKE_UP, by: 'kim' }, REFER)).toEqual(['CONFLICT_OF_INTEREST']);
    expect(reasons(TAKE_UP, REFER, TAKE_UP)).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('ET-02: is closed by its reviewer, with a finding and why', () => {
    expect(after(REFER, TAKE_UP, CLOSE)).toMatchObject({ state: 'CLOSED', finding: 'SUBSTANTIATED' });
    expect(reasons({ ...CLOSE, by: 'lee', explanation: '' }, REFER, TAKE_UP)).toEqual([
      'NOT_THE_REVIEWER',
      'EXPLANATION_REQUIRED',
    ]);
    expect(reasons({ ...CLOSE, explanation: ' ' }, REFER, TAKE_UP)).toEqual(['EXPLANATION_REQUIRED']);
    expect(reasons(CLOSE, REFER)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(reasons(CLOSE, REFER, TAKE_UP, CLOSE)).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('ET-02: its events say what was decided and nothing more', () => {
    expect(decideReferral(TAKE_UP, after(REFER))).toEqual({
      ok: true,
      events: [{ type: 'REFERRAL_TAKEN_UP', by: 'ann', at: AT }],
    });
    expect(decideReferral(CLOSE, after(REFER, TAKE_UP))).toEqual({
      ok: true,
      events: [{ type: 'REFERRAL_CLOSED', by: 'ann', at: AT, finding: 'SUBSTANTIATED', explanation: 'two witnesses' }],
    });
  });

  it('ET-02: moves along its machine whatever is tried', () => {
    expect(validateMachine(REFERRAL_MACHINE)).toEqual([]);
    const person = fc.constantFrom('kim', 'ann', 'max', 'lee', '');
    const command: fc.Arbitrary<ReferralCommand> = fc.oneof(
      person.map((by) => ({ ...REFER, by })),
      fc.tuple(person, fc.boolean()).map(([by, isComplianceOfficer]) => ({ ...TAKE_UP, by, isComplianceOfficer })),
      person.map((by) => ({ ...CLOSE, by })),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        const events: ReferralEvent[] = [];
        let referral = NO_REFERRAL;
        for (const one of commands) {
          const decision = decideReferral(one, referral);
          if (!decision.ok) continue;
          const next = decision.events.reduce(evolveReferral, referral);
          if (referral.state !== null && next.state !== null) {
            expect(canTransition(REFERRAL_MACHINE, referral.state, next.state)).toBe(true);
          }
          if (next.state !== null) expect(next.reviewer).not.toBe('max');
          events.push(...decision.events);
          referral = next;
        }
        expect(events.reduce(evolveReferral, NO_REFERRAL)).toEqual(referral);
      }),
    );
  });

  it('ET-02: an event without a referral before it changes nothing', () => {
    expect(evolveReferral(NO_REFERRAL, { type: 'REFERRAL_TAKEN_UP', by: 'ann', at: AT })).toBe(NO_REFERRAL);
  });
});

describe(referralSight.name, () => {
  it('ET-02: only compliance reads it; its reporter knows that it was received', () => {
    const referral = after(REFER, TAKE_UP);
    const sight = (id: string, isComplianceOfficer = false) => referralSight(referral, { id, isComplianceOfficer });
    expect([
      sight('ann', true),
      sight('kim'),
      sight('lee'),
      sight('max'),
      sight('max', true),
      sight('kim', true),
    ]).toEqual(['ALL', 'RECEIPT', 'NOTHING', 'NOTHING', 'NOTHING', 'ALL']);
    expect(referralSight(NO_REFERRAL, { id: 'ann', isComplianceOfficer: true })).toBe('NOTHING');
  });
});
