import type { ComplianceReferral, ReferralEvent } from './referral.model.js';

/** Before anybody suspected anything. */
export const NO_REFERRAL: ComplianceReferral = { state: null };

/** The referral after an event that {@link decideReferral} gave; an event that does not follow changes nothing. O(1). */
export function evolveReferral(referral: ComplianceReferral, event: ReferralEvent): ComplianceReferral {
  if (event.type === 'REFERRAL_OPENED') {
    const { accountId, cause, facts, involved, by } = event;
    return { state: 'OPENED', accountId, cause, facts, reporter: by, involved, reviewer: null, finding: null };
  }
  if (referral.state === null) return referral;
  return event.type === 'REFERRAL_TAKEN_UP'
    ? { ...referral, state: 'UNDER_REVIEW', reviewer: event.by }
    : { ...referral, state: 'CLOSED', finding: event.finding };
}

/**
 * What a colleague may see of a referral: compliance officers all of it, who reported it that it was received, everybody
 * else, and whoever is involved whatever the office, not even that there is one. O(involved).
 */
export function referralSight(
  referral: ComplianceReferral,
  reader: { readonly id: string; readonly isComplianceOfficer: boolean },
): 'ALL' | 'RECEIPT' | 'NOTHING' {
  if (referral.state === null || referral.involved.includes(reader.id)) return 'NOTHING';
  if (reader.isComplianceOfficer) return 'ALL';
  return reader.id === referral.reporter ? 'RECEIPT' : 'NOTHING';
}
