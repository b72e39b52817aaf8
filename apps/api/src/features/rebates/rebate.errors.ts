import type { RebateReason } from '@mortise/domain';
import { DomainError, NotFound } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<RebateReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Somebody has to do it.'],
  TIME_REQUIRED: ['INVALID', 'It happens at some time.'],
  NOTE_REQUIRED: ['INVALID', 'Say why in a note.'],
  END_OUTSIDE_PERIOD: ['INVALID', 'It can only end in a month of its period before the last.'],
  PERIOD_NOT_OVER: ['CONFLICT', 'Its period is not over yet.'],
  AMOUNT_NEGATIVE: ['INVALID', 'What is paid out is not negative.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The agreement is not at a step that allows this; the reason lists what does.'],
};

/** The rules of rebate agreements refused a command; `reasons` are all of them. */
export class RebateRefused extends DomainError {
  constructor(reasons: readonly RebateReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}

export class RebateAgreementNotFound extends NotFound {
  constructor() {
    super('Rebate agreement');
  }
}

/** Another agreement has this number. */
export class RebateNumberTaken extends DomainError {
  constructor() {
    super('CONFLICT', 'REBATE_NUMBER_TAKEN', 'Another agreement has this number.', [
      { path: ['input', 'number'], code: 'REBATE_NUMBER_TAKEN' },
    ]);
  }
}

/** Only drafts are rewritten: what was agreed is ended and agreed anew. */
export class RebateNotDraft extends DomainError {
  constructor() {
    super('CONFLICT', 'REBATE_NOT_DRAFT', 'Only a draft can be revised; end the agreement and record a new one.');
  }
}

/** A named product or category does not exist. */
export class RebateScopeNotFound extends DomainError {
  constructor(field: 'categoryIds' | 'productIds') {
    super('NOT_FOUND', 'NOT_FOUND', 'Something that is named does not exist.', [
      { path: ['input', field], code: 'NOT_FOUND' },
    ]);
  }
}

/** The credit note does not exist or is somebody else's. */
export class RebateCreditNoteNotFound extends DomainError {
  constructor() {
    super('NOT_FOUND', 'CREDIT_NOTE_NOT_FOUND', 'The customer has no such credit note.', [
      { path: ['input', 'creditNoteId'], code: 'CREDIT_NOTE_NOT_FOUND' },
    ]);
  }
}

/** Neither a credit note nor an amount says what was paid out. */
export class RebateAmountRequired extends DomainError {
  constructor() {
    super('INVALID', 'REBATE_AMOUNT_REQUIRED', 'Name the credit note or the amount that was paid out.', [
      { path: ['input', 'amountMinor'], code: 'REBATE_AMOUNT_REQUIRED' },
    ]);
  }
}
