import type { CourseReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

/** The order line does not exist or belongs to another account. */
export class OrderLineNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'ORDER_LINE_NOT_FOUND', 'Order line not found.', [
      { path: ['input', 'orderLineId'], code: 'ORDER_LINE_NOT_FOUND' },
    ]);
  }
}

/** The contact is not one of the account the complaint is about. */
export class ComplainantNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'NOT_FOUND', 'Contact not found.', [{ path: ['input', 'accountContactId'], code: 'NOT_FOUND' }]);
  }
}

/** A key stands for one submission; another one needs its own. */
export class IdempotencyKeyReused extends DomainError {
  constructor() {
    super('CONFLICT', 'IDEMPOTENCY_KEY_REUSED', 'This key was used for something else already.', [
      { path: ['input', 'idempotencyKey'], code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  }
}

const REFUSALS: Refusals<CourseReason['code']> = {
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The complaint does not go there from the step it is at.'],
  COMMAND_NOT_ALLOWED_NOW: ['CONFLICT', 'This cannot be done at the step the complaint is at.'],
  REASON_REQUIRED: ['INVALID', 'Reopening needs a reason.'],
  STEP_NOT_IN_FORM: ['INVALID', 'A complaint is not reopened from this step.'],
  SEVERITY_UNCHANGED: ['CONFLICT', 'The complaint has this severity already.'],
  ALREADY_PAUSED: ['CONFLICT', 'The clocks stand still already.'],
  NOT_PAUSED: ['CONFLICT', 'The clocks do not stand still.'],
};

/** The course of the complaint does not allow what was asked for; `reasons` say what it allows. */
export class ComplaintRefused extends DomainError {
  constructor(reasons: readonly CourseReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}
