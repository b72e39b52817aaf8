import { expect } from '@jest/globals';
import type { Decision, Reason } from '../src/decision/decision.js';
import { canTransition, isFinal, type StateMachine } from '../src/machine/state-machine.js';

/** A machine with its table, as the properties that all of them share look at it. */
export interface Workflow<State extends string, Item extends { readonly version: number }, Command, Event> {
  readonly machine: StateMachine<State>;
  readonly initial: Item;
  readonly stateOf: (item: Item) => State | null;
  readonly decide: (command: Command, item: Item) => Decision<Event>;
  readonly evolve: (item: Item, event: Event) => Item;
  readonly replay: (events: readonly Event[]) => Item;
}

export interface Life<State extends string, Item, Event> {
  readonly item: Item;
  readonly events: readonly Event[];
  readonly moves: readonly (readonly [State | null, State])[];
  readonly refusals: readonly (readonly Reason[])[];
}

/**
 * Lives an item through any commands and holds each step against the table: an item starts where the table says, takes
 * no step the table does not have, rests in an end for good, gives a reason for every refusal, and is what its events
 * replay to.
 */
export function live<State extends string, Item extends { readonly version: number }, Command, Event>(
  workflow: Workflow<State, Item, Command, Event>,
  attempts: readonly (Command | ((item: Item) => Command))[],
): Life<State, Item, Event> {
  const { machine, initial, stateOf, decide, evolve, replay } = workflow;
  const moves: (readonly [State | null, State])[] = [];
  const refusals: (readonly Reason[])[] = [];
  const events: Event[] = [];
  let item = initial;
  for (const attempt of attempts) {
    const command = typeof attempt === 'function' ? (attempt as (item: Item) => Command)(item) : attempt;
    const frozen = JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    const decision = decide(command, item);
    expect(JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))).toBe(frozen);
    if (!decision.ok) {
      expect(decision.reasons.length).toBeGreaterThan(0);
      refusals.push(decision.reasons);
      continue;
    }
    expect(decision.events.length).toBeGreaterThan(0);
    for (const event of decision.events) {
      const before = stateOf(item);
      item = evolve(item, event);
      events.push(event);
      const after = stateOf(item);
      if (before === after) continue;
      if (before === null) expect(after).toBe(machine.initial);
      else {
        expect(isFinal(machine, before)).toBe(false);
        expect({ before, after, allowed: after !== null && canTransition(machine, before, after) }).toMatchObject({
          allowed: true,
        });
      }
      moves.push([before, after as State]);
    }
  }
  expect(replay(events)).toEqual(item);
  expect(item.version).toBe(events.length);
  return { item, events, moves, refusals };
}

/** Given commands that are all accepted, the item they lead to. */
export function afterAll<State extends string, Item extends { readonly version: number }, Command, Event>(
  workflow: Workflow<State, Item, Command, Event>,
  ...commands: readonly Command[]
): Item {
  const { item, refusals } = live(workflow, commands);
  expect(refusals).toEqual([]);
  return item;
}

/** The codes for which a command is refused; none when it is accepted. */
export function refusalCodes<State extends string, Item extends { readonly version: number }, Command, Event>(
  { decide }: Workflow<State, Item, Command, Event>,
  command: Command,
  item: Item,
): readonly string[] {
  const decision = decide(command, item);
  return decision.ok ? [] : decision.reasons.map(({ code }) => code);
}

/** The steps of a table that none of the lives took. */
export function stepsNotTaken<State extends string>(
  { transitions }: StateMachine<State>,
  lives: readonly Pick<Life<State, unknown, unknown>, 'moves'>[],
): readonly string[] {
  const taken = new Set(lives.flatMap(({ moves }) => moves.map(([from, to]) => `${from}→${to}`)));
  const states = Object.keys(transitions) as State[];
  return states.flatMap((from) => transitions[from].map((to) => `${from}→${to}`)).filter((step) => !taken.has(step));
}
