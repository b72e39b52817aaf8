import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideInvitation, DEFAULT_INVITATION_POLICY, type InvitationCommand } from './invitation.decide.js';
import {
  evolveInvitation,
  INITIAL_INVITATION,
  type Invitation,
  INVITATION_ANSWERS,
  INVITATION_MACHINE,
  invitationDue,
  TALK_RESULTS,
} from './invitation.js';

type Act = InvitationCommand extends infer C ? (C extends unknown ? Omit<C, 'by' | 'at'> : never) : never;

const FRIDAY = '2026-11-20T09:00:00.000Z';
const MAKE: Act = { type: 'MAKE', dueOn: '2026-11-24', owner: null };
const SEND: Act = { type: 'SEND', contactId: 'c' };
const answer = (given: (typeof INVITATION_ANSWERS)[number], note: string | null = null): Act => {
  return { type: 'ANSWER', answer: given, note };
};
const talk = (result: (typeof TALK_RESULTS)[number], note = 'Talked to Li.'): Act => {
  return { type: 'RECORD_TALK', channel: 'CALL', result, contactId: null, note };
};

const decide = (state: Invitation, act: Act, at = FRIDAY) =>
  decideInvitation({ ...act, by: 'staff:a', at } as InvitationCommand, state);

function after(...acts: readonly Act[]): Invitation {
  return acts.reduce((state, act) => {
    const decision = decide(state, act);
    if (!decision.ok) throw new Error(JSON.stringify(decision.reasons));
    return decision.events.reduce(evolveInvitation, state);
  }, INITIAL_INVITATION);
}
const refusals = (state: Invitation, act: Act, at?: string): readonly string[] => {
  const decision = decide(state, act, at);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};

describe(decideInvitation.name, () => {
  it('CP-03: given one that was made, then it is due until it is sent, and answered once', () => {
    const made = after(MAKE);
    expect([made.state, invitationDue(made)]).toEqual(['PENDING', '2026-11-24']);
    const sent = after(MAKE, SEND);
    expect(sent).toMatchObject({ state: 'SENT', channel: 'PORTAL', contactId: 'c', answerBy: '2026-12-04' });
    expect(invitationDue(sent)).toBeNull();
    const answered = after(MAKE, SEND, { type: 'OPEN' }, answer('ALL_WELL'));
    expect(answered).toMatchObject({ state: 'ANSWERED', answer: 'ALL_WELL', callBy: null, version: 4 });
  });

  it('CP-03: who asks for a call is called on the next working day, and what is said then counts', () => {
    const asked = after(MAKE, SEND, answer('CALL_ME', 'Mornings'));
    expect(asked).toMatchObject({ answer: 'CALL_ME', callBy: '2026-11-23' });
    expect(invitationDue(asked)).toBe('2026-11-23');
    const missed = after(MAKE, SEND, answer('CALL_ME'), talk('NOT_REACHED'));
    expect([missed.answer, invitationDue(missed)]).toEqual(['CALL_ME', '2026-11-23']);
    const talked = after(MAKE, SEND, answer('CALL_ME'), talk('COMPLAINT'));
    expect(talked).toMatchObject({ state: 'ANSWERED', answer: 'COMPLAINT', channel: 'CALL', callBy: null });
    expect(refusals(talked, talk('ALL_WELL'))).toEqual(['ALREADY_ANSWERED']);
  });

  it('CP-03: nobody reached leaves it as it was; a talk answers it without anything being sent', () => {
    expect(after(MAKE, talk('NOT_REACHED'))).toMatchObject({ state: 'PENDING', version: 2 });
    expect(after(MAKE, talk('ALL_WELL'))).toMatchObject({ state: 'ANSWERED', answer: 'ALL_WELL', channel: 'CALL' });
  });

  it('CP-03: the same answer again changes nothing, another one is refused', () => {
    const answered = after(MAKE, SEND, answer('COMPLAINT', 'Late again'));
    expect(decide(answered, answer('COMPLAINT', 'Late again'))).toEqual({ ok: true, events: [] });
    expect(refusals(answered, answer('ALL_WELL'))).toEqual(['ALREADY_ANSWERED']);
    expect(refusals(answered, answer('COMPLAINT', 'Other words'))).toEqual(['ALREADY_ANSWERED']);
    expect(decide(answered, { type: 'OPEN' })).toEqual({ ok: true, events: [] });
  });

  it('refuses what has no words, no beginning or no place', () => {
    expect(refusals(INITIAL_INVITATION, SEND)).toEqual(['NOT_MADE']);
    expect(refusals(after(MAKE), MAKE)).toEqual(['ALREADY_MADE']);
    expect(refusals(after(MAKE, SEND), answer('COMPLAINT'))).toEqual(['NOTE_REQUIRED']);
    expect(refusals(after(MAKE, SEND), answer('COMPLAINT', ' '))).toEqual(['NOTE_REQUIRED']);
    expect(refusals(after(MAKE), { type: 'DECLINE', note: ' ' })).toEqual(['NOTE_REQUIRED']);
    expect(refusals(after(MAKE), talk('ALL_WELL', ''))).toEqual(['NOTE_REQUIRED']);
    expect(refusals(after(MAKE, { type: 'DECLINE', note: 'Known' }), SEND)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusals(after(MAKE, SEND), SEND)).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusals(after(MAKE, { type: 'ASSIGN', owner: 'o' }), { type: 'ASSIGN', owner: 'o' })).toEqual([
      'SAME_OWNER',
    ]);
  });

  it('expires after the last day of waiting, and is answered late all the same', () => {
    const sent = after(MAKE, SEND);
    expect(refusals(sent, { type: 'EXPIRE' }, '2026-12-04T23:00:00Z')).toEqual(['STILL_WAITING']);
    expect(refusals(after(MAKE), { type: 'EXPIRE' }, '2027-01-01T00:00:00Z')).toEqual(['STILL_WAITING']);
    const decision = decide(sent, { type: 'EXPIRE' }, '2026-12-05T00:00:00Z');
    const expired = decision.ok ? decision.events.reduce(evolveInvitation, sent) : sent;
    expect(expired.state).toBe('EXPIRED');
    expect(decide(expired, answer('ALL_WELL')).ok).toBe(true);
    expect(decide(expired, SEND).ok).toBe(true);
  });

  it('goes only where its table leads, whatever comes', () => {
    const acts = fc.oneof(
      fc.constantFrom<Act>(SEND, { type: 'OPEN' }, { type: 'EXPIRE' }, { type: 'DECLINE', note: 'n' }, MAKE),
      fc.constantFrom(...INVITATION_ANSWERS).map((given) => answer(given, 'n')),
      fc.constantFrom(...TALK_RESULTS).map((result) => talk(result)),
    );
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 12 }), (list) => {
        let state = after(MAKE);
        for (const act of list) {
          const decision = decide(state, act, '2027-02-01T00:00:00Z');
          if (!decision.ok) continue;
          const next = decision.events.reduce(evolveInvitation, state);
          if (next.state !== state.state) {
            expect(INVITATION_MACHINE.transitions[state.state as 'SENT']).toContain(next.state);
          }
          expect(next.version).toBe(state.version + decision.events.length);
          expect(next.callBy !== null).toBe(next.answer === 'CALL_ME');
          state = next;
        }
      }),
    );
  });

  it('counts the days of its policy', () => {
    const policy = { ...DEFAULT_INVITATION_POLICY, answerDays: 3 };
    const decision = decideInvitation({ ...SEND, by: 'a', at: FRIDAY } as InvitationCommand, after(MAKE), policy);
    expect(decision).toMatchObject({ events: [{ answerBy: '2026-11-23' }] });
  });
});
