import type { InstrumentProblem, RoundReason } from '@mortise/domain';
import { DomainError, type ErrorKind } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<RoundReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Nobody is named as the actor.'],
  TIME_REQUIRED: ['INVALID', 'The time is missing.'],
  NOTE_REQUIRED: ['INVALID', 'Say it in a note.'],
  STALE_ROUND: ['CONFLICT', 'The round has moved on since; look again.'],
  ALREADY_OPENED: ['CONFLICT', 'The round is open already.'],
  NOT_OPENED: ['NOT_FOUND', 'Round not found.'],
  NO_ORDER_YET: ['CONFLICT', 'Nothing has been ordered yet: without trade there is no depth to rate.'],
  FORM_UNKNOWN: ['INVALID', 'There is no such form.'],
  DEADLINE_INVALID: ['INVALID', 'The deadline must be a day that is not over.'],
  RATER_INVALID: ['INVALID', 'A rater needs an identifier and a group.'],
  ALREADY_INVITED: ['CONFLICT', 'Somebody is named twice, or was invited already.'],
  ANSWERS_VISIBLE: ['CONFLICT', 'Everybody has answered: the answers can be read, and nobody can join any more.'],
  NOBODY_INVITED: ['INVALID', 'Name at least one rater.'],
  NOT_INVITED: ['NOT_FOUND', 'You were not asked in this round.'],
  ALREADY_SUBMITTED: ['CONFLICT', 'You have answered already; a sheet is handed in once.'],
  NO_SHEET_COUNTS: ['CONFLICT', 'No sheet has enough answers to count; cancel the round and ask again.'],
  OTIF_INVALID: ['INVALID', 'Deliveries on time and in full must be a share from 0 to 1.'],
  NO_CAP_TO_LIFT: ['CONFLICT', 'Nothing holds the level down; there is no cap to lift.'],
  NOT_IN_THIS_STEP: ['CONFLICT', 'The round is not at a step that allows this; the reason lists what does.'],
  INSTRUMENT_MISMATCH: ['CONFLICT', 'The round asks another version of the questionnaire.'],
  DEADLINE_PASSED: ['CONFLICT', 'The time to answer is over.'],
  UNKNOWN_ITEM: ['INVALID', 'The form has no such question; the reason lists them.'],
  ANSWER_INVALID: ['INVALID', 'An answer is 1, 2, 3, 4 or none; the reason lists the questions.'],
  EVIDENCE_REQUIRED: ['INVALID', 'A 4 needs an example in words; the reason lists the questions.'],
  ANSWERS_OUTSTANDING: ['CONFLICT', 'Some have not answered, and there is still time.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The round is not at a step that allows this; the reason lists what does.'],
};

/** The rules of rounds refused a command; `code` is the first reason's, `reasons` are all of them. */
export class AssessmentRefused extends DomainError {
  constructor(reasons: readonly RoundReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}

/** One round at a time: with several, the one that came out best could be picked. */
export class RoundUnderWay extends DomainError {
  constructor() {
    super('CONFLICT', 'ROUND_UNDER_WAY', 'Another round of this account is under way; publish or cancel it first.');
  }
}

const RATERS = {
  RATER_NOT_FOUND: ['NOT_FOUND', 'There is no such person, or none who sees the account.'],
  CONTACT_NOT_ACTIVE: ['CONFLICT', 'The contact is not at this account today.'],
  CONTACT_WITHOUT_EMAIL: ['CONFLICT', 'The contact has no e-mail address.'],
} as const satisfies Readonly<Record<string, readonly [ErrorKind, string]>>;

/** Somebody named cannot be asked. */
export class RaterRefused extends DomainError {
  constructor(code: keyof typeof RATERS, path: readonly (string | number)[]) {
    super(RATERS[code][0], code, RATERS[code][1], [{ path, code }]);
  }
}

/** Nobody waits to be reminded. */
export class NobodyOutstanding extends DomainError {
  constructor() {
    super('CONFLICT', 'NOBODY_OUTSTANDING', 'Everybody has answered, or the time to answer is over.');
  }
}

/** The questionnaire would have faults. */
export class InstrumentInvalid extends DomainError {
  constructor(problems: readonly InstrumentProblem[]) {
    super(
      'INVALID',
      'INSTRUMENT_INVALID',
      'The questionnaire has faults; the reasons list them.',
      problems.map((problem) => ({ ...problem })),
    );
  }
}

/** Somebody else has revised it since. */
export class InstrumentChanged extends DomainError {
  constructor() {
    super('CONFLICT', 'INSTRUMENT_CHANGED', 'The questionnaire was revised by somebody else since; look again.');
  }
}
