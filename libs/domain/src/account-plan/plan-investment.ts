import type { MinorUnits } from '../money/money.js';
import type { AccountPlanReason, InvestmentCeiling, PlayStanding } from './account-plan.model.js';

/**
 * What a plan is committed to, in minor units: of an open play its budget, or what it has already cost if that is more; of
 * one that is done or dropped what it has cost. O(plays).
 */
export function committedMinor(plays: readonly PlayStanding[]): MinorUnits {
  return plays.reduce((total, { status, budgetMinor, spentMinor }) => {
    return total + (status === 'OPEN' && budgetMinor > spentMinor ? budgetMinor : spentMinor);
  }, 0n);
}

/** What a plan has cost so far, in minor units. O(plays). */
export function investedMinor(plays: readonly PlayStanding[]): MinorUnits {
  return plays.reduce((total, { spentMinor }) => total + spentMinor, 0n);
}

/** The refusal of a cap above what the account's value speaks for; none where nobody has decided that. O(1). */
export function ceilingFaults(capMinor: MinorUnits, { ceilingMinor }: InvestmentCeiling): readonly AccountPlanReason[] {
  if (ceilingMinor === undefined || capMinor <= ceilingMinor) return [];
  return [{ code: 'CAP_ABOVE_CEILING', capMinor, ceilingMinor }];
}
