import { isFilled, isMoment } from '../decision/act.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { isFinal, refuseTransition } from '../machine/state-machine.js';
import { ALERT_MACHINE, type AlertState, type TriageResult } from './alert.machine.js';
import {
  DEFAULT_ALERT_POLICY,
  type AlertCommand,
  type AlertEvent,
  type AlertPolicy,
  type AlertReason,
  type AlertRecord,
  type ConcludedOutcome,
} from './alert.model.js';

export type AlertDecision = Decision<AlertEvent, AlertReason>;

type Of<Type extends AlertCommand['type']> = Extract<AlertCommand, { readonly type: Type }>;

/**
 * What a command does to one alert: signals raise and sharpen it by themselves, a person triages it, cycles inside the
 * limits bring it back, a person escalates to crisis and starts a win-back that is worth its cost, and everything ends
 * with its case or with the relationship. O(signals).
 */
export function decideAlert(
  command: AlertCommand,
  alert: AlertRecord,
  policy: AlertPolicy = DEFAULT_ALERT_POLICY,
): AlertDecision {
  const faults = commandFaults(command);
  if (faults.length > 0) return refuse(...faults);
  const { state } = alert;
  if (command.type === 'SIGNAL') return signal(command, state);
  if (state === null) return refuse({ code: 'NOT_RAISED' });
  switch (command.type) {
    case 'OBSERVE_CYCLE':
      return observeCycle(command, state, alert, policy);
    case 'TRIAGE':
      // Who changes his mind later says so at the end of its case.
      return state === 'ALERT' ? triage(command) : refuseStep(state, command.result);
    case 'ESCALATE':
      return step(state, 'CRISIS') ?? escalate(command);
    case 'START_WIN_BACK':
      return step(state, 'WIN_BACK') ?? startWinBack(command);
    case 'CONCLUDE_CASE':
      return conclude(command, state, alert);
    case 'END_RELATIONSHIP':
      return step(state, 'ENDED') ?? accept({ type: 'RELATIONSHIP_ENDED', at: command.at });
  }
}

function commandFaults(command: AlertCommand): readonly AlertReason[] {
  const faults: AlertReason[] = [];
  if ('by' in command && !isFilled(command.by)) faults.push({ code: 'ACTOR_REQUIRED' });
  if (!isMoment(command.at)) faults.push({ code: 'TIME_REQUIRED' });
  if (command.type === 'SIGNAL' && command.signals.length === 0) faults.push({ code: 'SIGNAL_REQUIRED' });
  return faults;
}

function signal({ grade, signals, at }: Of<'SIGNAL'>, state: AlertState | null): AlertDecision {
  if (state === null) return accept({ type: 'ALERT_RAISED', grade, signals, at, notify: audience(grade) });
  // A closed alert stays closed: what is seen now is another one.
  if (isFinal(ALERT_MACHINE, state)) return refuseStep(state, grade);
  if (state === 'WATCH' && grade === 'ALERT') {
    return accept({ type: 'ALERT_SHARPENED', signals, at, notify: audience(grade) });
  }
  return accept({ type: 'SIGNAL_REPEATED', signals, at });
}

function audience(grade: 'WATCH' | 'ALERT') {
  return grade === 'ALERT' ? (['OWNER', 'MANAGER'] as const) : [];
}

/** Facts alone close what nobody confirmed, begin a recovery, and complete it after enough cycles in a row. */
function observeCycle(
  { withinLimits, at }: Of<'OBSERVE_CYCLE'>,
  state: AlertState,
  { cyclesWithinLimits }: AlertRecord,
  { recoveryCycles }: AlertPolicy,
): AlertDecision {
  if (isFinal(ALERT_MACHINE, state)) return refuseStep(state, 'RECOVERING');
  const observed = { type: 'CYCLE_OBSERVED', withinLimits, at } as const;
  if (!withinLimits) return accept(observed);
  const normal = { type: 'BACK_TO_NORMAL', at } as const;
  if (state === 'WATCH' || state === 'ALERT') return accept<AlertEvent>(observed, normal);
  const begun: readonly AlertEvent[] = state === 'RECOVERING' ? [] : [{ type: 'RECOVERY_BEGUN', at }];
  const done = cyclesWithinLimits + 1 >= recoveryCycles;
  return accept<AlertEvent>(...begun, observed, ...(done ? [normal] : []));
}

function triage({ result, note, by, at }: Of<'TRIAGE'>): AlertDecision {
  return accept({ type: 'ALERT_TRIAGED', result, by, at, ...(note === undefined ? {} : { note }) });
}

function escalate({ executive, note, by, at }: Of<'ESCALATE'>): AlertDecision {
  const faults: AlertReason[] = [];
  if (executive.trim() === '') faults.push({ code: 'EXECUTIVE_REQUIRED' });
  if (note.trim() === '') faults.push({ code: 'NOTE_REQUIRED' });
  if (faults.length > 0) return refuse(...faults);
  return accept({ type: 'CRISIS_DECLARED', executive, note, by, at, notify: ['OWNER', 'MANAGER', 'EXECUTIVE'] });
}

function startWinBack({ assessment, causes, by, at }: Of<'START_WIN_BACK'>): AlertDecision {
  const faults: AlertReason[] = [];
  if (assessment.decision !== 'GO') faults.push({ code: 'WIN_BACK_NOT_WORTHWHILE' });
  if (causes.length === 0) faults.push({ code: 'CAUSE_REQUIRED' });
  if (faults.length > 0) return refuse(...faults);
  return accept({ type: 'WIN_BACK_STARTED', budgetCapMinor: assessment.budgetCapMinor, causes, by, at });
}

/**
 * What the end of its case makes of an alert. The case knows more than triage did: its outcome corrects the label, also of
 * an alert that facts have closed by themselves in the meantime.
 */
function conclude(
  { outcome, note, by, at }: Of<'CONCLUDE_CASE'>,
  state: AlertState,
  { label }: AlertRecord,
): AlertDecision {
  if (note.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
  const right: TriageResult = outcome === 'FALSE_ALARM' ? 'FALSE_ALARM' : 'CONFIRMED';
  const revised: readonly AlertEvent[] = label === right ? [] : [{ type: 'LABEL_REVISED', label: right, note, by, at }];
  if (isFinal(ALERT_MACHINE, state)) return accept(...revised);
  // Nobody has said anything of it yet: that is triage.
  if (state === 'WATCH' || state === 'ALERT') return refuseStep(state, OUTCOME_STATE[outcome]);
  const refused = step(state, OUTCOME_STATE[outcome]);
  if (refused !== null) return refused;
  if (outcome === 'RECOVERED') return accept<AlertEvent>(...revised, { type: 'BACK_TO_NORMAL', at });
  return outcome === 'LOST' ? accept<AlertEvent>(...revised, { type: 'GIVEN_UP', note, by, at }) : accept(...revised);
}

/** Where each end of a case leads its alert. */
const OUTCOME_STATE: Readonly<Record<ConcludedOutcome, AlertState>> = {
  RECOVERED: 'NORMAL',
  LOST: 'ENDED',
  FALSE_ALARM: 'FALSE_ALARM',
};

/** The refusal of a step the alert's table does not have, or null. */
function step(from: AlertState, to: AlertState): AlertDecision | null {
  const refusal = refuseTransition(ALERT_MACHINE, from, to);
  return refusal === null ? null : refuse(refusal);
}

function refuseStep(from: AlertState, to: AlertState): AlertDecision {
  return refuse({ code: 'TRANSITION_NOT_ALLOWED', from, to, allowed: ALERT_MACHINE.transitions[from] });
}
