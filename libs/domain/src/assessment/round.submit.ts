import { dateOfInstant, type Instant } from '../calendar/date.js';
import { accept, refuse, type Decision } from '../decision/decision.js';
import { isItemAnswer, type AssessmentInstrument } from './instrument.js';
import type { RoundReason } from './round.machine.js';
import type { RoundCommand, RoundEvent, RoundState, SubmittedSheet } from './round.model.js';
import { answersWithoutEvidence } from './sheet.js';

/** An open round, as the steps that follow need it. */
export type OpenedRound = RoundState & {
  readonly [Key in 'step' | 'form' | 'instrument' | 'deadline']: NonNullable<RoundState[Key]>;
};

export function isOpenedRound(state: RoundState): state is OpenedRound {
  return state.step !== null;
}

/**
 * Takes a rater's sheet: once, from somebody who was invited, until the deadline, with known items and answers, and with
 * written evidence for every 4. Too few answers are taken too, and not counted: "don't know" is an answer to respect.
 */
export function submitSheet(
  command: Extract<RoundCommand, { readonly type: 'SUBMIT' }>,
  round: OpenedRound,
  instrument: AssessmentInstrument,
): Decision<RoundEvent, RoundReason> {
  const { by, at, answers, evidence } = command;
  const rater = round.raters.find(({ raterId }) => raterId === by);
  if (rater === undefined) return refuse({ code: 'NOT_INVITED' });
  if (round.sheets.some(({ raterId }) => raterId === by)) return refuse({ code: 'ALREADY_SUBMITTED' });
  if (isAfterDeadline(round, at)) return refuse({ code: 'DEADLINE_PASSED', deadline: round.deadline });
  const { items } = instrument.forms[round.form];
  const entries = Object.entries(answers);
  const faults = [
    ...aboutItems(
      'UNKNOWN_ITEM',
      [...new Set([...Object.keys(answers), ...Object.keys(evidence)])].filter((item) => !items.includes(item)),
    ),
    ...aboutItems(
      'ANSWER_INVALID',
      entries.flatMap(([item, answer]) => (answer === null || isItemAnswer(answer) ? [] : [item])),
    ),
    ...aboutItems('EVIDENCE_REQUIRED', answersWithoutEvidence(answers, evidence)),
  ];
  if (faults.length > 0) return refuse(...faults);
  return accept({ type: 'SHEET_SUBMITTED', by, at, sheet: { ...rater, answers, evidence, at } });
}

function aboutItems(
  code: 'UNKNOWN_ITEM' | 'ANSWER_INVALID' | 'EVIDENCE_REQUIRED',
  items: readonly string[],
): readonly RoundReason[] {
  return items.length === 0 ? [] : [{ code, items }];
}

/** Whether a moment falls on a day after the last one on which answers are taken. */
export function isAfterDeadline({ deadline }: OpenedRound, at: Instant): boolean {
  return dateOfInstant(at) > deadline;
}

/** Invited raters who have not answered, in the order of their invitations. */
export function outstandingRaters({ raters, sheets }: RoundState): readonly string[] {
  const answered = new Set(sheets.map(({ raterId }) => raterId));
  return raters.map(({ raterId }) => raterId).filter((raterId) => !answered.has(raterId));
}

/**
 * What somebody may read of a round: while others still answer, only what he or she wrote; all once everybody has
 * answered or the deadline is over. A cancelled round stays shut. O(sheets).
 *
 * @throws InvalidValueError `INVALID_DATE` for a moment that is none
 */
export function visibleSheets(state: RoundState, viewerId: string, at: Instant): readonly SubmittedSheet[] {
  const isOver = isOpenedRound(state) && (outstandingRaters(state).length === 0 || isAfterDeadline(state, at));
  const isShut = state.step === 'CANCELLED' || !isOver;
  return isShut ? state.sheets.filter(({ raterId }) => raterId === viewerId) : state.sheets;
}
