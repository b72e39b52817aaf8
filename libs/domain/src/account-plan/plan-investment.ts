import type { MinorUnits } from '../money/money.js';
import type { PlayStanding } from './account-plan.model.js';

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
