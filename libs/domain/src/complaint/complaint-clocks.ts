import { minutesPerBusinessDay, ROUND_THE_CLOCK_WEEK, type BusinessCalendar } from '../calendar/business-calendar.js';
import { epochMilliseconds, type Instant } from '../calendar/date.js';
import { clockStanding, type ClockEvent, type ClockStanding, type ServiceTarget } from '../calendar/service-clock.js';
import { escalationLevel } from '../calendar/service-standard.js';
import type { ComplaintPolicy, DeadlineTemplate } from './complaint-policy.js';
import type { ClaimVerdict, ComplaintEvent, ComplaintIntake } from './complaint.model.js';
import { EIGHT_D_STEPS, FORM_STEPS, type ComplaintForm, type EightDStep } from './eight-d.js';
import { WITHOUT_FAULT_OF_OURS } from './step.decide.js';

/** What is timed: the answer that somebody cares, each step of the report, and the completed action. */
export type ComplaintClockName = 'ACKNOWLEDGE' | 'RESOLVE' | EightDStep;

export interface ComplaintClock extends ClockStanding {
  readonly clock: ComplaintClockName;
  /** Escalation steps reached. */
  readonly escalation: number;
  /** How often it has begun from zero. */
  readonly run: number;
  /** When it was stopped; `dueAt` is then when it was due, unless it stood still or was overrun. */
  readonly reachedAt?: Instant;
}

/** What the clocks read of a history: every event of a complaint is one, and so is what is kept of one without reports. */
export type ComplaintClockFact = { readonly at: Instant } & (
  | {
      readonly type: 'COMPLAINT_RECEIVED';
      readonly intake: Pick<ComplaintIntake, 'severity'>;
      readonly form: ComplaintForm;
    }
  | { readonly type: 'STEP_SUBMITTED' | 'STEP_REJECTED'; readonly step: EightDStep }
  | { readonly type: 'CLAIM_DECIDED'; readonly verdict: ClaimVerdict }
  | { readonly type: 'COMPLAINT_REOPENED'; readonly from: EightDStep }
  | { readonly type: Exclude<ComplaintEvent['type'], Detailed> }
);
type Detailed = 'COMPLAINT_RECEIVED' | 'STEP_SUBMITTED' | 'STEP_REJECTED' | 'CLAIM_DECIDED' | 'COMPLAINT_REOPENED';

/** Steps without which the cause is not known, and without which the action is not complete. */
const ANALYSIS: readonly EightDStep[] = ['D2', 'D4'];
const ACTION: readonly EightDStep[] = ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6'];

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Every clock of a complaint as of `now`, computed from its events over a business calendar: acknowledgement and
 * resolution by the severity's standard, the steps of its form by the deadline template. Clocks start when the complaint
 * is received; all stand still while it is paused; a rejected step runs on, a reopened one starts from zero, one that a
 * rejected claim does not need stands still while the claim is rejected. A known cause and a completed action stop the
 * steps they rest on, also where no report of these was written.
 * None of a complaint that has not come in. O(clocks · (events + days)).
 */
export function complaintClocks(
  events: readonly ComplaintClockFact[],
  options: {
    readonly calendar: BusinessCalendar;
    readonly policy: Pick<ComplaintPolicy, 'standards'>;
    readonly template: DeadlineTemplate;
    readonly now: Instant;
    readonly escalationSteps?: readonly number[];
  },
): readonly ComplaintClock[] {
  const { calendar, policy, template, now, escalationSteps } = options;
  const received = events.find((event) => event.type === 'COMPLAINT_RECEIVED');
  if (received?.type !== 'COMPLAINT_RECEIVED') return [];
  const standard = policy.standards[received.intake.severity];
  const form = events.some(({ type }) => type === 'FULL_FORM_REQUIRED') ? 'FULL' : received.form;
  const day = minutesPerBusinessDay(calendar) * MINUTE;
  const targets: readonly (readonly [ComplaintClockName, ServiceTarget])[] = [
    ['ACKNOWLEDGE', { calendar, milliseconds: standard.acknowledgeHours * HOUR }],
    ['RESOLVE', { calendar, milliseconds: standard.resolveDays * day }],
    ...FORM_STEPS[form].flatMap((step) => {
      const days = template.days[step];
      return days === undefined ? [] : [[step, stepTarget(calendar, template.basis, days)] as const];
    }),
  ];
  return targets.map(([clock, target]) => {
    const moves = clockEvents(clock, events)
      .filter(({ at }) => epochMilliseconds(at) <= epochMilliseconds(now))
      .toSorted((a, b) => epochMilliseconds(a.at) - epochMilliseconds(b.at));
    const standing = clockStanding(moves, target, now);
    const run = moves.filter(({ type }) => type === 'RESET').length + 1;
    const escalation = escalationLevel(standing, escalationSteps);
    return { clock, ...standing, ...(standing.status === 'STOPPED' ? reaching(moves, target) : {}), escalation, run };
  });
}

/** When a clock that stands was stopped, and when it was due at that moment. */
function reaching(moves: readonly ClockEvent[], target: ServiceTarget): Pick<ComplaintClock, 'reachedAt' | 'dueAt'> {
  const begun = moves.findLastIndex(({ type }) => type === 'START' || type === 'RESET');
  const stop = moves.findIndex(({ type }, place) => place > begun && type === 'STOP');
  const reachedAt = moves[stop]?.at;
  if (reachedAt === undefined) return {};
  const { dueAt } = clockStanding(moves.slice(0, stop), target, reachedAt);
  return { reachedAt, ...(dueAt === undefined ? {} : { dueAt }) };
}

function stepTarget(calendar: BusinessCalendar, basis: DeadlineTemplate['basis'], days: number): ServiceTarget {
  const always = { zone: calendar.zone, week: ROUND_THE_CLOCK_WEEK, exceptions: new Map() };
  const used = basis === 'CALENDAR_DAYS' ? always : calendar;
  return { calendar: used, milliseconds: days * minutesPerBusinessDay(used) * MINUTE };
}

interface StepProgress {
  readonly given: boolean;
  readonly needed: boolean;
}

/** What the history of a complaint, in its order, means to one of its clocks. */
export function clockEvents(clock: ComplaintClockName, events: readonly ComplaintClockFact[]): readonly ClockEvent[] {
  let progress: StepProgress = { given: false, needed: true };
  return events.flatMap((event) => {
    progress = progressed(progress, clock, event);
    return movesOf(clock, event, progress).map((type) => ({ type, at: event.at }));
  });
}

/** Whether the step of a clock is given, and whether the complaint needs it: of a rejected claim, not every one. */
function progressed(
  { given, needed }: StepProgress,
  clock: ComplaintClockName,
  event: ComplaintClockFact,
): StepProgress {
  switch (event.type) {
    case 'STEP_SUBMITTED':
      return { given: given || clock === event.step, needed };
    case 'STEP_REJECTED':
      return { given: given && clock !== event.step, needed };
    case 'COMPLAINT_ANALYSED':
      return { given: given || restsOn(clock, ANALYSIS), needed };
    case 'ACTION_COMPLETED':
      return { given: given || (needed && restsOn(clock, ACTION)), needed };
    case 'CLAIM_DECIDED':
      return { given, needed: event.verdict !== 'REJECTED' || !isWithoutFault(clock) };
    case 'COMPLAINT_REOPENED':
      return { given: given && !isDoneAnew(clock, event.from), needed: true };
    default:
      return { given, needed };
  }
}

function movesOf(
  clock: ComplaintClockName,
  event: ComplaintClockFact,
  { given, needed }: StepProgress,
): readonly ClockEvent['type'][] {
  switch (event.type) {
    case 'COMPLAINT_RECEIVED':
      return ['START'];
    case 'COMPLAINT_ACKNOWLEDGED':
      return clock === 'ACKNOWLEDGE' ? ['STOP'] : [];
    case 'STEP_SUBMITTED':
      return clock === event.step ? ['STOP'] : [];
    case 'STEP_REJECTED':
      return clock === event.step ? ['START'] : [];
    case 'CLAIM_DECIDED':
      if (!isWithoutFault(clock)) return [];
      return given || !needed ? ['STOP'] : ['START'];
    case 'COMPLAINT_ANALYSED':
      return restsOn(clock, ANALYSIS) ? ['STOP'] : [];
    case 'ACTION_COMPLETED':
      return clock === 'RESOLVE' || restsOn(clock, ACTION) ? ['STOP'] : [];
    case 'COMPLAINT_CLOSED':
      return clock === 'ACKNOWLEDGE' ? [] : ['STOP'];
    case 'COMPLAINT_REOPENED':
      if (isDoneAnew(clock, event.from)) return ['RESUME', 'RESET'];
      return clock === 'ACKNOWLEDGE' || given ? ['RESUME'] : ['RESUME', 'START'];
    case 'CLOCK_PAUSED':
      return ['PAUSE'];
    case 'CLOCK_RESUMED':
      return ['RESUME'];
    default:
      return [];
  }
}

function restsOn(clock: ComplaintClockName, steps: readonly EightDStep[]): boolean {
  return (steps as readonly ComplaintClockName[]).includes(clock);
}

function isWithoutFault(clock: ComplaintClockName): boolean {
  return (WITHOUT_FAULT_OF_OURS as readonly ComplaintClockName[]).includes(clock);
}

function isDoneAnew(clock: ComplaintClockName, from: EightDStep): boolean {
  if (clock === 'ACKNOWLEDGE') return false;
  return clock === 'RESOLVE' || EIGHT_D_STEPS.indexOf(clock) >= EIGHT_D_STEPS.indexOf(from);
}
