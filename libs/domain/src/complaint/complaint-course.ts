import type { Instant } from '../calendar/date.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';
import { refuseTransition, type TransitionNotAllowed } from '../machine/state-machine.js';
import type { ComplaintClockFact, ComplaintClockName } from './complaint-clocks.js';
import { COMPLAINT_MACHINE, type ComplaintState } from './complaint.machine.js';
import type { PauseReason } from './complaint.model.js';
import type { ComplaintSeverity } from './complaint-policy.js';
import { FORM_STEPS, type EightDStep } from './eight-d.js';
import { isFilled } from './report-values.js';

/**
 * The clocks that the course of a complaint can stop without a report: somebody cares, the customer is protected for the
 * time being (D3), the cause is known (D4), the action is complete.
 */
export const COURSE_CLOCKS = ['ACKNOWLEDGE', 'D3', 'D4', 'RESOLVE'] as const satisfies readonly ComplaintClockName[];
export type CourseClock = (typeof COURSE_CLOCKS)[number];

/** What is written down of the course: the step that was reached, or something else that matters to the clocks. */
export const COURSE_EVENTS = ['CONTAINED', 'SEVERITY_ASSESSED', 'CLOCK_PAUSED', 'CLOCK_RESUMED'] as const;
export type CourseEventType = ComplaintState | (typeof COURSE_EVENTS)[number];

/** From where a reopened complaint is done anew unless told: the cause was not the one. */
export const REOPENED_FROM: EightDStep = 'D4';

/** How a complaint stands, as far as its course goes. */
export interface ComplaintCourse {
  readonly status: ComplaintState;
  readonly severity: ComplaintSeverity;
  readonly paused: PauseReason | null;
}

export type CourseCommand =
  | {
      readonly type: 'MOVE';
      readonly to: ComplaintState;
      readonly note: string | null;
      /** Of a reopening: from which step on it is done anew. */
      readonly from: EightDStep | null;
    }
  | { readonly type: 'CONTAIN'; readonly answer: string }
  | { readonly type: 'ASSESS'; readonly severity: ComplaintSeverity; readonly note: string | null }
  | { readonly type: 'PAUSE'; readonly reason: PauseReason; readonly note: string | null }
  | { readonly type: 'RESUME'; readonly note: string | null };

/** What happened, with what is told of it; the store adds who and when. */
export interface CourseEvent {
  readonly type: CourseEventType;
  readonly note?: string;
  readonly answer?: string;
  readonly from?: EightDStep;
  readonly severity?: ComplaintSeverity;
  readonly reason?: PauseReason;
}

export type CourseReason =
  | Reason<'REASON_REQUIRED' | 'SEVERITY_UNCHANGED' | 'ALREADY_PAUSED' | 'NOT_PAUSED'>
  | (Reason<'STEP_NOT_IN_FORM'> & { readonly step: EightDStep })
  | (Reason<'COMMAND_NOT_ALLOWED_NOW'> & { readonly status: ComplaintState })
  | TransitionNotAllowed<ComplaintState>;

const CONTAINABLE: readonly ComplaintState[] = ['ACKNOWLEDGED', 'ANALYSED', 'REOPENED'];
const SHORT_STEPS = FORM_STEPS.SHORT;

/**
 * What a command does to a complaint whose reports are not written: the event that follows, or why it is refused. Steps
 * are those of the complaint's machine; what is closed neither pauses nor changes its severity. O(1).
 */
export function decideCourse(
  command: CourseCommand,
  { status, severity, paused }: ComplaintCourse,
): Decision<CourseEvent, CourseReason> {
  const notNow = refuse({ code: 'COMMAND_NOT_ALLOWED_NOW', status } as const);
  switch (command.type) {
    case 'MOVE':
      return move(command, status);
    case 'CONTAIN':
      return CONTAINABLE.includes(status) ? accept({ type: 'CONTAINED', answer: command.answer }) : notNow;
    case 'ASSESS':
      if (status === 'CLOSED') return notNow;
      if (command.severity === severity) return refuse({ code: 'SEVERITY_UNCHANGED' });
      return accept({ type: 'SEVERITY_ASSESSED', severity: command.severity, ...noted(command) });
    case 'PAUSE':
      if (status === 'CLOSED') return notNow;
      if (paused !== null) return refuse({ code: 'ALREADY_PAUSED' });
      return accept({ type: 'CLOCK_PAUSED', reason: command.reason, ...noted(command) });
    case 'RESUME':
      if (paused === null) return refuse({ code: 'NOT_PAUSED' });
      return accept({ type: 'CLOCK_RESUMED', ...noted(command) });
  }
}

function move(
  { to, note, from }: Extract<CourseCommand, { readonly type: 'MOVE' }>,
  status: ComplaintState,
): Decision<CourseEvent, CourseReason> {
  const refusal = refuseTransition(COMPLAINT_MACHINE, status, to);
  if (refusal !== null) return refuse(refusal);
  if (to !== 'REOPENED') return accept({ type: to, ...noted({ note }) });
  if (note === null || !isFilled(note)) return refuse({ code: 'REASON_REQUIRED' });
  const step = from ?? REOPENED_FROM;
  if (!SHORT_STEPS.includes(step)) return refuse({ code: 'STEP_NOT_IN_FORM', step });
  return accept({ type: to, note, from: step });
}

function noted({ note }: { readonly note: string | null }): { readonly note?: string } {
  return note === null ? {} : { note };
}

/** The course after one more event; closing and reopening end a pause. Total over the events of `decideCourse`. */
export function evolveCourse(course: ComplaintCourse, event: CourseEvent): ComplaintCourse {
  switch (event.type) {
    case 'CONTAINED':
      return course;
    case 'SEVERITY_ASSESSED':
      return { ...course, severity: event.severity ?? course.severity };
    case 'CLOCK_PAUSED':
      return { ...course, paused: event.reason ?? null };
    case 'CLOCK_RESUMED':
      return { ...course, paused: null };
    case 'CLOSED':
    case 'REOPENED':
      return { ...course, status: event.type, paused: null };
    default:
      return { ...course, status: event.type };
  }
}

/** An event of the course as it was written down. */
export interface CourseEntry {
  readonly type: CourseEventType;
  readonly at: Instant;
  readonly from?: EightDStep | null;
}

/**
 * What a course means to the clocks. They are held against the severity it has now: whoever finds a complaint graver than
 * it came in has less time for it, from its receipt on. O(entries).
 */
export function courseFacts(
  entries: readonly CourseEntry[],
  severity: ComplaintSeverity,
): readonly ComplaintClockFact[] {
  return entries.flatMap((entry) => factOf(entry, severity) ?? []);
}

function factOf({ type, at, from }: CourseEntry, severity: ComplaintSeverity): ComplaintClockFact | null {
  switch (type) {
    case 'RECEIVED':
      return { type: 'COMPLAINT_RECEIVED', at, intake: { severity }, form: 'SHORT' };
    case 'ACKNOWLEDGED':
      return { type: 'COMPLAINT_ACKNOWLEDGED', at };
    case 'CONTAINED':
      return { type: 'STEP_SUBMITTED', at, step: 'D3' };
    case 'ANALYSED':
      return { type: 'COMPLAINT_ANALYSED', at };
    case 'ACTION':
      return { type: 'ACTION_COMPLETED', at };
    case 'CONFIRMED_BY_CUSTOMER':
      return { type: 'ACTION_CONFIRMED', at };
    case 'CLOSED':
      return { type: 'COMPLAINT_CLOSED', at };
    case 'REOPENED':
      return { type: 'COMPLAINT_REOPENED', at, from: from ?? REOPENED_FROM };
    case 'CLOCK_PAUSED':
    case 'CLOCK_RESUMED':
      return { type, at };
    case 'SEVERITY_ASSESSED':
      return null;
  }
}
