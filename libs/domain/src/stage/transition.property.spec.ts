import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AT, fullEvidence } from '../../test/stage-scenario.js';
import { CRITERION_CODES } from './criteria.js';
import { assessGate } from './evidence.js';
import { REGRESSION_CAUSE_CODES } from './regression-cause.js';
import { DEFAULT_STAGE_POLICY, gateFor, requiredApprovers } from './stage-policy.js';
import {
  movementBetween,
  MOVEMENTS,
  STAGE_MACHINE,
  STAGE_POSITIONS,
  stageOrder,
  STAGES,
  type Stage,
  type StagePosition,
} from './stages.js';
import { decideStage } from './transition.decide.js';
import { evolveStage, INITIAL_STAGE_STATE, replayStage } from './transition.evolve.js';
import type { StageCommand, StageEvent, StageState } from './transition.model.js';

const POLICY = DEFAULT_STAGE_POLICY;
const people = fc.constantFrom('kim', 'lee', 'max');
const anyOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

type Attempt = (state: StageState) => StageCommand;

/** Commands as a careless or hostile client sends them, many of them nearly right so that sequences get somewhere. */
const attempt: fc.Arbitrary<Attempt> = fc
  .record({
    type: fc.constantFrom(
      'OPEN',
      'PROPOSE',
      'PROPOSE',
      'CHECK_EVIDENCE',
      'CHECK_EVIDENCE',
      'APPROVE',
      'APPROVE',
      'REJECT',
      'WITHDRAW',
      'NAME_CAUSE',
      'MAKE_EFFECTIVE',
      'MAKE_EFFECTIVE',
    ),
    by: people,
    to: anyOf(STAGE_POSITIONS),
    stage: anyOf(STAGES),
    cause: fc.option(anyOf(REGRESSION_CAUSE_CODES), { nil: undefined, freq: 4 }),
    toBeNamed: fc.boolean(),
    full: fc.boolean(),
    except: fc.subarray([...CRITERION_CODES], { maxLength: 2 }),
    lies: fc.array(
      fc.record({ criterion: anyOf(CRITERION_CODES), met: fc.constantFrom(true, false, null), attest: fc.boolean() }),
      { maxLength: 3 },
    ),
    rightId: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    version: fc.constantFrom<'none' | 'right' | 'wrong'>('none', 'none', 'right', 'right', 'wrong'),
  })
  .map((raw) => (state: StageState): StageCommand => {
    const { proposal, version } = state;
    const stale = raw.version === 'none' ? {} : { expectedVersion: raw.version === 'right' ? version : version - 1 };
    const proposalId = raw.rightId ? (proposal?.id ?? `p${version}`) : 'another';
    const act = { ...stale, proposalId, by: raw.by, at: AT };
    const gate = proposal === null ? [] : gateFor(POLICY, proposal.movement, proposal.to);
    switch (raw.type) {
      case 'OPEN':
        return { ...stale, type: 'OPEN', stage: raw.stage, by: raw.by, at: AT };
      case 'PROPOSE':
        return {
          ...{ ...act, type: 'PROPOSE', to: raw.to, causeToBeNamed: raw.toBeNamed },
          ...(raw.cause === undefined ? {} : { cause: raw.cause }),
        };
      case 'NAME_CAUSE':
        return { ...act, type: 'NAME_CAUSE', cause: raw.cause ?? 'UNMET_NEED' };
      case 'CHECK_EVIDENCE': {
        const lies = raw.lies.map(({ criterion, met, attest }) =>
          attest
            ? ({ criterion, met, source: 'ATTESTED', by: raw.by, note: 'seen', at: AT } as const)
            : ({ criterion, met, source: 'MEASURED' } as const),
        );
        return {
          ...act,
          type: 'CHECK_EVIDENCE',
          evidence: raw.full ? fullEvidence(gate) : [...fullEvidence(gate, raw.except), ...lies],
        };
      }
      case 'REJECT':
        return { ...act, type: 'REJECT', note: 'not yet' };
      default:
        return { ...act, type: raw.type };
    }
  });

/** The command that would bring the account on, mostly well meant, so that sequences reach every kind of movement. */
const helpful: fc.Arbitrary<Attempt> = fc
  .record({
    by: people,
    pick: fc.nat(),
    cause: anyOf(REGRESSION_CAUSE_CODES),
    thorough: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ by, pick, cause, thorough }) => (state: StageState): StageCommand => {
    const { proposal, position, version } = state;
    if (position === null) return { type: 'OPEN', stage: STAGES[pick % STAGES.length] as Stage, by, at: AT };
    const act = { proposalId: proposal?.id ?? `p${version}`, by, at: AT };
    if (proposal === null) {
      const targets = STAGE_MACHINE.transitions[position];
      return { ...act, type: 'PROPOSE', to: targets[pick % targets.length] as StagePosition, cause };
    }
    if (proposal.state === 'APPROVED') return { ...act, type: 'MAKE_EFFECTIVE' };
    if (proposal.state === 'EVIDENCE_CHECKED' && thorough > 0) return { ...act, type: 'APPROVE' };
    const gate = gateFor(POLICY, proposal.movement, proposal.to);
    const except = thorough > 1 ? [] : gate.slice(0, 1).map(({ code }) => code);
    return { ...act, type: 'CHECK_EVIDENCE', evidence: fullEvidence(gate, except) };
  });

interface Step {
  readonly before: StageState;
  readonly after: StageState;
  readonly events: readonly StageEvent[];
}

function run(attempts: readonly Attempt[]): {
  readonly steps: readonly Step[];
  readonly events: readonly StageEvent[];
  readonly end: StageState;
} {
  let state = INITIAL_STAGE_STATE;
  const steps: Step[] = [];
  for (const next of attempts) {
    const decision = decideStage(next(state), state, POLICY);
    const events = decision.ok ? decision.events : [];
    if (!decision.ok) expect(decision.reasons.length).toBeGreaterThan(0);
    const after = events.reduce(evolveStage, state);
    steps.push({ before: state, after, events });
    state = after;
  }
  return { steps, events: steps.flatMap((step) => step.events), end: state };
}

const sequences = fc.array(fc.oneof({ arbitrary: attempt, weight: 1 }, { arbitrary: helpful, weight: 3 }), {
  minLength: 5,
  maxLength: 120,
});
const options = { numRuns: 400 };

describe('any sequence of stage commands', () => {
  it('gets somewhere, so that the properties below say something', () => {
    const moves = fc.sample(sequences, { numRuns: 500, seed: 7 }).flatMap((attempts) => run(attempts).end.history);
    for (const kind of MOVEMENTS) expect(moves.filter(({ movement }) => movement === kind).length).toBeGreaterThan(20);
  });

  it('ST-07 §10.14: skips no stage', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        for (const { before, after } of run(attempts).steps) {
          const [from, to] = [before.position, after.position];
          if (from === to || from === null || to === null) continue;
          expect(movementBetween(from, to)).not.toBeNull();
          if (from !== 'ENDED' && to !== 'ENDED') expect(Math.abs(stageOrder(to) - stageOrder(from))).toBe(1);
          if (from === 'ENDED') expect(to).toBe('DEVELOPMENT');
        }
      }),
      options,
    );
  });

  it('ST-01: opens once, and loses or changes nothing of its history', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { steps, end } = run(attempts);
        for (const { before, after, events } of steps) {
          expect(after.history.slice(0, before.history.length)).toEqual(before.history);
          expect(after.version).toBe(before.version + events.length);
          expect(after.history.length - before.history.length).toBe(before.position === after.position ? 0 : 1);
        }
        expect(end.history.filter(({ movement }) => movement === 'OPEN').length).toBeLessThanOrEqual(1);
        let position: StagePosition | null = null;
        for (const entry of end.history) {
          expect(entry.from).toBe(position);
          position = entry.to;
        }
        expect(end.position).toBe(position);
      }),
      options,
    );
  });

  it('P1 §10.14: moves only through its gate, with a cause on the way down and enough people', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        for (const entry of run(attempts).end.history) {
          const { movement, to, evidence, approvers, proposedBy, cause } = entry;
          if (movement === 'OPEN') continue;
          const gate = gateFor(POLICY, movement, to);
          expect(assessGate(gate, evidence).met).toBe(true);
          for (const { code, required, oneOf } of gate) {
            const verdicts = evidence.filter((item) => item.criterion === code).map((item) => item.met);
            if (required && oneOf === undefined) expect(verdicts).toContain(true);
          }
          if (movement === 'REGRESS' || movement === 'TERMINATE') expect(REGRESSION_CAUSE_CODES).toContain(cause);
          expect(new Set(approvers).size).toBeGreaterThanOrEqual(requiredApprovers(POLICY, to));
          if (to === 'STRATEGIC' || to === 'ENDED') expect(approvers).not.toContain(proposedBy);
        }
      }),
      options,
    );
  });

  it('ST-11: replays to the same state, and every regression left a repair plan', () => {
    fc.assert(
      fc.property(sequences, (attempts) => {
        const { events, end } = run(attempts);
        expect(replayStage(events)).toEqual(end);
        expect(end.repairPlans).toHaveLength(end.history.filter(({ movement }) => movement === 'REGRESS').length);
      }),
      options,
    );
  });

  it('lets only one of two commands on the same version through', () => {
    fc.assert(
      fc.property(sequences, attempt, attempt, (attempts, first, second) => {
        const { end } = run(attempts);
        const expectedVersion = end.version;
        const decision = decideStage({ ...first(end), expectedVersion }, end, POLICY);
        if (!decision.ok) return;
        const after = decision.events.reduce(evolveStage, end);
        expect(decideStage({ ...second(end), expectedVersion }, after, POLICY)).toMatchObject({ ok: false });
      }),
      options,
    );
  });
});
