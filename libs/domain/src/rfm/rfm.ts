import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { ranks } from '../statistics/rank.js';

/** One account's orders up to a day. */
export interface RfmFacts {
  readonly account: string;
  readonly lastOrder: IsoDate;
  /** Days with an order, ≥ 1. */
  readonly orderDays: number;
  /** Net sales, in minor units. */
  readonly salesMinor: bigint;
  /** Days between successive order days, for regularity; may be left out. */
  readonly intervalDays?: readonly number[];
}

/** A fifth of the accounts, 5 the best. */
export type Quintile = 1 | 2 | 3 | 4 | 5;

export interface RfmScore {
  readonly account: string;
  readonly recency: Quintile;
  readonly frequency: Quintile;
  readonly monetary: Quintile;
  /** Sum of the three, 3…15. */
  readonly score: number;
  readonly band: RfmBand;
  /** k of {@link orderRegularity}; undefined with too few intervals. */
  readonly regularity: number | undefined;
}

export const RFM_BANDS = ['3-5', '6-8', '9-11', '12-13', '14-15'] as const;
export type RfmBand = (typeof RFM_BANDS)[number];

/**
 * Recency, frequency and monetary value of every account in quintiles of the tenant's accounts (Hughes 1994), ties by
 * mean rank so that equals score alike: quintile = ⌈5·rank ÷ n⌉. In the order given; the order does not matter to the
 * scores. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_NUMBER` for fewer than one order day
 */
export function rfmScores(accounts: readonly RfmFacts[]): readonly RfmScore[] {
  for (const { orderDays } of accounts) {
    if (!Number.isSafeInteger(orderDays) || orderDays < 1) throw new InvalidValueError('INVALID_NUMBER', orderDays);
  }
  const recencies = quintiles(accounts.map(({ lastOrder }) => epochDay(lastOrder)));
  const frequencies = quintiles(accounts.map(({ orderDays }) => orderDays));
  const values = quintiles(placesOf(accounts.map(({ salesMinor }) => salesMinor)));
  return accounts.map(({ account, intervalDays = [] }, i) => {
    const [recency, frequency, monetary] = [recencies[i], frequencies[i], values[i]] as [Quintile, Quintile, Quintile];
    const score = recency + frequency + monetary;
    const regularity = orderRegularity(intervalDays);
    return { account, recency, frequency, monetary, score, band: rfmBand(score), regularity };
  });
}

/** The band of a score: 3–5, 6–8, 9–11, 12–13, 14–15. Throws `INVALID_RANK` outside 3…15. O(1). */
export function rfmBand(score: number): RfmBand {
  if (!Number.isInteger(score) || score < 3 || score > 15) throw new InvalidValueError('INVALID_RANK', score);
  if (score <= 5) return '3-5';
  if (score <= 8) return '6-8';
  if (score <= 11) return '9-11';
  return score <= 13 ? '12-13' : '14-15';
}

/** Intervals that the tenant's pure chance (k = 1) is weighed with. */
const PRIOR_INTERVALS = 2;

/** No account counts as more regular than a clock that misses by a seventh. */
const LARGEST_REGULARITY = 50;

/**
 * Regularity of an order rhythm: the shape k of gamma-distributed intervals, 1 for pure chance, above for clockwork,
 * below for clumps. By moments, k = 1 ÷ CV², its CV² drawn towards 1 by two intervals so that short histories say little
 * (shrinkage of Mortise's own), at most 50. Undefined of fewer than two intervals, or where their mean is (next to) nothing.
 * O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for an interval that is negative or not finite
 */
export function orderRegularity(intervalDays: readonly number[]): number | undefined {
  for (const days of intervalDays) {
    if (!(days >= 0 && days <= 1e9)) throw new InvalidValueError('INVALID_NUMBER', days);
  }
  const n = intervalDays.length;
  const mean = intervalDays.reduce((total, days) => total + days, 0) / n;
  if (n < 2 || !(mean > 1e-6)) return undefined;
  const spread = intervalDays.reduce((total, days) => total + (days / mean - 1) ** 2, 0);
  const squaredVariation = (spread + PRIOR_INTERVALS) / (n - 1 + PRIOR_INTERVALS);
  return Math.min(LARGEST_REGULARITY, 1 / squaredVariation);
}

/** Amounts by their place among the different ones, which keeps the order of those that no double tells apart. */
function placesOf(amounts: readonly bigint[]): readonly number[] {
  const different = [...new Set(amounts)].sort((a, b) => (a < b ? -1 : 1));
  const places = new Map(different.map((amount, place) => [amount, place]));
  return amounts.map((amount) => places.get(amount) as number);
}

function quintiles(values: readonly number[]): readonly Quintile[] {
  return ranks(values).map((rank) => Math.ceil((5 * rank) / values.length) as Quintile);
}
