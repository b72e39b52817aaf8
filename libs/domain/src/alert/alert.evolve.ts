import { isFinal } from '../machine/state-machine.js';
import { ALERT_MACHINE, type TriageResult } from './alert.machine.js';
import type { AlertEvent, AlertRecord } from './alert.model.js';

/** An alert that nothing has raised yet. */
export const INITIAL_ALERT: AlertRecord = {
  version: 0,
  state: null,
  since: null,
  alertedAt: null,
  signals: [],
  cyclesWithinLimits: 0,
  label: null,
  executive: null,
  budgetCapMinor: null,
};

/** The alert after one more event. Total over the events that `decideAlert` gives, in their order. O(signals). */
export function evolveAlert(alert: AlertRecord, event: AlertEvent): AlertRecord {
  return { ...alert, ...change(alert, event), version: alert.version + 1 };
}

/** The alert that a whole history of events amounts to. */
export function replayAlert(events: readonly AlertEvent[], from: AlertRecord = INITIAL_ALERT): AlertRecord {
  return events.reduce(evolveAlert, from);
}

function change(alert: AlertRecord, event: AlertEvent): Partial<AlertRecord> {
  const { at } = event;
  switch (event.type) {
    case 'ALERT_RAISED':
      return {
        ...{ state: event.grade, since: at, alertedAt: event.grade === 'ALERT' ? at : null },
        signals: once(event.signals),
      };
    case 'ALERT_SHARPENED':
      return { state: 'ALERT', since: at, alertedAt: at, signals: once([...alert.signals, ...event.signals]) };
    case 'SIGNAL_REPEATED':
      return { signals: once([...alert.signals, ...event.signals]) };
    case 'CYCLE_OBSERVED':
      if (alert.state !== 'RECOVERING') return {};
      return { cyclesWithinLimits: event.withinLimits ? alert.cyclesWithinLimits + 1 : 0 };
    case 'ALERT_TRIAGED':
      return { state: event.result, since: at, label: event.result };
    case 'RECOVERY_BEGUN':
      return { state: 'RECOVERING', since: at, cyclesWithinLimits: 0 };
    case 'BACK_TO_NORMAL':
      return { state: 'NORMAL', since: at };
    case 'CRISIS_DECLARED':
      return { state: 'CRISIS', since: at, executive: event.executive, cyclesWithinLimits: 0 };
    case 'WIN_BACK_STARTED':
      return { state: 'WIN_BACK', since: at, budgetCapMinor: event.budgetCapMinor };
    case 'LABEL_REVISED':
      return { label: event.label, ...(isShownFalse(alert, event.label) ? { state: 'FALSE_ALARM', since: at } : {}) };
    case 'GIVEN_UP':
    case 'RELATIONSHIP_ENDED':
      return { state: 'ENDED', since: at };
    default:
      return unknownEvent(event);
  }
}

/** An open alert that was shown to be false closes; what was closed before stays what it was. */
function isShownFalse({ state }: AlertRecord, label: TriageResult): boolean {
  return label === 'FALSE_ALARM' && state !== null && !isFinal(ALERT_MACHINE, state);
}

function once(signals: readonly string[]): readonly string[] {
  return [...new Set(signals)];
}

function unknownEvent(event: never): never {
  throw new TypeError(`UNKNOWN_EVENT: ${JSON.stringify(event)}`);
}
