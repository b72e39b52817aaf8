import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  AFTER_DEADLINE,
  answersOf,
  EVIDENCE,
  raterOf,
  ROUND_AT,
  ROUND_DEADLINE,
  roundContext,
} from '../../test/assessment-scenario.js';
import { canTransition } from '../machine/state-machine.js';
import type { ItemAnswer } from './instrument.js';
import { RATER_GROUPS } from './raters.js';
import { decideRound } from './round.decide.js';
import { evolveRound, INITIAL_ROUND_STATE, replayRound } from './round.evolve.js';
import { ASSESSMENT_ROUND_MACHINE, ROUND_STEPS } from './round.machine.js';
import type { RoundCommand, RoundEvent, RoundState } from './round.model.js';
import { outstandingRaters } from './round.submit.js';
import { EVIDENCE_FROM } from './sheet.js';

const CONTEXT = () => roundContext({ draws: 20 });
const PEOPLE = ['kim', 'lee', 'wu', ''] as const;

/** Commands as careless and hostile clients send them, many of them nearly right so that sequences get somewhere. */
const command: fc.Arbitrary<(state: RoundState) => RoundCommand> = fc
  .record({
    type: fc.constantFrom(
      ...(['OPEN', 'INVITE', 'INVITE', 'SEND', 'SUBMIT', 'SUBMIT', 'SUBMIT', 'CLOSE', 'CLOSE'] as const),
      ...(['RECONCILE', 'PUBLISH', 'PUBLISH', 'CANCEL'] as const),
    ),
    by: fc.constantFrom(...PEOPLE.slice(0, 3), ...PEOPLE),
    at: fc.constantFrom(ROUND_AT, ROUND_AT, ROUND_AT, AFTER_DEADLINE, 'never'),
    group: fc.constantFrom(...RATER_GROUPS),
    values: fc.array(fc.constantFrom<ItemAnswer | null>(1, 2, 3, 4, 4, 1, null), { minLength: 1, maxLength: 6 }),
    told: fc.boolean(),
    otif: fc.constantFrom(null, 0.5, 0.99, 2, NaN),
    text: fc.constantFrom('because', 'because', ' '),
    lift: fc.boolean(),
    version: fc.constantFrom<'none' | 'right' | 'wrong'>('none', 'none', 'none', 'right', 'wrong'),
    rare: fc.integer({ min: 0, max: 9 }),
  })
  .map((raw) => (state: RoundState): RoundCommand => {
    const { by, at, text } = raw;
    const version = raw.version === 'right' ? state.version : state.version + 1;
    const act = { by, at, ...(raw.version === 'none' ? {} : { expectedVersion: version }) };
    switch (raw.type) {
      case 'OPEN':
        return { ...act, type: 'OPEN', form: 'SHORT', deadline: ROUND_DEADLINE, hasOrdered: raw.rare > 0 };
      case 'INVITE':
        return { ...act, type: 'INVITE', rater: raterOf(by, raw.group, raw.lift) };
      case 'SUBMIT':
        return {
          ...act,
          type: 'SUBMIT',
          answers: answersOf('SHORT', ...raw.values),
          evidence: raw.told ? EVIDENCE : {},
        };
      case 'PUBLISH':
        return { ...act, type: 'PUBLISH', otif: raw.otif, ...(raw.lift ? { overrideCap: text } : {}) };
      case 'RECONCILE':
        return { ...act, type: 'RECONCILE', note: text };
      case 'CANCEL':
        // Rare, so that rounds live long enough to be published.
        return raw.rare > 0 ? { ...act, type: 'CLOSE' } : { ...act, type: 'CANCEL', note: text };
      default:
        return { ...act, type: raw.type };
    }
  });

/** The command that brings the round on, so that sequences reach every step. */
const helpful: fc.Arbitrary<(state: RoundState) => RoundCommand> = fc
  .record({
    values: fc.array(fc.constantFrom<ItemAnswer | null>(1, 2, 3, 4, null), { minLength: 1, maxLength: 6 }),
    group: fc.constantFrom(...RATER_GROUPS),
    otif: fc.constantFrom(null, 0.5, 0.99),
    lift: fc.boolean(),
  })
  .map(({ values, group, otif, lift }) => (state: RoundState): RoundCommand => {
    const act = { by: 'kim', at: ROUND_AT } as const;
    const [waiting] = outstandingRaters(state);
    if (state.step === null) {
      return { ...act, type: 'OPEN', form: 'SHORT', deadline: ROUND_DEADLINE, hasOrdered: true };
    }
    if (state.step === 'INVITING') {
      const rater = raterOf(PEOPLE[state.raters.length] ?? 'max', group);
      return state.raters.length < 2 ? { ...act, type: 'INVITE', rater } : { ...act, type: 'SEND' };
    }
    if (state.step === 'CONTESTED') return { ...act, type: 'RECONCILE', note: 'talked' };
    if (state.step !== 'ANSWERING') return { ...act, type: 'PUBLISH', otif, ...(lift ? { overrideCap: 'known' } : {}) };
    if (waiting === undefined) return { ...act, type: 'CLOSE' };
    return { ...act, type: 'SUBMIT', by: waiting, answers: answersOf('SHORT', ...values), evidence: EVIDENCE };
  });

function run(attempts: readonly ((state: RoundState) => RoundCommand)[]) {
  let state = INITIAL_ROUND_STATE;
  const states = [state];
  const events: RoundEvent[] = [];
  for (const next of attempts) {
    const decision = decideRound(next(state), state, CONTEXT());
    if (!decision.ok) expect(decision.reasons.length).toBeGreaterThan(0);
    events.push(...(decision.ok ? decision.events : []));
    state = (decision.ok ? decision.events : []).reduce(evolveRound, state);
    states.push(state);
  }
  return { state, states, events };
}

const sequences = fc.array(fc.oneof({ arbitrary: command, weight: 1 }, { arbitrary: helpful, weight: 2 }), {
  minLength: 10,
  maxLength: 60,
});
const options = { numRuns: 300 };

describe('any sequence of commands to a round', () => {
  it('gets somewhere, so that the properties below say something', () => {
    const ends = fc.sample(sequences, { numRuns: 150, seed: 11 }).map((attempts) => run(attempts));
    const reached = new Set(ends.flatMap(({ states }) => states.map(({ step }) => step)));
    expect(ROUND_STEPS.filter((step) => !reached.has(step))).toEqual([]);
    expect(ends.filter(({ state }) => state.step === 'PUBLISHED').length).toBeGreaterThan(30);
    expect(ends.filter(({ state }) => state.published?.reconciled).length).toBeGreaterThan(5);
  });

  it('P2: makes only steps of the table, and replays to the same state', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { state, states, events } = run(attempts);
        states.slice(1).forEach(({ step }, i) => {
          const from = states[i]?.step ?? null;
          if (from === step || step === null) return;
          expect(from === null ? step === 'INVITING' : canTransition(ASSESSMENT_ROUND_MACHINE, from, step)).toBe(true);
        });
        expect(replayRound(events)).toEqual(state);
        expect(state.version).toBe(events.length);
      }),
      options,
    );
  });

  it('§5.3: holds one sheet per invited rater, with evidence for every 4, in time', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { raters, sheets } = run(attempts).state;
        const ids = sheets.map(({ raterId }) => raterId);
        expect(new Set(ids).size).toBe(ids.length);
        expect(new Set(raters.map(({ raterId }) => raterId)).size).toBe(raters.length);
        for (const { raterId, answers, evidence, at } of sheets) {
          expect(raters.map((rater) => rater.raterId)).toContain(raterId);
          expect(at).toBe(ROUND_AT);
          for (const [item, answer] of Object.entries(answers)) {
            if (answer === EVIDENCE_FROM) expect(evidence[item]).toBeTruthy();
          }
        }
      }),
      options,
    );
  });

  it('§5.3 LV-03: publishes nothing contested that was not reconciled, and nothing above a cap that was not lifted', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { state } = run(attempts);
        const { published, agreement, reconciliation } = state;
        if (published === null) return;
        expect(published.reconciled).toBe(reconciliation !== null);
        expect(published.reconciled).toBe(agreement?.contested);
        expect(published.result.agreement).toEqual(agreement);
        if (published.cap?.ceiling === 'BASIC' && published.capOverride === null) {
          expect(published.level).toBe('BASIC');
          expect(published.probabilities.BASIC).toBe(1);
        }
        if (published.capOverride !== null) expect(published.level).toBe(published.result.level);
        expect(JSON.parse(JSON.stringify(published))).toEqual(published);
      }),
      options,
    );
  });
});
