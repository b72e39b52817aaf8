import type { Instant } from '../calendar/date.js';
import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { AdvisoryKind } from '../ledger/supply-assurance.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import type { AdvisoryState } from './advisory.machine.js';

/** Rules of advisories. Mortise's own proposal, configurable. */
export interface AdvisoryPolicy {
  /** Language tags in which an advisory may be written. */
  readonly languages: readonly string[];
}

export const DEFAULT_ADVISORY_POLICY: AdvisoryPolicy = { languages: ['en', 'zh-TW', 'zh-CN'] };

/** Kinds that rest on the customer's own figures; the others are written by people. */
export const FIGURE_ADVISORIES = ['STOCK_CEILING', 'CASH_COLLECTION_CYCLE'] as const satisfies readonly AdvisoryKind[];
export type FigureAdvisory = (typeof FIGURE_ADVISORIES)[number];

/** The figure an advisory rests on, as it was when it was written. */
export interface AdvisoryFigure {
  readonly measured: number;
  readonly limit: number;
}

/** What the customer will read, in one language. */
export interface AdvisoryText {
  readonly language: string;
  readonly title: string;
  readonly body: string;
}

export interface AdvisoryContent {
  readonly accountId: string;
  readonly kind: AdvisoryKind;
  /** The same in each language, the one it was written in first. */
  readonly texts: readonly AdvisoryText[];
  readonly figure?: AdvisoryFigure;
}

/**
 * Commands. `by` is one of ours, except where the customer reads and acts: there it is the contact that did so, and
 * nobody can do it for them.
 */
export type AdvisoryCommand = Act &
  (
    | { readonly type: 'COMPOSE'; readonly content: AdvisoryContent }
    /** All its texts anew: what is left out is gone. */
    | { readonly type: 'REWRITE'; readonly texts: readonly AdvisoryText[] }
    | { readonly type: 'APPROVE' }
    | { readonly type: 'TAKE_BACK'; readonly reason: string }
    /** To these contacts of the account. */
    | { readonly type: 'SEND'; readonly recipients: readonly string[] }
    | { readonly type: 'CONFIRM_READ' }
    | { readonly type: 'REPORT_ACTION'; readonly action: string }
  );

export type AdvisoryEvent = Act &
  (
    | { readonly type: 'ADVISORY_COMPOSED'; readonly content: AdvisoryContent }
    | { readonly type: 'ADVISORY_REWRITTEN'; readonly texts: readonly AdvisoryText[] }
    | { readonly type: 'ADVISORY_APPROVED' }
    | { readonly type: 'ADVISORY_TAKEN_BACK'; readonly reason: string }
    | { readonly type: 'ADVISORY_SENT'; readonly recipients: readonly string[] }
    | { readonly type: 'ADVISORY_READ' }
    | { readonly type: 'ADVISORY_ACTED_ON'; readonly action: string }
  );

/** One advisory, folded from its events. */
export interface AdvisoryRecord {
  readonly version: number;
  /** Null until somebody writes it. */
  readonly state: AdvisoryState | null;
  readonly content: AdvisoryContent | null;
  /** Everybody who had a hand in the text. */
  readonly authors: readonly string[];
  readonly approvedBy: string | null;
  readonly sentAt: Instant | null;
  readonly recipients: readonly string[];
  /** Read receipts, one of each contact, in the order they came. */
  readonly receipts: readonly Act[];
  readonly actions: readonly (Act & { readonly action: string })[];
}

export type AdvisoryReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'ACCOUNT_REQUIRED'
      | 'TEXT_REQUIRED'
      | 'LANGUAGE_TWICE'
      | 'FIGURE_REQUIRED'
      | 'FIGURE_WITHIN_LIMIT'
      | 'REASON_REQUIRED'
      | 'ACTION_REQUIRED'
      | 'RECIPIENT_REQUIRED'
      | 'RECIPIENT_IS_OURS'
      | 'ALREADY_COMPOSED'
      | 'NOT_COMPOSED'
      | 'AUTHOR_MAY_NOT_APPROVE'
      | 'NOT_A_RECIPIENT'
      | 'ALREADY_READ'
      | 'NOT_READ_BY_ACTOR'
    >
  | (Reason<'LANGUAGE_NOT_OFFERED'> & { readonly languages: readonly string[] })
  | TransitionNotAllowed<AdvisoryState>;
