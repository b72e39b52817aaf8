import { addMonthsToDate, type IsoDate, mixLoss, type MixLossRule } from '@mortise/domain';
import { type CategoryMonths, endOfMonths } from './category-months.js';
import type { SignalReading } from './signal-source.js';

/** Categories that slip away while the account as a whole still buys; null where nothing is to be said. */
export function mixLossReading(
  categories: readonly CategoryMonths[],
  asOf: IsoDate,
  rule: MixLossRule,
): SignalReading | null {
  const { recentMonths, usualMonths } = rule;
  const sales = categories.flatMap(({ categoryId, monthsAgo, net }) => {
    let [usual, recent, known] = [0, 0, false];
    monthsAgo.forEach((ago, i) => {
      if (ago > recentMonths + usualMonths) return;
      known = true;
      if (ago > recentMonths) usual += net[i] as number;
      else recent += net[i] as number;
    });
    return known ? [{ category: categoryId, usualMinor: BigInt(usual), recentMinor: BigInt(recent) }] : [];
  });
  // Of a single category there is no mix.
  const found = sales.length > 1 ? mixLoss(sales, rule) : undefined;
  if (!found?.alarm) return null;
  const { loss, threshold, lost } = found;
  const until = endOfMonths(asOf);
  const recentFrom = addMonthsToDate(until, -recentMonths);
  return {
    kind: 'MIX_LOSS',
    grade: 'WATCH',
    score: loss,
    threshold,
    ratio: loss / threshold,
    basis: `categories-until:${until}`,
    explanation: { asOf, usualFrom: addMonthsToDate(recentFrom, -usualMonths), recentFrom, until, lost },
    sources: ['account_category_month'],
  };
}
