import type { AlertReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<AlertReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Nobody is named as the actor.'],
  TIME_REQUIRED: ['INVALID', 'The time is missing.'],
  SIGNAL_REQUIRED: ['INVALID', 'No signal speaks for it.'],
  NOTE_REQUIRED: ['INVALID', 'Say why in a note.'],
  EXECUTIVE_REQUIRED: ['INVALID', 'Name the executive who takes it over.'],
  NOT_RAISED: ['CONFLICT', 'Nothing has raised the alert yet.'],
  CAUSE_REQUIRED: ['INVALID', 'Name the causes first.'],
  WIN_BACK_NOT_WORTHWHILE: ['CONFLICT', 'Winning the customer back was assessed as not worth its cost.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The alert does not stand where this may follow: look again.'],
};

/** The rules of the alerts refused a command; `code` is the first reason's, `reasons` are all of them. */
export class AlertRefused extends DomainError {
  constructor(reasons: readonly AlertReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}
