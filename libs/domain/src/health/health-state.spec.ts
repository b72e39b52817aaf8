import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ALERT_STATES } from '../alert/alert.machine.js';
import { canTransition, isFinal, validateMachine } from '../machine/state-machine.js';
import { accountHealth, HEALTH_MACHINE, HEALTH_OF_ALERT, HEALTH_STATES } from './health-state.js';

describe(accountHealth.name, () => {
  it('P3: has a sound table that leads back from everywhere', () => {
    expect(validateMachine(HEALTH_MACHINE)).toEqual([]);
    expect(HEALTH_STATES.filter((state) => isFinal(HEALTH_MACHINE, state))).toEqual([]);
    expect(HEALTH_STATES.filter((from) => canTransition(HEALTH_MACHINE, from, 'WIN_BACK'))).toEqual(['CRISIS']);
  });

  it('P3: is the gravest of the alerts, and ended with the relationship', () => {
    expect(accountHealth([], false)).toBe('NORMAL');
    expect(accountHealth(['FALSE_ALARM', 'NORMAL', 'ENDED'], false)).toBe('NORMAL');
    expect(accountHealth(['WATCH', 'RECOVERING'], false)).toBe('RECOVERING');
    expect(accountHealth(['RECOVERING', 'CONFIRMED', 'WATCH'], false)).toBe('ALERT');
    expect(accountHealth(['WIN_BACK', 'CRISIS'], false)).toBe('WIN_BACK');
    expect(accountHealth(['CRISIS', 'ALERT'], false)).toBe('CRISIS');
    expect(accountHealth(['WATCH'], true)).toBe('ENDED');
  });

  it('P3: does not depend on the order of the alerts, and one more never makes it better', () => {
    const alerts = fc.array(fc.constantFrom(...ALERT_STATES));
    fc.assert(
      fc.property(alerts, fc.constantFrom(...ALERT_STATES), (states, one) => {
        const health = accountHealth(states, false);
        expect(accountHealth([...states].reverse(), false)).toBe(health);
        expect(HEALTH_STATES.indexOf(accountHealth([...states, one], false))).toBeGreaterThanOrEqual(
          HEALTH_STATES.indexOf(health),
        );
        expect([health, 'NORMAL', ...states.map((state) => HEALTH_OF_ALERT[state])]).toContain(health);
      }),
    );
  });
});
