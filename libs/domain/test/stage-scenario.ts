import { expect } from '@jest/globals';
import type { CriterionCode, Gate } from '../src/stage/criteria.js';
import type { Evidence } from '../src/stage/evidence.js';
import { DEFAULT_STAGE_POLICY, gateFor, type StagePolicy } from '../src/stage/stage-policy.js';
import { movementBetween, type StagePosition } from '../src/stage/stages.js';
import { decideStage } from '../src/stage/transition.decide.js';
import { evolveStage, INITIAL_STAGE_STATE } from '../src/stage/transition.evolve.js';
import type { StageCommand, StageEvent, StageReason, StageState } from '../src/stage/transition.model.js';

export const AT = '2026-11-21T09:00:00.000Z';

/** Everything a gate asks for, measured as met, except the criteria named. */
export function fullEvidence(gate: Gate, except: readonly CriterionCode[] = []): readonly Evidence[] {
  return gate
    .filter(({ code }) => !except.includes(code))
    .map(({ code }) => ({ criterion: code, source: 'MEASURED', met: true }) as const);
}

export function gateInto(from: StagePosition, to: StagePosition, policy = DEFAULT_STAGE_POLICY): Gate {
  const movement = movementBetween(from, to);
  return movement === null ? [] : gateFor(policy, movement, to);
}

/** Given what happened, when a command comes, then events follow or reasons are given. */
export class Scenario {
  constructor(
    readonly state: StageState = INITIAL_STAGE_STATE,
    readonly events: readonly StageEvent[] = [],
    private readonly policy: StagePolicy = DEFAULT_STAGE_POLICY,
  ) {}

  /** The same account under another policy. */
  under(policy: StagePolicy): Scenario {
    return new Scenario(this.state, this.events, policy);
  }

  when(command: StageCommand): { readonly reasons: readonly StageReason[]; readonly next: Scenario } {
    const decision = decideStage(command, this.state, this.policy);
    if (!decision.ok) return { reasons: decision.reasons, next: this };
    const state = decision.events.reduce(evolveStage, this.state);
    return { reasons: [], next: new Scenario(state, [...this.events, ...decision.events], this.policy) };
  }

  /** Expects the command to be accepted. */
  then(command: StageCommand): Scenario {
    const { reasons, next } = this.when(command);
    expect(reasons).toEqual([]);
    return next;
  }

  /** Expects the command to be refused; gives the reasons. */
  refuses(command: StageCommand): readonly StageReason[] {
    const { reasons } = this.when(command);
    expect(reasons).not.toEqual([]);
    return reasons;
  }

  /** Takes a whole transition through its gate, by as many people as it needs. */
  moves(to: StagePosition): Scenario {
    const from = this.state.position as StagePosition;
    const down = ['REGRESS', 'TERMINATE'].includes(movementBetween(from, to) ?? '');
    const on = { proposalId: `${from}-${to}-${this.state.version}`, at: AT } as const;
    const evidence = fullEvidence(gateInto(from, to, this.policy));
    let scenario = this.then({ ...on, type: 'PROPOSE', to, by: 'kim', ...(down ? { cause: 'UNMET_NEED' } : {}) });
    scenario = scenario.then({ ...on, type: 'CHECK_EVIDENCE', by: 'kim', evidence });
    scenario = scenario.then({ ...on, type: 'APPROVE', by: 'lee' });
    if (to === 'ENDED') scenario = scenario.then({ ...on, type: 'APPROVE', by: 'max' });
    return scenario.then({ ...on, type: 'MAKE_EFFECTIVE', by: 'lee' });
  }
}

export const opened = (stage: 'DEVELOPMENT' | 'INITIAL' | 'STABLE' | 'STRATEGIC'): Scenario =>
  new Scenario().then({ type: 'OPEN', stage, by: 'import', at: '2026-01-01T00:00:00.000Z' });
