import { describe, expect, it } from '@jest/globals';
import { ALERT_MACHINE, ALERT_STATES, type AlertState } from '../alert/alert.machine.js';
import { isFinal } from '../machine/state-machine.js';
import { STAGES } from '../stage/stages.js';
import { stageHazards } from '../stage-dynamics/regression-hazard.js';
import { HANDLING_PHASE_OF, handlingLanes } from './handling-phase.js';
import { accountHealth } from './health-state.js';

describe(handlingLanes.name, () => {
  it('ST-14: warns before, controls during, wins back after', () => {
    const alerts = ALERT_STATES.map((state) => ({ state }));
    const lanes = handlingLanes(alerts).map(({ phase, alerts: inside }) => [phase, inside.map(({ state }) => state)]);
    expect(lanes).toEqual([
      ['BEFORE', ['WATCH', 'ALERT']],
      ['DURING', ['CONFIRMED', 'RECOVERING', 'CRISIS']],
      ['AFTER', ['WIN_BACK']],
    ]);
    expect(handlingLanes([])).toHaveLength(3);
  });

  it('ST-14: nothing that is open is in no lane, and nothing closed is in one', () => {
    for (const state of ALERT_STATES) {
      expect(HANDLING_PHASE_OF[state] === null).toBe(isFinal(ALERT_MACHINE, state));
    }
  });
});

describe('no stage is safe', () => {
  it('RM-03: the health of an account asks for no stage, so that it is watched in each', () => {
    const health = (alerts: readonly AlertState[]) => accountHealth(alerts, false);
    expect([health(['WATCH']), health(['ALERT']), health(['CRISIS'])]).toEqual(['WATCH', 'ALERT', 'CRISIS']);
    // The hazard of every stage is reported, of a strategic one too.
    const { stages } = stageHazards([{ stage: 'STRATEGIC', months: 12, end: 'REGRESS' }]);
    expect(stages.map(({ stage }) => stage)).toEqual([...STAGES]);
    expect(stages[3]).toMatchObject({ regressions: 1, regressionHazard: 1 / 12 });
  });

  it('RM-04: that a strategic relationship is firm is a claim, held against the tenant’s own figures', () => {
    const stays = (initial: number, strategic: number) => [
      ...Array.from(
        { length: 100 },
        (_, i) => ({ stage: 'INITIAL', months: 1, end: i < initial ? 'REGRESS' : 'OPEN' }) as const,
      ),
      ...Array.from(
        { length: 100 },
        (_, i) => ({ stage: 'STRATEGIC', months: 1, end: i < strategic ? 'REGRESS' : 'OPEN' }) as const,
      ),
    ];
    const verdict = (initial: number, strategic: number) => stageHazards(stays(initial, strategic)).higherIsSafer;
    expect([verdict(40, 2), verdict(3, 2), verdict(2, 40)]).toEqual(['SUPPORTED', 'OPEN', 'CONTRADICTED']);
  });
});
