import { deadlineDay, dueOnWorkingDay, TRIAGE_WORKING_DAYS, type DeadlineCalendar } from '../alert/triage-clock.js';
import { dateOfInstant, daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { isWeekday } from '../calendar/working-day.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { refuseTransition } from '../machine/state-machine.js';
import { workOf } from './case.evolve.js';
import {
  CASE_MACHINE,
  referralsOf,
  type CaseCommand,
  type CaseEvent,
  type CaseReason,
  type CaseState,
  type RelationshipCase,
} from './case.model.js';

export type CaseDecision = Decision<CaseEvent, CaseReason>;

/** Steps that somebody has to take a case out of. */
export type OpenCaseState = Exclude<CaseState, 'RESOLVED'>;

/** Rules of a case. Mortise's own proposal, configurable; the calendar is the tenant's. */
export interface CasePolicy {
  /** Working days after confirmation within which the case must be open. */
  readonly openWithinWorkingDays: number;
  /** Working days within which the case is to leave each step. */
  readonly stepWorkingDays: Readonly<Record<OpenCaseState, number>>;
  readonly calendar: DeadlineCalendar;
}

export const DEFAULT_CASE_POLICY: CasePolicy = {
  openWithinWorkingDays: TRIAGE_WORKING_DAYS,
  stepWorkingDays: { TRIAGE: 1, ANALYSE: 5, ENGAGE: 20, ESCALATED: 2 },
  calendar: isWeekday,
};

type Of<Type extends CaseCommand['type']> = Extract<CaseCommand, { readonly type: Type }>;

/**
 * What a command does to a case. Causes are looked for on our side and outside it before the customer is engaged, whoever
 * leads the case; nothing is won or lost without causes, a contact with the customer and a completed action, and nothing
 * is resolved before every planned action is done. Who looks for causes again gets no more time for the work with the
 * customer: the day from the first time holds; an executive who hands the case back gives it a new one. O(actions).
 */
export function decideCase(
  command: CaseCommand,
  state: RelationshipCase,
  policy: CasePolicy = DEFAULT_CASE_POLICY,
): CaseDecision {
  const faults = commandFaults(command);
  if (faults.length > 0) return refuse(...faults);
  if (command.type === 'OPEN_CASE') return open(command, state, policy);
  if (state.state === null) return refuse({ code: 'NOT_OPENED' });
  switch (command.type) {
    case 'ASSIGN_CASE':
      return state.state === 'RESOLVED' ? refuse({ code: 'CASE_CLOSED' }) : assign(command, state);
    case 'START_ANALYSIS':
      if (state.state === 'ESCALATED') return refuseStep(state.state, 'ANALYSE');
      return (
        step(state.state, 'ANALYSE') ??
        take('ANALYSE', { type: 'ANALYSIS_STARTED', ...act(command) }, policy, state.engageDue)
      );
    case 'RECORD_CAUSES':
      return step(state.state, 'ENGAGE') ?? recordCauses(command, state, policy);
    case 'RECORD_CONTACT':
    case 'PLAN_ACTION':
    case 'COMPLETE_ACTION':
      return state.state === 'RESOLVED' ? refuse({ code: 'CASE_CLOSED' }) : work(command, state);
    case 'ESCALATE_CASE':
      return step(state.state, 'ESCALATED') ?? escalate(command, policy);
    case 'HAND_BACK':
      if (state.state !== 'ESCALATED') return refuseStep(state.state, 'ENGAGE');
      return take(workOf(state), { type: 'CASE_HANDED_BACK', ...act(command) }, policy);
    case 'RESOLVE_CASE':
      return step(state.state, 'RESOLVED') ?? resolve(command, state);
  }
}

function commandFaults({ by, at }: CaseCommand): readonly CaseReason[] {
  return [
    ...(by.trim() === '' ? [{ code: 'ACTOR_REQUIRED' } as const] : []),
    ...(valueOf(() => dateOfInstant(at)) === null ? [{ code: 'TIME_REQUIRED' } as const] : []),
  ];
}

function open(command: Of<'OPEN_CASE'>, { state }: RelationshipCase, policy: CasePolicy): CaseDecision {
  const { by, at, owner, confirmedAt } = command;
  if (state !== null) return refuse({ code: 'ALREADY_OPENED' });
  const faults: CaseReason[] = [];
  if (owner.trim() === '') faults.push({ code: 'OWNER_REQUIRED' });
  if (valueOf(() => dateOfInstant(confirmedAt)) === null) faults.push({ code: 'TIME_REQUIRED' });
  if (faults.length > 0) return refuse(...faults);
  const { openWithinWorkingDays, calendar } = policy;
  const due = valueOf(() => dueOnWorkingDay(confirmedAt, openWithinWorkingDays, calendar));
  if (due === null) return refuse({ code: 'NO_WORKING_DAY' });
  const openedOn = valueOf(() => deadlineDay(at, calendar));
  if (openedOn === null) return refuse({ code: 'TIME_REQUIRED' });
  const late = daysBetween(due, openedOn) > 0;
  return take('TRIAGE', { type: 'CASE_OPENED', by, at, owner, due, late }, policy);
}

function assign({ by, at, owner }: Of<'ASSIGN_CASE'>, state: RelationshipCase): CaseDecision {
  if (owner.trim() === '') return refuse({ code: 'OWNER_REQUIRED' });
  return owner === state.owner ? refuse({ code: 'SAME_OWNER' }) : accept({ type: 'CASE_ASSIGNED', by, at, owner });
}

function recordCauses(
  { by, at, subjective, objective, note }: Of<'RECORD_CAUSES'>,
  { state, engageDue }: RelationshipCase,
  policy: CasePolicy,
): CaseDecision {
  if (state !== 'ANALYSE') return refuseStep(state as CaseState, 'ENGAGE');
  if (subjective.length + objective.length === 0) return refuse({ code: 'CAUSE_REQUIRED' });
  const oneSided = subjective.length === 0 || objective.length === 0;
  if (oneSided && (note ?? '').trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
  const referrals = referralsOf([...subjective, ...objective]);
  const causes = { subjective, objective, ...(note === undefined ? {} : { note }) };
  return take('ENGAGE', { type: 'CAUSES_RECORDED', by, at, ...causes, referrals }, policy, engageDue);
}

function work(
  command: Of<'RECORD_CONTACT'> | Of<'PLAN_ACTION'> | Of<'COMPLETE_ACTION'>,
  state: RelationshipCase,
): CaseDecision {
  const { by, at } = command;
  if (command.type === 'RECORD_CONTACT') {
    if (command.note.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
    return accept({ type: 'CONTACT_RECORDED', by, at, contactId: command.contactId, note: command.note });
  }
  if (command.type === 'COMPLETE_ACTION') {
    const { actionId, result } = command;
    if (!state.openActions.some(({ id }) => id === actionId)) return refuse({ code: 'UNKNOWN_ACTION' });
    return accept({ type: 'ACTION_COMPLETED', by, at, actionId, ...(result === undefined ? {} : { result }) });
  }
  const { action } = command;
  const faults: CaseReason[] = [];
  if ([...state.openActions, ...state.completedActions].some(({ id }) => id === action.id)) {
    faults.push({ code: 'SAME_ACTION' });
  }
  if (action.owner.trim() === '') faults.push({ code: 'OWNER_REQUIRED' });
  if (action.what.trim() === '') faults.push({ code: 'NOTE_REQUIRED' });
  if (valueOf(() => epochDay(action.due)) === null) faults.push({ code: 'DATE_REQUIRED' });
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'ACTION_PLANNED', by, at, action });
}

function escalate({ by, at, executive, note }: Of<'ESCALATE_CASE'>, policy: CasePolicy): CaseDecision {
  const faults: CaseReason[] = [];
  if (executive.trim() === '') faults.push({ code: 'EXECUTIVE_REQUIRED' });
  if (note.trim() === '') faults.push({ code: 'NOTE_REQUIRED' });
  if (faults.length > 0) return refuse(...faults);
  return take('ESCALATED', { type: 'CASE_ESCALATED', by, at, executive, note }, policy);
}

function resolve({ by, at, outcome, note }: Of<'RESOLVE_CASE'>, state: RelationshipCase): CaseDecision {
  const faults: CaseReason[] = [];
  if (note.trim() === '') faults.push({ code: 'NOTE_REQUIRED' });
  // Where nothing was the matter, there is nothing to find, to say or to do.
  if (outcome === 'RECOVERED' || outcome === 'LOST') {
    if (state.causes === null) faults.push({ code: 'CAUSE_REQUIRED' });
    if (state.contacts === 0) faults.push({ code: 'CUSTOMER_CONTACT_REQUIRED' });
    if (state.completedActions.length === 0) faults.push({ code: 'COMPLETED_ACTION_REQUIRED' });
  }
  if (state.openActions.length > 0)
    faults.push({ code: 'OPEN_ACTIONS', actions: state.openActions.map(({ id }) => id) });
  return faults.length > 0 ? refuse(...faults) : accept({ type: 'CASE_RESOLVED', by, at, outcome, note });
}

/**
 * An event that takes the case into a step, with the day on which the next one is due.
 * @param latest the day that the step must not go beyond, whenever it is taken; null for none
 */
function take(
  to: OpenCaseState,
  event: DistributiveOmit<Extract<CaseEvent, { readonly stepDue: IsoDate }>, 'stepDue'>,
  { stepWorkingDays, calendar }: CasePolicy,
  latest: IsoDate | null = null,
): CaseDecision {
  const due = valueOf(() => dueOnWorkingDay(event.at, stepWorkingDays[to], calendar));
  if (due === null) return refuse({ code: 'NO_WORKING_DAY' });
  return accept<CaseEvent>({ ...event, stepDue: latest !== null && daysBetween(latest, due) > 0 ? latest : due });
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

function act({ by, at }: CaseCommand): Pick<CaseCommand, 'by' | 'at'> {
  return { by, at };
}

function step(from: CaseState, to: CaseState): CaseDecision | null {
  const refusal = refuseTransition(CASE_MACHINE, from, to);
  return refusal === null ? null : refuse(refusal);
}

/** The table has the step, but this command is not the one that takes it. */
function refuseStep(from: CaseState, to: CaseState): CaseDecision {
  return refuse({ code: 'TRANSITION_NOT_ALLOWED', from, to, allowed: CASE_MACHINE.transitions[from] });
}

/** The value, or null where it cannot exist: a decision answers with reasons instead of throwing. */
function valueOf<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
