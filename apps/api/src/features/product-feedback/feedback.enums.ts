import { FEEDBACK_VERDICTS, LEDGER_KINDS, PRODUCT_FEEDBACK_STATES, type ProductFeedbackEvent } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { fieldEnum } from '../ledger/ledger.codes.js';
import { CONTRIBUTION_REASONS } from '../value/contribution.js';

/** The kinds of words, as the ledger knows them. */
export const FeedbackTypeEnum = fieldEnum(
  'PRODUCT_FEEDBACK',
  'feedbackType',
  LEDGER_KINDS.PRODUCT_FEEDBACK.fields.feedbackType.codes,
);

export const ProductFeedbackStateEnum = codeEnum(
  'ProductFeedbackState',
  PRODUCT_FEEDBACK_STATES,
  'NOTED: in the ledger. CLUSTERED: put with others of its kind. REPORTED: laid before product development. DECIDED: and the customer has not heard. ANSWERED_TO_CUSTOMER: the customer has been told.',
);

export const FEEDBACK_CLUSTER_STATES = ['CLUSTERED', 'REPORTED', 'DECIDED'] as const;
export type FeedbackClusterState = (typeof FEEDBACK_CLUSTER_STATES)[number];
export const FeedbackClusterStateEnum = codeEnum(
  'FeedbackClusterState',
  FEEDBACK_CLUSTER_STATES,
  'CLUSTERED: words can still be added. REPORTED: laid before product development. DECIDED: what remains is to tell the customers.',
);

export const FeedbackVerdictEnum = codeEnum(
  'FeedbackVerdict',
  FEEDBACK_VERDICTS,
  'IMPROVED: done already. PLANNED: will be done by a day. RESEARCHED: is looked into. DECLINED: will not be done.',
);

export const FEEDBACK_EVENTS = [
  'FEEDBACK_NOTED',
  'NOTE_CORRECTED',
  'NOTE_TAKEN_BACK',
  'FEEDBACK_CLUSTERED',
  'FEEDBACK_REPORTED',
  'FEEDBACK_DECIDED',
  'CUSTOMER_ANSWERED',
] as const satisfies readonly ProductFeedbackEvent['type'][];
export const ProductFeedbackEventTypeEnum = codeEnum(
  'ProductFeedbackEventType',
  FEEDBACK_EVENTS,
  'What can happen to a word. NOTE_CORRECTED: the ledger says otherwise now; what is of another product or kind then, and is not decided, begins anew.',
);

export const FeedbackWeightReasonEnum = codeEnum(
  'FeedbackWeightReason',
  ['VALUES_MISSING', 'NOT_PERMITTED'],
  'Why a weight is null. VALUES_MISSING: of none of the accounts it is known what they contribute. NOT_PERMITTED: needs value.read.',
);

export const FeedbackValueGapEnum = codeEnum(
  'FeedbackValueGap',
  [...CONTRIBUTION_REASONS, 'NOT_WORKED_OUT'],
  'Why it is not known what an account contributes. NO_TRADE: nothing was sold and nothing spent. COST_COVERAGE_LOW: too few lines tell their cost. NOT_WORKED_OUT: that comes with the night.',
);
