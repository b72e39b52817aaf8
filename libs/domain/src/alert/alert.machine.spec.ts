import { describe, expect, it } from '@jest/globals';
import { canTransition, isFinal, validateMachine } from '../machine/state-machine.js';
import { ALERT_MACHINE, ALERT_STATES, TRIAGE_RESULTS } from './alert.machine.js';

describe('alert workflow', () => {
  it('declares every state once and reaches all', () => {
    expect(validateMachine(ALERT_MACHINE)).toEqual([]);
    expect(Object.keys(ALERT_MACHINE.transitions)).toEqual([...ALERT_STATES]);
  });

  it('lets people triage an alert and nothing else; a false alarm may be found in its case as well', () => {
    const from = (to: (typeof TRIAGE_RESULTS)[number]): readonly string[] =>
      ALERT_STATES.filter((state) => canTransition(ALERT_MACHINE, state, to));
    expect(from('CONFIRMED')).toEqual(['ALERT']);
    expect(from('FALSE_ALARM')).toEqual(['ALERT', 'CONFIRMED', 'RECOVERING', 'CRISIS']);
  });

  it('keeps the label of a false alarm for good, and ends in normal or ended otherwise', () => {
    expect(ALERT_STATES.filter((state) => isFinal(ALERT_MACHINE, state))).toEqual(['FALSE_ALARM', 'NORMAL', 'ENDED']);
  });

  it('P3: gets out of a crisis by recovering, winning back or ending, or when it was none', () => {
    expect(ALERT_MACHINE.transitions.CRISIS).toEqual(['RECOVERING', 'WIN_BACK', 'FALSE_ALARM', 'ENDED']);
    expect(ALERT_STATES.filter((from) => canTransition(ALERT_MACHINE, from, 'CRISIS'))).toEqual([
      'CONFIRMED',
      'RECOVERING',
    ]);
  });

  it('goes to win-back only through crisis, and from there back to recovery', () => {
    expect(ALERT_STATES.filter((from) => canTransition(ALERT_MACHINE, from, 'WIN_BACK'))).toEqual(['CRISIS']);
    expect(canTransition(ALERT_MACHINE, 'WIN_BACK', 'RECOVERING')).toBe(true);
  });
});
