import type { GiftCommandReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';
import { GIFT_LIMITS } from '../ledger/ledger.errors.js';
import { FINDINGS } from './gift.enums.js';

type Told = Exclude<GiftCommandReason['code'], keyof typeof FINDINGS> | (typeof FINDINGS)[keyof typeof FINDINGS];

const REFUSALS: Refusals<Told> = {
  ACTOR_REQUIRED: ['INVALID', 'Say who does it.'],
  TIME_REQUIRED: ['INVALID', 'Say when it is done.'],
  ACCOUNT_REQUIRED: ['INVALID', 'Name the account.'],
  RECIPIENT_REQUIRED: ['INVALID', 'Name whom it is for.'],
  GIVER_REQUIRED: ['INVALID', 'Name who hands it over.'],
  PURPOSE_REQUIRED: ['INVALID', 'Say what it is to do for the relationship.'],
  RECIPIENT_IS_OURS: ['CONFLICT', 'It goes to the customer, to nobody of ours.'],
  NOTE_REQUIRED: ['INVALID', 'Say why.'],
  ALREADY_REQUESTED: ['CONFLICT', 'It is requested already.'],
  NOT_REQUESTED: ['NOT_FOUND', 'Gift not found.'],
  REQUESTER_MAY_NOT_APPROVE: ['FORBIDDEN', 'Somebody must approve this who has neither asked for it nor gives it.'],
  GIVEN_BY_SOMEBODY_ELSE: ['FORBIDDEN', 'Only who was to hand it over says that it was given.'],
  STALE_CHECK: ['CONFLICT', 'The limits have changed since it was checked; refuse it, and ask for it anew.'],
  PUBLIC_OFFICIAL: ['CONFLICT', 'Nothing is given to public officials.'],
  OFFICIAL_STATUS_UNKNOWN: ['CONFLICT', 'Nobody has recorded whether the person holds a public office.'],
  DECISION_PENDING: ['CONFLICT', 'Nothing is given while a decision of the account is pending.'],
  OCCASION_REQUIRED: ['INVALID', 'A gift has an occasion.'],
  VALUE_NOT_POSITIVE: ['INVALID', 'A gift is worth more than nothing.'],
  GIFT_ABOVE_LIMIT: ['CONFLICT', GIFT_LIMITS.ABOVE_LIMIT[1]],
  GIFT_ABOVE_YEARLY_LIMIT: ['CONFLICT', GIFT_LIMITS.ABOVE_YEARLY_LIMIT[1]],
  EMPLOYER_POLICY_UNKNOWN: ['CONFLICT', 'Nobody has recorded what the account lets its people accept.'],
  GIFT_ABOVE_EMPLOYER_LIMIT: ['CONFLICT', 'The account does not let its people accept as much.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The gift is not at a step that allows this; the reason lists what does.'],
};

/** A reason as a client reads it: amounts as text, and the codes of limits as the ledger has them. */
export function toldReason(reason: GiftCommandReason): { readonly code: Told; readonly [member: string]: unknown } {
  const { code, ...members } = reason;
  const told = Object.entries(members).map(([name, value]: readonly [string, unknown]) => {
    return [name, typeof value === 'bigint' ? String(value) : value] as const;
  });
  return {
    ...Object.fromEntries(told),
    code: code in FINDINGS ? FINDINGS[code as keyof typeof FINDINGS] : (code as Told),
  };
}

/** The rules of gifts refused a command; `code` is the first reason's, `reasons` are all of them. */
export class GiftRefused extends DomainError {
  constructor(reasons: readonly GiftCommandReason[]) {
    super(...refusal(REFUSALS, reasons.map(toldReason)));
  }
}

/** Who is to hand it over does not exist, is disabled, or does not see the account. */
export class GiverNotFound extends DomainError {
  constructor() {
    const code = 'GIVER_NOT_FOUND';
    super('NOT_FOUND', code, 'There is no such member of staff, or none who sees the account.', [
      { path: ['input', 'giverId'], code },
    ]);
  }
}

/** The person does not exist, is not at the account today, or is not the caller's to see. */
export class RecipientNotFound extends DomainError {
  constructor() {
    const code = 'RECIPIENT_NOT_FOUND';
    super('NOT_FOUND', code, 'There is nobody like that at the account today.', [
      { path: ['input', 'contactId'], code },
    ]);
  }
}
