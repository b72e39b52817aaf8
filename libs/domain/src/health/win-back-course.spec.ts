import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFinal, validateMachine } from '../machine/state-machine.js';
import {
  decideWinBack,
  evolveWinBack,
  INITIAL_WIN_BACK,
  replayWinBack,
  WIN_BACK_MACHINE,
  WIN_BACK_STATES,
  type WinBack,
  type WinBackCommand,
  type WinBackEvent,
  type WinBackProposal,
} from './win-back-course.js';

const act = { by: 'kim', at: '2026-06-08T10:00:00.000Z' };
const proposal: WinBackProposal = {
  ...{ rootCause: 'UNMET_NEED', probability: 0.5, marginMinor: 100_000n, lifetimeValueMinor: 200_000n },
  ...{ ownCostMinor: 10_000n, rootCauseFixMinor: 5_000n, specialServiceMinor: 1_000n },
  thirdParties: [{ kind: 'DISTRIBUTOR', costMinor: 2_000n }],
};
const recordedCauses = ['UNMET_NEED', 'COMPETITOR_BRIBERY'] as const;
const assess: WinBackCommand = { ...act, type: 'ASSESS', proposal, recordedCauses };
const hopeless: WinBackCommand = { ...assess, proposal: { ...proposal, probability: 0.01 } };
const start: WinBackCommand = { ...act, type: 'START', recordedCauses };
const step: WinBackCommand = { ...act, type: 'RECORD_STEP', kind: 'OFFER', what: 'a trial lot', costMinor: 700n };
const won: WinBackCommand = { ...act, type: 'END', outcome: 'WON' };
const drop: WinBackCommand = { ...act, type: 'END', outcome: 'DROPPED' };

function after(...commands: readonly WinBackCommand[]): WinBack {
  return commands.reduce((state, command) => {
    const decision = decideWinBack(command, state);
    if (!decision.ok) throw new TypeError(JSON.stringify(decision.reasons));
    return decision.events.reduce(evolveWinBack, state);
  }, INITIAL_WIN_BACK);
}
const refusal = (command: WinBackCommand, state: WinBack) => {
  const decision = decideWinBack(command, state);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
};

describe(decideWinBack.name, () => {
  it('RG-09: has a sound table', () => {
    expect(validateMachine(WIN_BACK_MACHINE)).toEqual([]);
    expect(WIN_BACK_STATES.filter((state) => isFinal(WIN_BACK_MACHINE, state))).toEqual(['WON', 'LOST', 'DROPPED']);
  });

  it('RG-09: is weighed as often as the figures change, until it starts', () => {
    expect(after(hopeless, assess)).toMatchObject({ state: 'ASSESSED', version: 2, assessment: { decision: 'GO' } });
    expect(refusal(assess, after(assess, start))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('RG-09: does not start when it is not worth it, and says why', () => {
    const decision = decideWinBack(start, after(hopeless));
    expect(!decision.ok && decision.reasons).toEqual([
      {
        code: 'WIN_BACK_NOT_WORTHWHILE',
        because: ['EXPECTED_VALUE_NOT_POSITIVE', 'COST_ABOVE_BUDGET_CAP'],
      },
    ]);
    expect(refusal({ ...start, recordedCauses: ['SCOPE_SHRINK'] }, after(assess))).toEqual(['CAUSE_NOT_RECORDED']);
    expect(refusal(start, INITIAL_WIN_BACK)).toEqual(['NOT_ASSESSED']);
    expect(refusal(start, after(assess, start))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('ET-02: removes a cause that was found, and none that belongs to compliance', () => {
    const of = (rootCause: WinBackProposal['rootCause']): WinBackCommand => ({
      ...assess,
      proposal: { ...proposal, rootCause },
    });
    expect(refusal(of('COMPETITOR_BRIBERY'), INITIAL_WIN_BACK)).toEqual(['CAUSE_FOR_COMPLIANCE']);
    expect(refusal(of('COMPETITOR_PRICE'), INITIAL_WIN_BACK)).toEqual(['CAUSE_NOT_RECORDED']);
  });

  it('RG-09: keeps what was done and what it cost', () => {
    const helped: WinBackCommand = { ...step, kind: 'THIRD_PARTY', thirdParty: 'MEDIATOR', costMinor: 300n };
    expect(after(assess, start, step, helped)).toMatchObject({ steps: 2, spentMinor: 1_000n });
    const wrong: WinBackCommand = { ...step, kind: 'THIRD_PARTY', what: ' ', costMinor: -1n };
    expect(refusal(wrong, after(assess, start))).toEqual(['NOTE_REQUIRED', 'NEGATIVE_COST', 'THIRD_PARTY_REQUIRED']);
    expect(refusal({ ...step, thirdParty: 'MEDIATOR' } as WinBackCommand, after(assess, start))).toEqual([
      'THIRD_PARTY_NOT_EXPECTED',
    ]);
    expect(refusal(step, after(assess))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('RG-09: ends won or lost once it was started, dropped when it never was', () => {
    expect(after(assess, start, won).state).toBe('WON');
    expect(after(assess, drop).state).toBe('DROPPED');
    expect(refusal(won, after(assess))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(drop, after(assess, start))).toEqual(['TRANSITION_NOT_ALLOWED']);
    expect(refusal(won, after(assess, drop))).toEqual(['TRANSITION_NOT_ALLOWED']);
  });

  it('needs who and when', () => {
    expect(refusal({ ...start, by: ' ', at: 'then' }, INITIAL_WIN_BACK)).toEqual(['ACTOR_REQUIRED', 'TIME_REQUIRED']);
  });

  it('refuses an event that is none', () => {
    expect(() => evolveWinBack(INITIAL_WIN_BACK, { ...act, type: 'OTHER' } as unknown as WinBackEvent)).toThrow(
      TypeError,
    );
  });

  it('RG-09: whatever is tried, it replays to the same and spends only under way', () => {
    const commands = fc.array(fc.constantFrom(assess, hopeless, start, step, won, drop), { maxLength: 12 });
    fc.assert(
      fc.property(commands, (all) => {
        let state = INITIAL_WIN_BACK;
        const events: WinBackEvent[] = [];
        for (const command of all) {
          const decision = decideWinBack(command, state);
          if (!decision.ok) continue;
          events.push(...decision.events);
          state = decision.events.reduce(evolveWinBack, state);
        }
        expect(replayWinBack(events)).toEqual(state);
        expect(state.spentMinor).toBe(BigInt(state.steps) * 700n);
        if (state.steps > 0) expect(['UNDER_WAY', 'WON']).toContain(state.state);
      }),
    );
  });
});
