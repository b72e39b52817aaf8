import type { AdvisoryReason } from '@mortise/domain';
import { DomainError, type ErrorKind } from '../../platform/errors/domain-error.js';

const REFUSALS: Readonly<Record<AdvisoryReason['code'], readonly [kind: ErrorKind, message: string]>> = {
  ACTOR_REQUIRED: ['INVALID', 'Say who does it.'],
  TIME_REQUIRED: ['INVALID', 'Say when it is done.'],
  ACCOUNT_REQUIRED: ['INVALID', 'Name the account.'],
  TEXT_REQUIRED: ['INVALID', 'Write a title and a text in every language of it, and in one at least.'],
  LANGUAGE_TWICE: ['INVALID', 'Write one text in each language.'],
  LANGUAGE_NOT_OFFERED: [
    'INVALID',
    'The policy does not offer this language for advisories; the reason lists those it does.',
  ],
  FIGURE_REQUIRED: [
    'CONFLICT',
    'This kind rests on a figure of the customer, and it is not known; suggestedAdvisories says what is missing.',
  ],
  FIGURE_WITHIN_LIMIT: ['CONFLICT', "The customer's figure is within its limit; there is nothing to warn of."],
  REASON_REQUIRED: ['INVALID', 'Say why.'],
  ACTION_REQUIRED: ['INVALID', 'Say what was done.'],
  RECIPIENT_REQUIRED: ['INVALID', 'Name the contacts it goes to.'],
  RECIPIENT_IS_OURS: ['CONFLICT', 'It goes to the customer, to nobody of ours.'],
  ALREADY_COMPOSED: ['CONFLICT', 'It is written already.'],
  NOT_COMPOSED: ['NOT_FOUND', 'Advisory not found.'],
  AUTHOR_MAY_NOT_APPROVE: ['FORBIDDEN', 'Whoever had a hand in the text may not approve it.'],
  NOT_A_RECIPIENT: ['NOT_FOUND', 'Advisory not found.'],
  ALREADY_READ: ['CONFLICT', 'You have confirmed that already.'],
  NOT_READ_BY_ACTOR: ['CONFLICT', 'Read it before you tell what you did.'],
  TRANSITION_NOT_ALLOWED: ['CONFLICT', 'The advisory is not at a step that allows this; the reason lists what does.'],
};

/** The rules of advisories refused a command; `reasons` are all of them. */
export class AdvisoryRefused extends DomainError {
  constructor(reasons: readonly AdvisoryReason[]) {
    const [first] = reasons;
    if (first === undefined) throw new TypeError('A refusal has a reason.');
    const [kind, message] = REFUSALS[first.code];
    super(
      kind,
      first.code,
      message,
      reasons.map((reason) => ({ ...reason })),
    );
  }
}
