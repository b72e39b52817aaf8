import type { AlertState } from '../alert/alert.machine.js';
import type { StateMachine } from '../machine/state-machine.js';

/** Health of a relationship, an overlay on any stage; from untroubled to over, by the attention it asks for. */
export const HEALTH_STATES = ['NORMAL', 'WATCH', 'RECOVERING', 'ALERT', 'CRISIS', 'WIN_BACK', 'ENDED'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** How health may change. No stage is exempt, and an ended relationship starts anew in normal health. */
export const HEALTH_MACHINE: StateMachine<HealthState> = {
  name: 'health',
  initial: 'NORMAL',
  transitions: {
    NORMAL: ['WATCH', 'ALERT', 'ENDED'],
    WATCH: ['ALERT', 'NORMAL', 'ENDED'],
    // A confirmed alert is still one; its case leads on.
    ALERT: ['NORMAL', 'RECOVERING', 'CRISIS', 'ENDED'],
    RECOVERING: ['NORMAL', 'ALERT', 'CRISIS', 'ENDED'],
    // A crisis that was none, or that nobody works on any more while the relationship goes on, is looked at anew.
    CRISIS: ['RECOVERING', 'WIN_BACK', 'NORMAL', 'ENDED'],
    WIN_BACK: ['RECOVERING', 'NORMAL', 'ENDED'],
    ENDED: ['NORMAL'],
  },
};

/** The health that one alert stands for. A closed alert says nothing about the account any more. */
export const HEALTH_OF_ALERT: Readonly<Record<AlertState, HealthState>> = {
  WATCH: 'WATCH',
  ALERT: 'ALERT',
  FALSE_ALARM: 'NORMAL',
  CONFIRMED: 'ALERT',
  RECOVERING: 'RECOVERING',
  CRISIS: 'CRISIS',
  WIN_BACK: 'WIN_BACK',
  NORMAL: 'NORMAL',
  // Whether the relationship is over is the stage's to say; an alert that ended with an earlier one is closed.
  ENDED: 'NORMAL',
};

/**
 * The health of an account: ended with its relationship, else the gravest of its alerts; without any, normal. The order
 * of the alerts does not matter. O(n).
 */
export function accountHealth(alerts: readonly AlertState[], relationshipEnded: boolean): HealthState {
  if (relationshipEnded) return 'ENDED';
  const gravest = alerts.reduce((most, alert) => Math.max(most, HEALTH_STATES.indexOf(HEALTH_OF_ALERT[alert])), 0);
  return HEALTH_STATES[gravest] as HealthState;
}
