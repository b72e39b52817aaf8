/** Answers of the portal's API, as its documents ask for them. Decimals and moments travel as text. */

export interface Supplier {
  readonly slug: string;
  readonly name: string;
}

export interface Buyer {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly email: string | null;
  readonly account: { readonly id: string; readonly name: string };
  readonly supplier: Supplier;
}

export const COMPLAINT_STATUSES = [
  'RECEIVED',
  'ACKNOWLEDGED',
  'ANALYSED',
  'ACTION',
  'CONFIRMED_BY_CUSTOMER',
  'CLOSED',
  'REOPENED',
] as const;

export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

export interface ComplaintSummary {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: ComplaintStatus;
  readonly createdAt: string;
}

export interface ComplaintPage {
  readonly nodes: readonly ComplaintSummary[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

export interface OrderLine {
  readonly id: string;
  readonly orderNumber: string | null;
  readonly lineNumber: string | null;
  readonly orderedOn: string;
  readonly productName: string;
  readonly quantity: string;
  readonly unit: string | null;
  readonly lot: string | null;
}

export interface ComplaintFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number | string;
  readonly url: string;
}

export interface Complaint extends ComplaintSummary {
  readonly description: string;
  readonly updatedAt: string;
  readonly lot: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly orderLine: OrderLine | null;
  readonly files: readonly ComplaintFile[];
  readonly events: readonly { readonly at: string; readonly type: ComplaintStatus }[];
}

export const INVITATION_ANSWERS = ['ALL_WELL', 'COMPLAINT', 'CALL_ME'] as const;

export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];

/** A question how things are going. */
export interface Invitation {
  readonly id: string;
  readonly sentAt: string;
  readonly askedBy: string | null;
  readonly state: 'WAITING' | 'ANSWERED';
  /** Null also where the answer was given by telephone. */
  readonly answer: InvitationAnswer | null;
  readonly note: string | null;
  readonly complaint: FiledComplaint | null;
}

/** A question of an assessment. */
export interface AssessmentItem {
  readonly code: string;
  readonly question: string;
  /** What each answer from 1 to 4 looks like in practice. */
  readonly anchors: readonly string[];
}

export interface AssessmentSummary {
  readonly id: string;
  readonly state: 'WAITING' | 'ANSWERED' | 'CLOSED';
  /** Last day to answer. */
  readonly deadline: string;
}

/** How the buyer is asked to see the relationship. */
export interface Assessment extends AssessmentSummary {
  /** With fewer answers than this, a sheet is read, but not counted. */
  readonly requiredAnswers: number;
  readonly items: readonly AssessmentItem[];
}

export interface AssessmentAnswer {
  readonly item: string;
  /** 1 to 4; null: cannot say. */
  readonly answer: number | null;
  readonly evidence: string | null;
}

export const ADVISORY_KINDS = [
  'STOCK_CEILING',
  'CASH_COLLECTION_CYCLE',
  'SUB_CUSTOMER_CHANGE',
  'NATURAL_ENVIRONMENT',
  'MACRO_POLICY',
] as const;

export type AdvisoryKind = (typeof ADVISORY_KINDS)[number];

export type AdvisoryState = 'UNREAD' | 'READ' | 'ACTED';

/** Something the supplier warns of, as a list shows it. */
export interface AdvisorySummary {
  readonly id: string;
  readonly sentAt: string;
  readonly state: AdvisoryState;
  /** In the language asked for, or in the one that comes next to it. */
  readonly text: { readonly language: string; readonly title: string };
}

export interface AdvisoryPage {
  readonly nodes: readonly AdvisorySummary[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

/** What the first page says of them. */
export interface AdvisoryOverview {
  readonly unread: readonly AdvisorySummary[];
  /** Of all, read ones too. */
  readonly total: number;
}

export interface Advisory extends AdvisorySummary {
  readonly kind: AdvisoryKind;
  readonly sentBy: string | null;
  readonly text: { readonly language: string; readonly title: string; readonly body: string };
  /** What the company told it has done. */
  readonly action: string | null;
  readonly actedAt: string | null;
  readonly actedByYou: boolean;
}

export interface FiledComplaint {
  readonly id: string;
  readonly number: string;
}

export interface FileComplaintInput {
  readonly idempotencyKey: string;
  readonly subject: string;
  readonly description: string;
  readonly orderLineId: string | null;
  readonly lot: string | null;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly fileIds: readonly string[];
}
