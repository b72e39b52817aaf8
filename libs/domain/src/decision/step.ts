import { canTransition, type StateMachine, type TransitionNotAllowed } from '../machine/state-machine.js';
import { refuse } from './decision.js';

/** A refusal that fits into the decision of any machine with these states. */
export interface StepRefused<State extends string> {
  readonly ok: false;
  readonly reasons: readonly TransitionNotAllowed<State>[];
}

/** The refusal of a step the table does not have, or null when it is allowed. */
export function stepRefusal<State extends string>(
  machine: StateMachine<State>,
  from: State,
  to: State,
): StepRefused<State> | null {
  return canTransition(machine, from, to) ? null : notFrom(machine, from, to);
}

/** The refusal of a step from here, whatever the table says: this command is not the one that takes it. */
export function notFrom<State extends string>(
  { name: machine, transitions }: StateMachine<State>,
  from: State,
  to: State,
): StepRefused<State> {
  return refuse({ code: 'TRANSITION_NOT_ALLOWED', machine, from, to, allowed: transitions[from] } as const);
}
