import type { TriggerReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<TriggerReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Say who does it.'],
  TIME_REQUIRED: ['INVALID', 'Say when it is done.'],
  ACCOUNT_REQUIRED: ['INVALID', 'Name the account.'],
  SOURCE_REQUIRED: ['INVALID', 'Say where it is known from.'],
  EVIDENCE_REQUIRED: ['INVALID', 'Say what shows it.'],
  DATE_REQUIRED: ['INVALID', 'Say when it was seen.'],
  OBSERVED_IN_FUTURE: ['CONFLICT', 'The day on which it was seen has not begun where you are.'],
  EXPIRY_BEFORE_OBSERVATION: ['CONFLICT', 'By its entry its window closes before it was seen; correct the entry.'],
  SEVERITY_OUT_OF_RANGE: ['INVALID', 'A severity is from 0 to 1.'],
  CONFIDENCE_OUT_OF_RANGE: ['INVALID', 'A confidence is from 0 to 1.'],
  RULE_UNUSABLE: ['CONFLICT', 'There is no rule of how long its window stays open.'],
  ALREADY_OBSERVED: ['CONFLICT', 'It is observed already.'],
  NOT_OBSERVED: ['NOT_FOUND', 'Trigger not found.'],
  NOTE_REQUIRED: ['INVALID', 'Say it in a note.'],
  PLAY_REQUIRED: ['INVALID', 'Name the play.'],
  OWNER_REQUIRED: ['INVALID', 'A play has an owner; name one.'],
  WINDOW_CLOSED: ['CONFLICT', 'Its window is closed; the reason says since when.'],
  WINDOW_STILL_OPEN: ['CONFLICT', 'Its window is still open.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The trigger is not at a step that allows this; the reason lists what does.'],
};

/** The rules of triggers refused a command; `code` is the first reason's, `reasons` are all of them. */
export class TriggerRefused extends DomainError {
  constructor(reasons: readonly TriggerReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}

/** Only what concerns the present supplier opens a window; what concerns us is a threat. */
export class TriggerAboutUs extends DomainError {
  constructor() {
    super('CONFLICT', 'TRIGGER_ABOUT_US', 'It is about us and opens no window to us.');
  }
}

/** The member of staff does not exist, is disabled, or does not see the account. */
export class TriggerOwnerNotFound extends DomainError {
  constructor() {
    const code = 'OWNER_NOT_FOUND';
    super('NOT_FOUND', code, 'There is no such member of staff, or none who sees the account.', [
      { path: ['input', 'ownerId'], code },
    ]);
  }
}

/** The account has no plan with such a play. */
export class PlanPlayNotFound extends DomainError {
  constructor() {
    const code = 'PLAN_PLAY_NOT_FOUND';
    super('NOT_FOUND', code, 'No plan of the account has this play open.', [{ path: ['input', 'planPlayId'], code }]);
  }
}
