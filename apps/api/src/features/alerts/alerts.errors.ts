import type { AlertState } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';

/** The alert is not in a state from which this may follow: it was triaged or closed already. */
export class AlertTransitionNotAllowed extends DomainError {
  constructor(from: AlertState, to: AlertState, allowed: readonly AlertState[]) {
    super('CONFLICT', 'TRANSITION_NOT_ALLOWED', `The alert is ${from} already.`, [
      { code: 'TRANSITION_NOT_ALLOWED', from, to, allowed },
    ]);
  }
}
