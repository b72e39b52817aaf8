import type { ComplaintState, TransitionNotAllowed } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';

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

/** The workflow does not lead from the complaint's step to the wanted one. */
export class ComplaintStepNotAllowed extends DomainError {
  constructor({ from, to, allowed }: TransitionNotAllowed<ComplaintState>) {
    super(
      'CONFLICT',
      'TRANSITION_NOT_ALLOWED',
      `From ${from} a complaint goes to ${allowed.join(' or ')}, not to ${to}.`,
      [{ path: ['input', 'status'], code: 'TRANSITION_NOT_ALLOWED', from, to, allowed }],
    );
  }
}
