import { describe, expect, it } from '@jest/globals';
import { MACHINES } from './machines.js';
import { canTransition, isFinal, refuseTransition, validateMachine, type StateMachine } from './state-machine.js';

const DOOR: StateMachine<'OPEN' | 'SHUT' | 'GONE'> = {
  name: 'door',
  initial: 'OPEN',
  transitions: { OPEN: ['SHUT'], SHUT: ['OPEN', 'GONE'], GONE: [] },
};

describe(validateMachine.name, () => {
  it.each(MACHINES.map((machine) => [machine.name, machine] as const))(
    'finds no fault in the table of %s',
    (_, machine) => {
      expect(validateMachine(machine)).toEqual([]);
    },
  );

  it('has every table under its own name', () => {
    expect(new Set(MACHINES.map(({ name }) => name)).size).toBe(MACHINES.length);
    expect(MACHINES.length).toBeGreaterThanOrEqual(14);
  });

  it('names a state that is used but not declared', () => {
    const machine = { ...DOOR, transitions: { OPEN: ['SHUT', 'AJAR'], SHUT: ['GONE'], GONE: [] } };
    expect(validateMachine(machine)).toEqual([{ code: 'UNKNOWN_STATE', machine: 'door', state: 'AJAR' }]);
  });

  it('names an unknown start, from which nothing is reached', () => {
    const problems = validateMachine({ ...DOOR, initial: 'NOWHERE' });
    expect(problems).toContainEqual({ code: 'UNKNOWN_STATE', machine: 'door', state: 'NOWHERE' });
    expect(problems.filter(({ code }) => code === 'UNREACHABLE_STATE')).toHaveLength(3);
  });

  it('names a state that no path leads to, cycles included', () => {
    const machine = { ...DOOR, transitions: { OPEN: ['SHUT'], SHUT: ['OPEN'], GONE: ['OPEN'] } };
    expect(validateMachine(machine)).toEqual([{ code: 'UNREACHABLE_STATE', machine: 'door', state: 'GONE' }]);
  });
});

describe('steps of a machine', () => {
  it('allows what the table has and refuses the rest with what would be allowed', () => {
    expect(canTransition(DOOR, 'OPEN', 'SHUT')).toBe(true);
    expect(refuseTransition(DOOR, 'OPEN', 'SHUT')).toBeNull();
    expect(refuseTransition(DOOR, 'OPEN', 'GONE')).toEqual({
      code: 'TRANSITION_NOT_ALLOWED',
      machine: 'door',
      from: 'OPEN',
      to: 'GONE',
      allowed: ['SHUT'],
    });
  });

  it('knows an end', () => {
    expect(isFinal(DOOR, 'GONE')).toBe(true);
    expect(isFinal(DOOR, 'SHUT')).toBe(false);
  });
});
