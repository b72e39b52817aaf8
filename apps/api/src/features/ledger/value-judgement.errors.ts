import type { ValueEntryReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<ValueEntryReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Nobody is named as the actor.'],
  TIME_REQUIRED: ['INVALID', 'The time is missing.'],
  SIDE_NOT_ALLOWED: ['FORBIDDEN', 'The supplier claims a value, the customer judges it.'],
  STALE_VALUE_ENTRY: ['CONFLICT', 'The value has changed since; look again.'],
  ACCOUNT_REQUIRED: ['INVALID', 'Name the account.'],
  EVIDENCE_REQUIRED: ['INVALID', 'Say what shows the value.'],
  VALUE_REQUIRED: ['INVALID', 'Say in money or by a grade what it is worth.'],
  AMOUNT_NOT_POSITIVE: ['INVALID', 'A value is more than nothing.'],
  CURRENCY_INVALID: ['INVALID', 'The currency is none.'],
  GRADE_OUT_OF_RANGE: ['INVALID', 'A grade is from 1 to 5.'],
  REASON_REQUIRED: ['INVALID', 'Say why.'],
  ALREADY_CLAIMED: ['CONFLICT', 'The value is claimed already.'],
  NOT_CLAIMED: ['NOT_FOUND', 'Value not found.'],
  ANOTHER_CLAIM: ['CONFLICT', 'A new claim is of the same account and kind of value.'],
  CLAIMANT_MAY_NOT_JUDGE: ['FORBIDDEN', 'Whoever claimed a value may not judge it.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'Your company has judged this value already.'],
};

/** The rules of value entries refused a judgement; `reasons` are all of them. */
export class ValueJudgementRefused extends DomainError {
  constructor(reasons: readonly ValueEntryReason[]) {
    super(...refusal(REFUSALS, reasons));
  }
}
