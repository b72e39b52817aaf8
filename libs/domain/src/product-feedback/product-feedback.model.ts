import type { IsoDate } from '../calendar/date.js';
import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import type { ProductFeedbackState } from './product-feedback.machine.js';

/** What a customer's word about a product is about. */
export const FEEDBACK_TYPES = ['QUALITY', 'FUNCTION', 'PROCESS', 'PREFERENCE'] as const;
export type FeedbackType = (typeof FEEDBACK_TYPES)[number];

/** What product development makes of it. */
export const FEEDBACK_VERDICTS = ['IMPROVED', 'PLANNED', 'RESEARCHED', 'DECLINED'] as const;
export type FeedbackVerdict = (typeof FEEDBACK_VERDICTS)[number];

/** What somebody of ours heard from a customer, in the customer's words. */
export interface FeedbackNote {
  readonly accountId: string;
  readonly product: string;
  readonly feedbackType: FeedbackType;
  /** 1 (a wish) to 5 (grave). */
  readonly severity: number;
  readonly verbatim: string;
  /** The contact who said it; left out where nobody in particular did. */
  readonly contactId?: string;
}

/** What was decided, and why. */
export interface FeedbackDecision {
  readonly verdict: FeedbackVerdict;
  readonly explanation: string;
  /** Until when; a plan without a day is none. */
  readonly dueOn?: IsoDate;
}

/** What the customer is told, in which language, and who there. */
export interface FeedbackAnswer {
  readonly contactIds: readonly string[];
  readonly language: string;
  readonly text: string;
}

export type ProductFeedbackCommand = Act &
  (
    | { readonly type: 'NOTE_FEEDBACK'; readonly note: FeedbackNote }
    /** What was noted was not so: this is what was said. */
    | { readonly type: 'CORRECT_NOTE'; readonly note: FeedbackNote }
    /** Nobody said it. */
    | { readonly type: 'TAKE_NOTE_BACK' }
    | { readonly type: 'CLUSTER_FEEDBACK'; readonly clusterId: string }
    | { readonly type: 'REPORT_FEEDBACK'; readonly reportId: string }
    | { readonly type: 'DECIDE_FEEDBACK'; readonly decision: FeedbackDecision }
    /** `gone`: contacts who are with the customer no more, so that nobody waits for an answer to them. */
    | { readonly type: 'ANSWER_CUSTOMER'; readonly answer: FeedbackAnswer; readonly gone?: readonly string[] }
  );

export type ProductFeedbackEvent = Act &
  (
    | { readonly type: 'FEEDBACK_NOTED'; readonly note: FeedbackNote }
    | { readonly type: 'NOTE_CORRECTED'; readonly note: FeedbackNote }
    | { readonly type: 'NOTE_TAKEN_BACK' }
    | { readonly type: 'FEEDBACK_CLUSTERED'; readonly clusterId: string }
    | { readonly type: 'FEEDBACK_REPORTED'; readonly reportId: string }
    | { readonly type: 'FEEDBACK_DECIDED'; readonly decision: FeedbackDecision }
    /** Carries the account, so that the answer finds its way back. */
    | {
        readonly type: 'CUSTOMER_ANSWERED';
        readonly accountId: string;
        readonly verdict: FeedbackVerdict;
        readonly answer: FeedbackAnswer;
      }
  );

/** One word of a customer, folded from its events. */
export interface ProductFeedbackRecord {
  readonly version: number;
  /** Null until somebody notes it. */
  readonly state: ProductFeedbackState | null;
  readonly note: FeedbackNote | null;
  /** Whether it was taken back: nothing becomes of it any more. */
  readonly takenBack: boolean;
  readonly clusterId: string | null;
  readonly reportId: string | null;
  readonly decision: FeedbackDecision | null;
  readonly answer: (Act & FeedbackAnswer) | null;
}

export type ProductFeedbackReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'ACCOUNT_REQUIRED'
      | 'PRODUCT_REQUIRED'
      | 'VERBATIM_REQUIRED'
      | 'SEVERITY_OUT_OF_RANGE'
      | 'ALREADY_NOTED'
      | 'NOT_NOTED'
      | 'TAKEN_BACK'
      | 'ACCOUNT_DIFFERS'
      | 'CLUSTER_REQUIRED'
      | 'REPORT_REQUIRED'
      | 'EXPLANATION_REQUIRED'
      | 'DATE_REQUIRED'
      | 'ANSWER_REQUIRED'
      | 'LANGUAGE_REQUIRED'
      | 'RECIPIENT_REQUIRED'
    >
  | (Reason<'SPEAKER_NOT_ANSWERED'> & { readonly contactId: string })
  | TransitionNotAllowed<ProductFeedbackState>;
