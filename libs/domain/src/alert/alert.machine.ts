import type { StateMachine } from '../machine/state-machine.js';

/**
 * States of a relationship alert. Detectors raise `WATCH` and `ALERT`; a person triages an alert as `FALSE_ALARM` (the
 * label is kept and trains the thresholds) or `CONFIRMED`, which opens a case; the case leads to recovery, or through
 * crisis and win-back to recovery or the end of the relationship.
 */
export const ALERT_STATES = [
  'WATCH',
  'ALERT',
  'FALSE_ALARM',
  'CONFIRMED',
  'RECOVERING',
  'CRISIS',
  'WIN_BACK',
  'NORMAL',
  'ENDED',
] as const;

export type AlertState = (typeof ALERT_STATES)[number];

export const ALERT_MACHINE: StateMachine<AlertState> = {
  name: 'alert',
  initial: 'WATCH',
  transitions: {
    // Signals that go back inside their limits before anybody acted end without a label.
    // Whatever is open ends with the relationship, or when its case gives it up.
    WATCH: ['ALERT', 'NORMAL', 'ENDED'],
    ALERT: ['FALSE_ALARM', 'CONFIRMED', 'NORMAL', 'ENDED'],
    FALSE_ALARM: [],
    // What was confirmed may turn out in its case to have been nothing; while a customer is being won back it was not.
    CONFIRMED: ['RECOVERING', 'CRISIS', 'FALSE_ALARM', 'ENDED'],
    RECOVERING: ['NORMAL', 'CRISIS', 'FALSE_ALARM', 'ENDED'],
    // A crisis that was overcome needs no win-back: the customer never left.
    CRISIS: ['RECOVERING', 'WIN_BACK', 'FALSE_ALARM', 'ENDED'],
    WIN_BACK: ['RECOVERING', 'ENDED'],
    NORMAL: [],
    ENDED: [],
  },
};

/** What a person may say about an alert. */
export const TRIAGE_RESULTS = ['FALSE_ALARM', 'CONFIRMED'] as const satisfies readonly AlertState[];
export type TriageResult = (typeof TRIAGE_RESULTS)[number];
