import { dateOfInstant, epochDay, type IsoDate } from '../calendar/date.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { refuseTransition } from '../machine/state-machine.js';
import type { Random } from '../random/random.js';
import type { AssessmentPolicy } from './assessment-policy.js';
import { ASSESSMENT_FORMS, isSameInstrument, referenceOf, type AssessmentInstrument } from './instrument.js';
import { RATER_GROUPS } from './raters.js';
import { roundAgreement } from './round-agreement.js';
import { ASSESSMENT_ROUND_MACHINE, type RoundReason, type RoundStep } from './round.machine.js';
import type { RoundCommand, RoundEvent, RoundState } from './round.model.js';
import { publishAssessment } from './round.publish.js';
import { isAfterDeadline, isOpenedRound, outstandingRaters, submitSheet, type OpenedRound } from './round.submit.js';
import { scoreSheet } from './sheet.js';

export type RoundDecision = Decision<RoundEvent, RoundReason>;

/** What a round is decided with: the questionnaire it was opened with, the tenant's rules, and chance for the bootstrap. */
export interface RoundContext {
  readonly instrument: AssessmentInstrument;
  readonly policy: AssessmentPolicy;
  readonly random: Random;
}

type Of<Type extends RoundCommand['type']> = Extract<RoundCommand, { readonly type: Type }>;

/**
 * What a command does to a round of assessment: the events that follow, or why it is refused. Everybody answers before
 * anybody sees, a 4 needs evidence, contested answers are talked over before they are published.
 */
export function decideRound(command: RoundCommand, state: RoundState, context: RoundContext): RoundDecision {
  const faults = commandFaults(command, state);
  if (faults.length > 0) return refuse(...faults);
  if (command.type === 'OPEN') return open(command, state, context);
  if (!isOpenedRound(state)) return refuse({ code: 'NOT_OPENED' });
  if (command.type === 'CANCEL') return moveTo(state, 'CANCELLED') ?? cancel(command);
  const { instrument } = state;
  if (!isSameInstrument(instrument, context.instrument)) {
    return refuse({ code: 'INSTRUMENT_MISMATCH', expected: instrument });
  }
  switch (command.type) {
    case 'INVITE':
      return within(state, 'INVITING', 'ANSWERING') ?? invite(command, state);
    case 'SEND':
      return moveTo(state, 'ANSWERING') ?? send(command, state);
    case 'SUBMIT':
      return within(state, 'ANSWERING') ?? submitSheet(command, state, context.instrument);
    case 'CLOSE':
      return moveTo(state, 'CLOSED') ?? close(command, state, context);
    case 'RECONCILE':
      return moveTo(state, 'RECONCILED') ?? reconcile(command);
    case 'PUBLISH':
      return moveTo(state, 'PUBLISHED') ?? publishAssessment(command, state, context);
  }
}

function commandFaults({ by, at, expectedVersion }: RoundCommand, state: RoundState): readonly RoundReason[] {
  const faults: RoundReason[] = [];
  if (by.trim() === '') faults.push({ code: 'ACTOR_REQUIRED' });
  if (!succeeds(() => dateOfInstant(at))) faults.push({ code: 'TIME_REQUIRED' });
  if (expectedVersion !== undefined && expectedVersion !== state.version) faults.push({ code: 'STALE_ROUND' });
  return faults;
}

/** Whether a value can be read; decisions answer with reasons where value helpers throw. */
function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function moveTo({ step }: OpenedRound, to: RoundStep): RoundDecision | null {
  const refusal = refuseTransition(ASSESSMENT_ROUND_MACHINE, step, to);
  return refusal === null ? null : refuse(refusal);
}

function within({ step }: OpenedRound, ...allowed: readonly RoundStep[]): RoundDecision | null {
  return allowed.includes(step) ? null : refuse({ code: 'NOT_IN_THIS_STEP', step, allowed });
}

function open(command: Of<'OPEN'>, state: RoundState, { instrument }: RoundContext): RoundDecision {
  const { by, at, form, deadline, hasOrdered } = command;
  if (state.step !== null) return refuse({ code: 'ALREADY_OPENED' });
  const reasons: RoundReason[] = [];
  if (!hasOrdered) reasons.push({ code: 'NO_ORDER_YET' });
  if (!ASSESSMENT_FORMS.includes(form)) reasons.push({ code: 'FORM_UNKNOWN' });
  if (!isDeadline(deadline, dateOfInstant(at))) reasons.push({ code: 'DEADLINE_INVALID' });
  if (reasons.length > 0) return refuse(...reasons);
  return accept({ type: 'ROUND_OPENED', by, at, form, deadline, instrument: referenceOf(instrument) });
}

function isDeadline(deadline: IsoDate, today: IsoDate): boolean {
  return succeeds(() => epochDay(deadline)) && deadline >= today;
}

function invite({ by, at, rater }: Of<'INVITE'>, state: OpenedRound): RoundDecision {
  if (rater.raterId.trim() === '' || !RATER_GROUPS.includes(rater.group)) return refuse({ code: 'RATER_INVALID' });
  if (state.raters.some(({ raterId }) => raterId === rater.raterId)) return refuse({ code: 'ALREADY_INVITED' });
  if (isAfterDeadline(state, at)) return refuse({ code: 'DEADLINE_PASSED', deadline: state.deadline });
  // Once everybody has answered, the answers can be read: a voice added now could be chosen to tip them.
  if (state.step === 'ANSWERING' && outstandingRaters(state).length === 0) return refuse({ code: 'ANSWERS_VISIBLE' });
  return accept({ type: 'RATER_INVITED', by, at, rater });
}

function send({ by, at }: Of<'SEND'>, state: OpenedRound): RoundDecision {
  if (state.raters.length === 0) return refuse({ code: 'NOBODY_INVITED' });
  if (isAfterDeadline(state, at)) return refuse({ code: 'DEADLINE_PASSED', deadline: state.deadline });
  return accept({ type: 'INVITATIONS_SENT', by, at });
}

/** A round closes when everybody has answered, or the deadline is over; until then everybody answers blind. */
function close({ by, at }: Of<'CLOSE'>, state: OpenedRound, { instrument, policy }: RoundContext): RoundDecision {
  const { sheets, form, deadline } = state;
  const raters = outstandingRaters(state);
  if (raters.length > 0 && !isAfterDeadline(state, at))
    return refuse({ code: 'ANSWERS_OUTSTANDING', raters, deadline });
  const counted = sheets.filter(({ answers }) => scoreSheet(answers, form, instrument).valid);
  if (counted.length === 0) return refuse({ code: 'NO_SHEET_COUNTS' });
  const agreement = roundAgreement(counted, instrument.forms[form].items, policy.contestedAbove);
  return accept({ type: 'ROUND_CLOSED', by, at, agreement });
}

function reconcile({ by, at, note }: Of<'RECONCILE'>): RoundDecision {
  if (note.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
  return accept({ type: 'ROUND_RECONCILED', by, at, note });
}

function cancel({ by, at, note }: Of<'CANCEL'>): RoundDecision {
  if (note.trim() === '') return refuse({ code: 'NOTE_REQUIRED' });
  return accept({ type: 'ROUND_CANCELLED', by, at, note });
}
