import type { AccountKind } from '../customer-file/account-kind.js';
import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import {
  DEFAULT_GIFT_POLICY,
  type Courtesy,
  type CourtesyGift,
  type GiftPolicy,
  type GiftReason,
} from '../profitability/courtesy-gift.js';
import type { GiftState } from './gift.machine.js';

/** The limits of gifts under the version that decisions store. */
export interface GiftRules extends GiftPolicy {
  readonly version: string;
}

export const DEFAULT_GIFT_RULES: GiftRules = { version: 'default-1', ...DEFAULT_GIFT_POLICY };

/** What somebody would like to give to whom, and for what. The value is in minor units of the policy's currency. */
export interface GiftRequest extends Pick<CourtesyGift, 'recipient' | 'valueMinor' | 'occasion'> {
  readonly accountId: string;
  /** Who of ours hands it over. */
  readonly giver: string;
  readonly courtesy: Courtesy;
  /** What it is to do for the relationship. */
  readonly purpose: string;
}

/** What is known of the recipient, from the records: never from whoever wants to give. */
export interface GiftFacts extends Pick<
  CourtesyGift,
  'givenThisYearMinor' | 'publicOfficial' | 'employerLimitMinor' | 'decisionPending'
> {
  /** At a public body everybody counts as a public official; null where nobody has found out. */
  readonly accountKind: AccountKind | null;
}

export type GiftCommand = Act &
  (
    | { readonly type: 'REQUEST_GIFT'; readonly request: GiftRequest }
    | { readonly type: 'CHECK_GIFT'; readonly facts: GiftFacts }
    | { readonly type: 'APPROVE_GIFT' }
    | { readonly type: 'REFUSE_GIFT'; readonly note: string }
    /** The facts of the day on which it is given: much can have changed since it was approved. */
    | { readonly type: 'GIVE_GIFT'; readonly facts: GiftFacts }
  );

export type GiftEvent = Act &
  (
    | { readonly type: 'GIFT_REQUESTED'; readonly request: GiftRequest }
    | {
        readonly type: 'GIFT_CHECKED';
        readonly facts: GiftFacts;
        readonly findings: readonly GiftReason[];
        readonly policyVersion: string;
      }
    | { readonly type: 'GIFT_APPROVED'; readonly policyVersion: string }
    | { readonly type: 'GIFT_REFUSED'; readonly findings: readonly GiftReason[]; readonly note?: string }
    | { readonly type: 'GIFT_GIVEN'; readonly facts: GiftFacts; readonly policyVersion: string }
  );

/** One line of the gift register, folded from its events. */
export interface GiftRecord {
  readonly version: number;
  /** Null until it is requested. */
  readonly state: GiftState | null;
  readonly request: GiftRequest | null;
  readonly requestedBy: string | null;
  /** What the policy found against it; null before the check. */
  readonly findings: readonly GiftReason[] | null;
  readonly policyVersion: string | null;
  readonly approvedBy: string | null;
  readonly refusal: (Act & { readonly note: string | null }) | null;
  readonly given: Act | null;
}

export type GiftCommandReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'ACCOUNT_REQUIRED'
      | 'RECIPIENT_REQUIRED'
      | 'GIVER_REQUIRED'
      | 'PURPOSE_REQUIRED'
      | 'RECIPIENT_IS_OURS'
      | 'NOTE_REQUIRED'
      | 'ALREADY_REQUESTED'
      | 'NOT_REQUESTED'
      | 'REQUESTER_MAY_NOT_APPROVE'
      | 'GIVEN_BY_SOMEBODY_ELSE'
    >
  | (Reason<'STALE_CHECK'> & { readonly checked: string | null; readonly current: string })
  | GiftReason
  | TransitionNotAllowed<GiftState>;
