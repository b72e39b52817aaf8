import { accept, refuse, type Decision } from '../decision/decision.js';
import { refuseTransition } from '../machine/state-machine.js';
import { COMPLAINT_MACHINE, type ComplaintState } from './complaint.machine.js';
import { isFilled, isMoment, isQuantity } from './report-values.js';
import { complaintForm, type ComplaintPolicy } from './complaint-policy.js';
import type {
  ComplaintCase,
  ComplaintCommand,
  ComplaintEvent,
  ComplaintIntake,
  ComplaintReason,
  ComplaintSide,
} from './complaint.model.js';
import { FORM_STEPS } from './eight-d.js';
import { acceptStep, incompleteAction, incompleteReport, rejectStep, submitStep } from './step.decide.js';

export type ComplaintDecision = Decision<ComplaintEvent, ComplaintReason>;

type Of<Type extends ComplaintCommand['type']> = Extract<ComplaintCommand, { readonly type: Type }>;
type Filed = Exclude<ComplaintCase, { readonly status: 'UNFILED' }>;

/** Commands of one side only. */
const SIDE_OF: { readonly [Type in ComplaintCommand['type']]?: ComplaintSide } = {
  ACKNOWLEDGE: 'SUPPLIER',
  SUBMIT_STEP: 'SUPPLIER',
  DECIDE_CLAIM: 'SUPPLIER',
  COMPLETE_ACTION: 'SUPPLIER',
  CLOSE: 'SUPPLIER',
  PAUSE: 'SUPPLIER',
  RESUME: 'SUPPLIER',
  ADD_INTERNAL_NOTE: 'SUPPLIER',
  CONFIRM: 'CUSTOMER',
  RATE: 'CUSTOMER',
};

/** Where the status does not follow the machine, the statuses in which a command has its place. */
const PLACE_OF: { readonly [Type in ComplaintCommand['type']]?: readonly ComplaintState[] } = {
  REQUIRE_FULL_FORM: ['RECEIVED', 'ACKNOWLEDGED', 'ANALYSED', 'REOPENED'],
  DECIDE_CLAIM: ['ANALYSED', 'REOPENED'],
  RATE: ['CLOSED'],
  PAUSE: ['RECEIVED', 'ACKNOWLEDGED', 'ANALYSED', 'ACTION', 'CONFIRMED_BY_CUSTOMER', 'REOPENED'],
};

/** Satisfaction after closing, on 1 (very dissatisfied) to 5. */
export const SATISFACTION_RANGE = { min: 1, max: 5 } as const;

/**
 * What a command does to a complaint: the events that follow, or every reason why it is refused. The supplier works
 * through the steps of the form, decides the claim and completes the action; only the customer confirms it; both may
 * accept or reject a step and reopen the whole with a reason; a low satisfaction reopens it or asks for a case.
 */
export function decideComplaint(
  command: ComplaintCommand,
  state: ComplaintCase,
  policy: ComplaintPolicy,
): ComplaintDecision {
  const faults = commandFaults(command, state);
  if (faults.length > 0) return refuse(...faults);
  if (command.type === 'RECEIVE') return receive(command, state, policy);
  if (state.status === 'UNFILED') return refuse({ code: 'NOT_RECEIVED' });
  const { status } = state;
  if (PLACE_OF[command.type]?.includes(status) === false) return refuse({ code: 'COMMAND_NOT_ALLOWED_NOW', status });
  switch (command.type) {
    case 'ACKNOWLEDGE':
      return step(state, 'ACKNOWLEDGED') ?? accept({ ...act(command), type: 'COMPLAINT_ACKNOWLEDGED' });
    case 'REQUIRE_FULL_FORM':
      return requireFullForm(command, state);
    case 'SUBMIT_STEP':
      return submitStep(command, state);
    case 'ACCEPT_STEP':
      return acceptStep(command, state, policy);
    case 'REJECT_STEP':
      return rejectStep(command, state);
    case 'DECIDE_CLAIM':
      return decideClaim(command);
    case 'COMPLETE_ACTION':
      return step(state, 'ACTION') ?? completeAction(command, state, policy);
    case 'CONFIRM':
      return step(state, 'CONFIRMED_BY_CUSTOMER') ?? accept({ ...act(command), type: 'ACTION_CONFIRMED' });
    case 'CLOSE':
      return step(state, 'CLOSED') ?? close(command, state);
    case 'REOPEN':
      return step(state, 'REOPENED') ?? reopen(command, state);
    case 'RATE':
      return rate(command, state, policy);
    case 'PAUSE':
      if (state.paused !== null) return refuse({ code: 'ALREADY_PAUSED' });
      return accept({ ...act(command), type: 'CLOCK_PAUSED', reason: command.reason });
    case 'RESUME':
      if (state.paused === null) return refuse({ code: 'NOT_PAUSED' });
      return accept({ ...act(command), type: 'CLOCK_RESUMED' });
    case 'ADD_INTERNAL_NOTE':
      if (!isFilled(command.note)) return refuse({ code: 'REASON_REQUIRED' });
      return accept({ ...act(command), type: 'INTERNAL_NOTE_ADDED', note: command.note });
  }
}

function commandFaults(command: ComplaintCommand, state: ComplaintCase): readonly ComplaintReason[] {
  const faults: ComplaintReason[] = [];
  const side = SIDE_OF[command.type];
  if (!isFilled(command.by)) faults.push({ code: 'ACTOR_REQUIRED' });
  if (!isMoment(command.at)) faults.push({ code: 'TIME_REQUIRED' });
  if (side !== undefined && side !== command.side) faults.push({ code: 'SIDE_NOT_ALLOWED' });
  if (command.expectedVersion !== undefined && command.expectedVersion !== state.version) {
    faults.push({ code: 'STALE_COMPLAINT' });
  }
  return faults;
}

function receive(command: Of<'RECEIVE'>, state: ComplaintCase, policy: ComplaintPolicy): ComplaintDecision {
  if (state.status !== 'UNFILED') return refuse({ code: 'ALREADY_RECEIVED' });
  const { intake, form } = command;
  if (!isComplete(intake)) return refuse({ code: 'INTAKE_INCOMPLETE' });
  // More may be asked for than the policy does, as when the customer demands it; never less.
  const required = complaintForm(intake, policy);
  if (form === 'SHORT' && required === 'FULL') return refuse({ code: 'FORM_TOO_SHORT', required });
  return accept({ ...act(command), type: 'COMPLAINT_RECEIVED', intake, form });
}

function isComplete({ number, accountId, description, quantityAffected = 0 }: ComplaintIntake): boolean {
  return isFilled(number) && isFilled(accountId) && isFilled(description) && isQuantity(quantityAffected);
}

function requireFullForm(command: Of<'REQUIRE_FULL_FORM'>, { form }: Filed): ComplaintDecision {
  if (form === 'FULL') return refuse({ code: 'ALREADY_FULL_FORM' });
  if (!isFilled(command.reason)) return refuse({ code: 'REASON_REQUIRED' });
  return accept({ ...act(command), type: 'FULL_FORM_REQUIRED', reason: command.reason });
}

function decideClaim(command: Of<'DECIDE_CLAIM'>): ComplaintDecision {
  const { verdict, explanation, recourse } = command;
  const reasons: ComplaintReason[] = [];
  if (!isFilled(explanation)) reasons.push({ code: 'EXPLANATION_REQUIRED' });
  if (!isFilled(recourse)) reasons.push({ code: 'RECOURSE_REQUIRED' });
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ ...act(command), type: 'CLAIM_DECIDED', verdict, explanation, recourse });
}

function completeAction(command: Of<'COMPLETE_ACTION'>, state: Filed, policy: ComplaintPolicy): ComplaintDecision {
  const reasons: readonly ComplaintReason[] = [
    ...(state.decision === null ? [{ code: 'DECISION_REQUIRED' } as const] : []),
    ...incompleteAction(state, policy),
  ];
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ ...act(command), type: 'ACTION_COMPLETED', policyVersion: policy.version });
}

function close(command: Of<'CLOSE'>, state: Filed): ComplaintDecision {
  const reasons = incompleteReport(state);
  return reasons.length > 0 ? refuse(...reasons) : accept({ ...act(command), type: 'COMPLAINT_CLOSED' });
}

function reopen(command: Of<'REOPEN'>, { form }: Filed): ComplaintDecision {
  const { from, reason } = command;
  if (!isFilled(reason)) return refuse({ code: 'REASON_REQUIRED' });
  if (!FORM_STEPS[form].includes(from)) return refuse({ code: 'STEP_NOT_IN_FORM', step: from });
  return accept({ ...act(command), type: 'COMPLAINT_REOPENED', from, reason });
}

function rate(command: Of<'RATE'>, state: Filed, policy: ComplaintPolicy): ComplaintDecision {
  const { satisfaction, comment } = command;
  const { min, max } = SATISFACTION_RANGE;
  if (!Number.isInteger(satisfaction) || satisfaction < min || satisfaction > max) {
    return refuse({ code: 'SATISFACTION_OUT_OF_RANGE' });
  }
  if (state.status === 'CLOSED' && state.rated) return refuse({ code: 'ALREADY_RATED' });
  const rated = {
    ...act(command),
    type: 'SATISFACTION_RATED',
    satisfaction,
    ...(comment === undefined ? {} : { comment }),
  } as const;
  if (satisfaction > policy.lowSatisfaction) return accept<ComplaintEvent>(rated);
  if (policy.onLowSatisfaction === 'OPEN_CASE') {
    return accept<ComplaintEvent>(rated, { ...act(command), type: 'RECOVERY_CASE_REQUESTED', satisfaction });
  }
  const reason = comment === undefined || !isFilled(comment) ? 'LOW_SATISFACTION' : comment;
  return accept<ComplaintEvent>(rated, { ...act(command), type: 'COMPLAINT_REOPENED', from: 'D4', reason });
}

/** The refusal of a step the machine does not have, or null. */
function step({ status }: Filed, to: ComplaintState): ComplaintDecision | null {
  const refusal = refuseTransition(COMPLAINT_MACHINE, status, to);
  return refusal === null ? null : refuse(refusal);
}

function act<Side extends ComplaintSide>({ by, side, at }: { by: string; side: Side; at: string }) {
  return { by, side, at };
}
