import type { Reason } from '../decision/decision.js';

/** A workflow as a plain table: for each state, the states that may follow it. An empty list marks an end. */
export interface StateMachine<State extends string> {
  readonly name: string;
  /** Where a new item starts. */
  readonly initial: State;
  readonly transitions: Readonly<Record<State, readonly State[]>>;
}

/** A fault of a table, found before anything runs on it. */
export interface MachineProblem extends Reason<'UNKNOWN_STATE' | 'UNREACHABLE_STATE'> {
  readonly machine: string;
  readonly state: string;
}

export interface TransitionNotAllowed<State extends string> extends Reason<'TRANSITION_NOT_ALLOWED'> {
  readonly machine: string;
  readonly from: State;
  readonly to: string;
  readonly allowed: readonly State[];
}

/**
 * Every state that is named but not declared, and every declared state that no path from the start reaches.
 * An empty answer means the table is sound. Called at boot for every machine. O(states + transitions).
 */
export function validateMachine(machine: StateMachine<string>): readonly MachineProblem[] {
  const { name, initial, transitions } = machine;
  const declared = new Set(Object.keys(transitions));
  const unknown = new Set([initial, ...Object.values(transitions).flat()].filter((state) => !declared.has(state)));
  const reached = new Set<string>();
  const open = [initial];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (reached.has(state)) continue;
    reached.add(state);
    open.push(...(transitions[state] ?? []));
  }
  return [
    ...[...unknown].map((state) => ({ code: 'UNKNOWN_STATE' as const, machine: name, state })),
    ...[...declared]
      .filter((state) => !reached.has(state))
      .map((state) => ({ code: 'UNREACHABLE_STATE' as const, machine: name, state })),
  ];
}

/** Whether the table lets `to` follow `from`. */
export function canTransition<State extends string>(machine: StateMachine<State>, from: State, to: State): boolean {
  return machine.transitions[from].includes(to);
}

/** The refusal of a step the table does not have, or null when the step is allowed. */
export function refuseTransition<State extends string>(
  machine: StateMachine<State>,
  from: State,
  to: State,
): TransitionNotAllowed<State> | null {
  if (canTransition(machine, from, to)) return null;
  return { code: 'TRANSITION_NOT_ALLOWED', machine: machine.name, from, to, allowed: machine.transitions[from] };
}

/** Whether nothing can follow this state. */
export function isFinal<State extends string>(machine: StateMachine<State>, state: State): boolean {
  return machine.transitions[state].length === 0;
}
