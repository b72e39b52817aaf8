import type { Instant } from '../calendar/date.js';
import { accept, refuse, type Decision, type Reason } from '../decision/decision.js';

/** What a courtesy consists of. */
export const COURTESIES = ['GIFT', 'MEAL', 'EVENT', 'TRAVEL'] as const;
export type Courtesy = (typeof COURTESIES)[number];

/** A small gift to a contact of a large buyer, before it is given. */
export interface CourtesyGift {
  readonly recipient: string;
  readonly valueMinor: bigint;
  readonly occasion: string;
  /** What was given to the same person in the last twelve months, in the same currency. */
  readonly givenThisYearMinor: bigint;
  /** Null where nobody has found out. */
  readonly publicOfficial: boolean | null;
  /** The recipient's employer's own limit: 0n forbids, null where it is not known. */
  readonly employerLimitMinor: bigint | null;
  /** Whether an offer, audit or negotiation with the recipient's house is pending. */
  readonly decisionPending: boolean;
}

export interface GiftPolicy {
  readonly limitMinor: bigint;
  readonly yearlyLimitMinor: bigint;
}

/** Thirty in major units as the trade's example has it, and twice that a year: Mortise's own proposal, configurable. */
export const DEFAULT_GIFT_POLICY: GiftPolicy = { limitMinor: 3_000n, yearlyLimitMinor: 6_000n };

export type GiftReason =
  | Reason<
      | 'PUBLIC_OFFICIAL'
      | 'OFFICIAL_STATUS_UNKNOWN'
      | 'DECISION_PENDING'
      | 'OCCASION_REQUIRED'
      | 'VALUE_NOT_POSITIVE'
      | 'EMPLOYER_POLICY_UNKNOWN'
    >
  | (Reason<'ABOVE_LIMIT' | 'ABOVE_YEARLY_LIMIT' | 'ABOVE_EMPLOYER_LIMIT'> & { readonly limitMinor: bigint });

/** An entry of the gift register. */
export interface GiftRegistered {
  readonly type: 'GIFT_REGISTERED';
  readonly gift: CourtesyGift;
  readonly by: string;
  readonly at: Instant;
}

/**
 * Everything that speaks against a courtesy gift: never to public officials nor while a decision is pending, only with an
 * occasion, within the own limits and the employer's; whether somebody is an official and what the employer allows must be
 * known. Empty when it may be given. O(1).
 */
export function courtesyGiftFaults(
  gift: CourtesyGift,
  { limitMinor, yearlyLimitMinor }: GiftPolicy = DEFAULT_GIFT_POLICY,
): readonly GiftReason[] {
  const employerLimit = gift.employerLimitMinor;
  const reasons: GiftReason[] = [];
  if (gift.publicOfficial === null) reasons.push({ code: 'OFFICIAL_STATUS_UNKNOWN' });
  else if (gift.publicOfficial) reasons.push({ code: 'PUBLIC_OFFICIAL' });
  if (gift.decisionPending) reasons.push({ code: 'DECISION_PENDING' });
  if (gift.occasion.trim() === '') reasons.push({ code: 'OCCASION_REQUIRED' });
  if (gift.valueMinor <= 0n) reasons.push({ code: 'VALUE_NOT_POSITIVE' });
  if (gift.valueMinor > limitMinor) reasons.push({ code: 'ABOVE_LIMIT', limitMinor });
  if (gift.givenThisYearMinor + gift.valueMinor > yearlyLimitMinor) {
    reasons.push({ code: 'ABOVE_YEARLY_LIMIT', limitMinor: yearlyLimitMinor });
  }
  if (employerLimit === null) reasons.push({ code: 'EMPLOYER_POLICY_UNKNOWN' });
  else if (gift.valueMinor > employerLimit) reasons.push({ code: 'ABOVE_EMPLOYER_LIMIT', limitMinor: employerLimit });
  return reasons;
}

/** Whether a courtesy gift may be given and registered, or every reason against it. O(1). */
export function decideCourtesyGift(
  command: { readonly gift: CourtesyGift; readonly by: string; readonly at: Instant },
  policy: GiftPolicy = DEFAULT_GIFT_POLICY,
): Decision<GiftRegistered, GiftReason> {
  const reasons = courtesyGiftFaults(command.gift, policy);
  return reasons.length > 0 ? refuse(...reasons) : accept({ type: 'GIFT_REGISTERED', ...command });
}
