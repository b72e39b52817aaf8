import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { ValueFacet } from '../interface/customer-care.js';
import type { LedgerMoney } from '../ledger/field.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import type { ValueEntryState } from './value-entry.machine.js';

/** What kind of value: of the product's performance, of the relation, or created together. */
export const VALUE_TYPES = ['PERFORMANCE', 'RELATIONSHIP', 'CO_CREATED'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** A value delivered: in money, or as a grade from 1 to 5 where money does not say it, and what shows it. */
export interface ClaimedValue {
  readonly accountId: string;
  readonly valueType: ValueType;
  readonly facet?: ValueFacet;
  readonly amount?: LedgerMoney;
  readonly grade?: number;
  readonly evidence: string;
}

export type ValueSide = 'SUPPLIER' | 'CUSTOMER';

type BySupplier = Act & { readonly side: 'SUPPLIER' };
type ByCustomer = Act & { readonly side: 'CUSTOMER' };

/** Commands. What only one side may do names that side, so that the other cannot send it. */
export type ValueEntryCommand = { readonly expectedVersion?: number } & (
  | (BySupplier & { readonly type: 'CLAIM'; readonly claim: ClaimedValue })
  | (ByCustomer & { readonly type: 'CONFIRM_VALUE' })
  | (ByCustomer & { readonly type: 'DISPUTE_VALUE'; readonly reason: string })
  /** A new claim in the place of the disputed one, of the same account and type. */
  | (BySupplier & { readonly type: 'CLAIM_ANEW'; readonly claim: ClaimedValue })
);

export type ValueEntryEvent =
  | (BySupplier & { readonly type: 'VALUE_CLAIMED' | 'VALUE_CLAIMED_ANEW'; readonly claim: ClaimedValue })
  | (ByCustomer & { readonly type: 'VALUE_CONFIRMED' })
  | (ByCustomer & { readonly type: 'VALUE_DISPUTED'; readonly reason: string });

/** One entry, folded from its events. */
export interface ValueEntryRecord {
  readonly version: number;
  /** Null until it is claimed. */
  readonly state: ValueEntryState | null;
  readonly claim: ClaimedValue | null;
  readonly claimedBy: readonly string[];
  readonly confirmed: Act | null;
  readonly disputes: readonly (Act & { readonly reason: string })[];
}

export type ValueEntryReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'SIDE_NOT_ALLOWED'
      | 'STALE_VALUE_ENTRY'
      | 'ACCOUNT_REQUIRED'
      | 'EVIDENCE_REQUIRED'
      | 'VALUE_REQUIRED'
      | 'AMOUNT_NOT_POSITIVE'
      | 'CURRENCY_INVALID'
      | 'GRADE_OUT_OF_RANGE'
      | 'REASON_REQUIRED'
      | 'ALREADY_CLAIMED'
      | 'NOT_CLAIMED'
      | 'ANOTHER_CLAIM'
      | 'CLAIMANT_MAY_NOT_JUDGE'
    >
  | TransitionNotAllowed<ValueEntryState>;
