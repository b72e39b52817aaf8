import type { AlertState } from '../alert/alert.machine.js';

/** Three ways of handling a relationship at risk: warn before, control during, win back and mend after. */
export const HANDLING_PHASES = ['BEFORE', 'DURING', 'AFTER'] as const;
export type HandlingPhase = (typeof HANDLING_PHASES)[number];

/** The lane in which an alert is handled; null once there is nothing more to do. */
export const HANDLING_PHASE_OF: Readonly<Record<AlertState, HandlingPhase | null>> = {
  WATCH: 'BEFORE',
  ALERT: 'BEFORE',
  CONFIRMED: 'DURING',
  RECOVERING: 'DURING',
  CRISIS: 'DURING',
  WIN_BACK: 'AFTER',
  FALSE_ALARM: null,
  NORMAL: null,
  ENDED: null,
};

/** Alerts by lane, every lane listed, each in the order given; closed ones are left out. O(n). */
export function handlingLanes<Item extends { readonly state: AlertState }>(
  alerts: readonly Item[],
): readonly { readonly phase: HandlingPhase; readonly alerts: readonly Item[] }[] {
  return HANDLING_PHASES.map((phase) => {
    return { phase, alerts: alerts.filter(({ state }) => HANDLING_PHASE_OF[state] === phase) };
  });
}
