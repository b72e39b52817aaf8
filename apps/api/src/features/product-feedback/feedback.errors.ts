import type { ProductFeedbackReason } from '@mortise/domain';
import { DomainError } from '../../platform/errors/domain-error.js';
import { refusal, type Refusals } from '../../platform/errors/refusal.js';

const REFUSALS: Refusals<ProductFeedbackReason['code']> = {
  ACTOR_REQUIRED: ['INVALID', 'Say who does it.'],
  TIME_REQUIRED: ['INVALID', 'Say when it is done.'],
  ACCOUNT_REQUIRED: ['INVALID', 'Name the account.'],
  PRODUCT_REQUIRED: ['INVALID', 'Name the product.'],
  VERBATIM_REQUIRED: ['INVALID', 'Say it in the words of the customer.'],
  SEVERITY_OUT_OF_RANGE: ['INVALID', 'The severity is a whole number from 1 to 5.'],
  ALREADY_NOTED: ['CONFLICT', 'It is noted already.'],
  NOT_NOTED: ['NOT_FOUND', 'Product feedback not found.'],
  TAKEN_BACK: ['CONFLICT', 'It was taken back.'],
  ACCOUNT_DIFFERS: ['INVALID', 'A correction is about the same account.'],
  CLUSTER_REQUIRED: ['INVALID', 'Name the cluster.'],
  REPORT_REQUIRED: ['INVALID', 'Name the report.'],
  EXPLANATION_REQUIRED: ['INVALID', 'Say why it was decided so.'],
  DATE_REQUIRED: ['INVALID', 'Say by which day; a plan without a day is none.'],
  ANSWER_REQUIRED: ['INVALID', 'Say what the customer is told.'],
  LANGUAGE_REQUIRED: ['INVALID', 'Say in which language.'],
  RECIPIENT_REQUIRED: ['INVALID', 'Name the contacts who are told.'],
  SPEAKER_NOT_ANSWERED: ['CONFLICT', 'Whoever said it is told, too; the reasons name those who are missing.'],
  TRANSITION_NOT_ALLOWED: [
    'CONFLICT',
    'It is not at a step that allows this; the reasons say which words, and what they allow.',
  ],
};

/** The rules of product feedback refused a command for some of its words; `reasons` are all of them, each with its `entryId`. */
export class FeedbackRefused extends DomainError {
  constructor(reasons: readonly (ProductFeedbackReason & { readonly entryId: string })[]) {
    super(...refusal(REFUSALS, reasons));
  }
}

/** An entry is no word about a product, does not hold, or is of an account that the caller may not see. */
export class FeedbackNotFound extends DomainError {
  constructor(indexes: readonly number[]) {
    const reasons = indexes.map((index) => ({ path: ['input', 'entryIds', index], code: 'NOT_FOUND' }));
    super('NOT_FOUND', 'NOT_FOUND', 'Product feedback not found.', reasons);
  }
}

/** A cluster holds words of one kind about one product. */
export class FeedbackMixed extends DomainError {
  constructor() {
    super('CONFLICT', 'FEEDBACK_MIXED', 'A cluster holds words of one kind about one product.');
  }
}

/** What product development was told stays as it was. */
export class ClusterReported extends DomainError {
  constructor() {
    super('CONFLICT', 'CLUSTER_REPORTED', 'The cluster was reported; put these words into a new one.');
  }
}

/** Nothing is left in a cluster, or nothing of this account. */
export class NoFeedback extends DomainError {
  constructor() {
    super('CONFLICT', 'NO_FEEDBACK', 'The cluster holds no such words any more.');
  }
}

/** More words than one summary reads. */
export class FeedbackPeriodTooLong extends DomainError {
  constructor(most: number) {
    super(
      'INVALID',
      'PERIOD_TOO_LONG',
      `More than ${most} words were noted in this period; ask for a shorter one, or for one product.`,
      [{ path: ['to'], code: 'PERIOD_TOO_LONG', most }],
    );
  }
}
