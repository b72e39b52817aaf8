import { moneyValue } from '../../platform/graphql/money.value.js';
import { REVIEW_SOURCES, type ReviewFacts } from './review-facts.js';
import type { QuarterlyReview } from './review.types.js';

/** Facts as they are answered. */
export function reviewView({ values, ...facts }: ReviewFacts): QuarterlyReview {
  return {
    ...facts,
    values: {
      confirmedRatio: values.confirmedRatio,
      totals: values.totals.map(({ currency, claimedMinor, confirmedMinor }) => ({
        claimed: moneyValue(claimedMinor, currency),
        confirmed: moneyValue(confirmedMinor, currency),
      })),
      entries: values.entries.map(({ amountMinor, currency, confirmedAt, ...entry }) => ({
        ...entry,
        amount: amountMinor === null || currency === null ? null : moneyValue(amountMinor, currency),
        confirmedAt: confirmedAt === null ? null : new Date(confirmedAt),
      })),
    },
    sources: REVIEW_SOURCES,
  };
}
