import { epochDay, type IsoDate } from '../calendar/date.js';
import { finite } from '../errors/invalid-value.error.js';
import type { ContributionHistory } from './gamma-gamma.js';

/** What one order line or order brought, in minor units; negative for a return or a loss. */
export interface DatedContribution {
  readonly date: IsoDate;
  readonly contributionMinor: bigint;
}

/**
 * The mean contribution of an account's repeat order days, up to the end of the day `until`: amounts of a day are one
 * order, and the first day, which often differs from all that follow, is left out. Sums are exact. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_NUMBER` for a total beyond what a double can hold
 */
export function contributionHistory(entries: readonly DatedContribution[], until: IsoDate): ContributionHistory {
  const end = epochDay(until);
  const days = new Map<number, bigint>();
  for (const { date, contributionMinor } of entries) {
    const day = epochDay(date);
    if (day <= end) days.set(day, (days.get(day) ?? 0n) + contributionMinor);
  }
  const [, ...repeats] = [...days].sort(([a], [b]) => a - b);
  if (repeats.length === 0) return { orders: 0, meanContribution: 0 };
  const total = repeats.reduce((sum, [, amount]) => sum + amount, 0n);
  return { orders: repeats.length, meanContribution: finite(Number(total)) / repeats.length };
}
