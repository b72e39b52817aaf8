import type {
  ComplaintCase,
  ComplaintEvent,
  CustomerComplaintEvent,
  StepStanding,
  StepStandings,
} from './complaint.model.js';
import { EIGHT_D_STEPS, type EightDStep } from './eight-d.js';

/** A complaint before it comes in. */
export const UNFILED_COMPLAINT: ComplaintCase = { version: 0, status: 'UNFILED' };

type Filed = Exclude<ComplaintCase, { readonly status: 'UNFILED' }>;
type Acknowledged = Exclude<Filed, { readonly status: 'RECEIVED' }>;
type Answered = Extract<Filed, { readonly completedAt: string }>;
type Confirmed = Extract<Answered, { readonly confirmedBy: string }>;

/** The complaint after one more event. Total over the events that `decideComplaint` gives, in their order. */
export function evolveComplaint(state: ComplaintCase, event: ComplaintEvent): ComplaintCase {
  if (event.type === 'COMPLAINT_RECEIVED') {
    if (state.status !== 'UNFILED') throw outOfOrder(event);
    const { intake, form, at } = event;
    const blank = { decision: null, paused: null, reopenings: [], satisfaction: [], internalNotes: [] } as const;
    return { version: 1, status: 'RECEIVED', intake, form, receivedAt: at, steps: openSteps(), ...blank };
  }
  if (state.status === 'UNFILED') throw outOfOrder(event);
  return { ...change(state, event), version: state.version + 1 };
}

/** The complaint that a whole history of events amounts to. */
export function replayComplaint(
  events: readonly ComplaintEvent[],
  from: ComplaintCase = UNFILED_COMPLAINT,
): ComplaintCase {
  return events.reduce(evolveComplaint, from);
}

/** The history as the customer may read it. */
export function customerHistory(events: readonly ComplaintEvent[]): readonly CustomerComplaintEvent[] {
  return events.filter((event) => event.type !== 'INTERNAL_NOTE_ADDED');
}

function change(state: Filed, event: Exclude<ComplaintEvent, { readonly type: 'COMPLAINT_RECEIVED' }>): Filed {
  const { at, by } = event;
  switch (event.type) {
    case 'COMPLAINT_ACKNOWLEDGED':
      return { ...state, status: 'ACKNOWLEDGED', acknowledgedAt: at };
    case 'FULL_FORM_REQUIRED':
      return { ...state, form: 'FULL' };
    case 'STEP_SUBMITTED': {
      const submitted = { status: 'SUBMITTED', report: event.report, submittedBy: by, submittedAt: at } as const;
      return { ...state, steps: withStep(state.steps, event.step, { ...submitted, acceptedBy: [] }) };
    }
    case 'STEP_ACCEPTED': {
      const standing = state.steps[event.step];
      if (standing.status !== 'SUBMITTED') throw outOfOrder(event);
      const acceptedBy = [...standing.acceptedBy, event.side];
      return { ...state, steps: withStep(state.steps, event.step, { ...standing, acceptedBy }) };
    }
    case 'STEP_REJECTED': {
      const standing = state.steps[event.step];
      if (standing.status !== 'SUBMITTED') throw outOfOrder(event);
      const rejection = { status: 'REJECTED', rejectedBy: event.side, reason: event.reason } as const;
      return { ...state, steps: withStep(state.steps, event.step, { ...rejection, report: standing.report }) };
    }
    case 'COMPLAINT_ANALYSED':
      return { ...acknowledged(state, event), status: 'ANALYSED' };
    case 'CLAIM_DECIDED': {
      const { verdict, explanation, recourse } = event;
      return { ...state, decision: { verdict, explanation, recourse } } as Filed;
    }
    case 'ACTION_COMPLETED': {
      const { decision, ...rest } = acknowledged(state, event);
      if (decision === null) throw outOfOrder(event);
      return { ...rest, decision, status: 'ACTION', completedAt: at };
    }
    case 'ACTION_CONFIRMED':
      if (!isAnswered(state)) throw outOfOrder(event);
      return { ...state, status: 'CONFIRMED_BY_CUSTOMER', confirmedBy: by };
    case 'COMPLAINT_CLOSED':
      if (!isConfirmed(state)) throw outOfOrder(event);
      return { ...state, status: 'CLOSED', closedAt: at, paused: null, rated: false };
    case 'COMPLAINT_REOPENED':
      return reopened(acknowledged(state, event), event);
    case 'SATISFACTION_RATED':
      if (state.status !== 'CLOSED') throw outOfOrder(event);
      return { ...state, rated: true, satisfaction: [...state.satisfaction, event.satisfaction] };
    case 'RECOVERY_CASE_REQUESTED':
      return state;
    case 'CLOCK_PAUSED':
      return { ...state, paused: event.reason };
    case 'CLOCK_RESUMED':
      return { ...state, paused: null };
    case 'INTERNAL_NOTE_ADDED':
      return { ...state, internalNotes: [...state.internalNotes, { by, at, note: event.note }] };
    default:
      throw outOfOrder(event);
  }
}

/** Open again from a step on; what was reported is kept beside, and the claim is to be decided anew. */
function reopened(state: Acknowledged, event: Extract<ComplaintEvent, { readonly type: 'COMPLAINT_REOPENED' }>): Filed {
  const { version, intake, form, receivedAt, acknowledgedAt, satisfaction, internalNotes } = state;
  const { by, side, at, from, reason } = event;
  const redo = EIGHT_D_STEPS.slice(EIGHT_D_STEPS.indexOf(from));
  const steps = redo.reduce((standings, step) => withStep(standings, step, openedAgain(standings[step])), state.steps);
  const kept = { version, intake, form, receivedAt, acknowledgedAt, satisfaction, internalNotes };
  const reopenings = [...state.reopenings, { by, side, at, from, reason }];
  return { ...kept, status: 'REOPENED', steps, reopenings, decision: null, paused: null };
}

function openedAgain(standing: StepStanding): StepStanding {
  return standing.status === 'OPEN' ? standing : { status: 'OPEN', earlier: standing.report };
}

function openSteps(): StepStandings {
  return Object.fromEntries(EIGHT_D_STEPS.map((step) => [step, { status: 'OPEN' }])) as unknown as StepStandings;
}

/** The standing of a step and its report belong together: events carry them as a pair. */
function withStep(steps: StepStandings, step: EightDStep, standing: StepStanding): StepStandings {
  return { ...steps, [step]: standing };
}

function acknowledged(state: Filed, event: ComplaintEvent): Acknowledged {
  if (state.status === 'RECEIVED') throw outOfOrder(event);
  return state;
}

function isAnswered(state: Filed): state is Answered {
  return 'completedAt' in state;
}

function isConfirmed(state: Filed): state is Confirmed {
  return 'confirmedBy' in state;
}

/** Events are stored in the order they were decided; any other order is damage, which must not pass for a state. */
function outOfOrder(event: { readonly type: string }): TypeError {
  return new TypeError(`EVENT_OUT_OF_ORDER: ${event.type}`);
}
