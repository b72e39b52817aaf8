import { SILENT_COMPLAINT_SIGNS } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** How long the open part of invoices has been due. */
export const AGING_BUCKETS = ['NOT_DUE', 'DAYS_1_30', 'DAYS_31_60', 'DAYS_61_90', 'OVER_90'] as const;
export type AgingBucket = (typeof AGING_BUCKETS)[number];
export const AgingBucketEnum = codeEnum(
  'AgingBucket',
  AGING_BUCKETS,
  'For how many days what is open has been overdue; NOT_DUE also on the due date itself.',
);

export const CREDIT_STATUSES = ['NO_LIMIT', 'WITHIN', 'NEAR_LIMIT', 'OVER_LIMIT'] as const;
export const CreditStatusEnum = codeEnum(
  'CreditStatus',
  CREDIT_STATUSES,
  'What an account owes against its credit limit. NEAR_LIMIT: from the warning share on, before it is overrun.',
);

/** Why a figure about payment cannot be worked out. */
export const RECEIVABLE_GAPS = [
  'NO_SETTLED_INVOICES',
  'PAYMENT_HISTORY_TOO_SHORT',
  'NO_CREDIT_SALES',
  'OUTSTANDING_HISTORY_TOO_SHORT',
  'TONE_NOT_RECORDED',
  'REPLY_TIMES_NOT_RECORDED',
] as const;
export type ReceivableGap = (typeof RECEIVABLE_GAPS)[number];
export const ReceivableGapEnum = codeEnum(
  'ReceivableGap',
  RECEIVABLE_GAPS,
  'What is missing for a figure: no invoice was settled, too few for a habit, nothing invoiced in the last three months, too few months for a habit, nobody recorded tone or reply times.',
);

export const SilentComplaintSignEnum = codeEnum(
  'SilentComplaintSign',
  SILENT_COMPLAINT_SIGNS,
  'What can speak of a complaint that nobody voiced: payment unusually late for this payer, days sales outstanding above their own limit, a drop of tone, slow replies.',
);
