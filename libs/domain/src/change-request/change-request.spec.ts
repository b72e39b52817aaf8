import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canTransition, validateMachine } from '../machine/state-machine.js';
import {
  CHANGE_ORIGINS,
  CHANGE_REQUEST_MACHINE,
  decideChangeRequest,
  evolveChangeRequest,
  projectPhase,
  type ChangeCommand,
  type ChangeOrigin,
  type ChangeRequest,
  type ChangeState,
} from './change-request.js';

const US = { by: 'kim', side: 'SUPPLIER', at: '2026-11-22T08:00:00.000Z' } as const;
const THEM = { by: 'wang', side: 'CUSTOMER', at: '2026-11-22T08:00:00.000Z' } as const;
const request = (origin: ChangeOrigin, state: ChangeState): ChangeRequest => ({ origin, state });
const decide = (command: ChangeCommand, origin: ChangeOrigin, state: ChangeState) =>
  decideChangeRequest(command, request(origin, state));
const codes = (command: ChangeCommand, origin: ChangeOrigin, state: ChangeState) => {
  const decision = decide(command, origin, state);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};
const EFFECTS = { type: 'ASSESS', effects: 'two weeks, new tool' } as const;

describe(projectPhase.name, () => {
  it('ST-20: terms before delivery, changes and service after it, then an alliance', () => {
    const project = { deliveredOn: '2026-06-01', allianceFrom: '2026-09-01' };
    expect(['2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01'].map((day) => projectPhase(project, day))).toEqual([
      'PRE_SALE',
      'POST_DELIVERY',
      'POST_DELIVERY',
      'ALLIANCE',
    ]);
    expect(projectPhase({ deliveredOn: null, allianceFrom: null }, '2026-06-01')).toBe('PRE_SALE');
    expect(projectPhase({ deliveredOn: null, allianceFrom: '2026-01-01' }, '2026-06-01')).toBe('ALLIANCE');
  });
});

describe(decideChangeRequest.name, () => {
  it('ST-20: a change is assessed, agreed by the other side and carried out', () => {
    const steps: readonly (readonly [ChangeCommand, ChangeState])[] = [
      [{ ...US, ...EFFECTS }, 'ASSESSED'],
      [{ ...THEM, type: 'AGREE' }, 'AGREED'],
      [{ ...US, type: 'IMPLEMENT' }, 'IMPLEMENTED'],
    ];
    let change = request('MANUFACTURING', 'REQUESTED');
    for (const [command, state] of steps) {
      const decision = decideChangeRequest(command, change);
      change = decision.ok ? decision.events.reduce(evolveChangeRequest, change) : change;
      expect(change).toEqual({ origin: 'MANUFACTURING', state });
    }
  });

  it('ST-20: a customer’s change is judged by us, one of our manufacturing by the customer', () => {
    expect(codes({ ...US, type: 'AGREE' }, 'CUSTOMER', 'ASSESSED')).toEqual([]);
    expect(codes({ ...THEM, type: 'AGREE' }, 'CUSTOMER', 'ASSESSED')).toEqual(['NOT_THIS_SIDE']);
    expect(codes({ ...US, type: 'AGREE' }, 'MANUFACTURING', 'ASSESSED')).toEqual(['NOT_THIS_SIDE']);
    expect(codes({ ...US, type: 'DECLINE', why: 'too late' }, 'MANUFACTURING', 'ASSESSED')).toEqual(['NOT_THIS_SIDE']);
    expect(codes({ ...THEM, ...EFFECTS }, 'CUSTOMER', 'REQUESTED')).toEqual(['NOT_THIS_SIDE']);
    expect(codes({ ...THEM, type: 'IMPLEMENT' }, 'MANUFACTURING', 'AGREED')).toEqual(['NOT_THIS_SIDE']);
  });

  it('ST-20: nothing is agreed before its effects are known', () => {
    expect(codes({ ...US, type: 'AGREE' }, 'CUSTOMER', 'REQUESTED')).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(codes({ ...US, type: 'IMPLEMENT' }, 'CUSTOMER', 'ASSESSED')).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(codes({ ...US, type: 'ASSESS', effects: ' ' }, 'CUSTOMER', 'REQUESTED')).toEqual(['EFFECTS_REQUIRED']);
    expect(codes({ ...THEM, type: 'DECLINE', why: '' }, 'MANUFACTURING', 'REQUESTED')).toEqual(['REASON_REQUIRED']);
    expect(codes({ ...US, by: '', at: 'now', type: 'AGREE' }, 'CUSTOMER', 'ASSESSED')).toEqual([
      'ACTOR_REQUIRED',
      'TIME_REQUIRED',
    ]);
  });

  it('ST-20: its events say what was decided', () => {
    const events = (command: ChangeCommand, state: ChangeState) => {
      const decision = decide(command, 'CUSTOMER', state);
      return decision.ok ? decision.events : [];
    };
    expect(events({ ...US, ...EFFECTS }, 'REQUESTED')).toEqual([
      { ...US, type: 'CHANGE_ASSESSED', effects: 'two weeks, new tool' },
    ]);
    expect(events({ ...US, type: 'AGREE' }, 'ASSESSED')).toEqual([{ ...US, type: 'CHANGE_AGREED' }]);
    expect(events({ ...US, type: 'IMPLEMENT' }, 'AGREED')).toEqual([{ ...US, type: 'CHANGE_IMPLEMENTED' }]);
    expect(events({ ...US, type: 'DECLINE', why: 'too late' }, 'REQUESTED')).toEqual([
      { ...US, type: 'CHANGE_DECLINED', why: 'too late' },
    ]);
  });

  it('ST-20: moves along its machine whatever is tried', () => {
    expect(validateMachine(CHANGE_REQUEST_MACHINE)).toEqual([]);
    const who = fc.constantFrom(US, THEM);
    const command: fc.Arbitrary<ChangeCommand> = fc.oneof(
      who.map((act) => ({ ...act, ...EFFECTS })),
      who.map((act) => ({ ...act, type: 'DECLINE' as const, why: 'no' })),
      fc.tuple(who, fc.constantFrom('AGREE' as const, 'IMPLEMENT' as const)).map(([act, type]) => ({ ...act, type })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...CHANGE_ORIGINS), fc.array(command, { maxLength: 12 }), (origin, commands) => {
        let change = request(origin, 'REQUESTED');
        for (const one of commands) {
          const decision = decideChangeRequest(one, change);
          if (!decision.ok) continue;
          const next = decision.events.reduce(evolveChangeRequest, change);
          expect(canTransition(CHANGE_REQUEST_MACHINE, change.state, next.state)).toBe(true);
          change = next;
        }
      }),
    );
  });
});
