import { compareText } from '../text/compare-text.js';
import { bestOf } from './best-of.js';
import type { ItemIndex } from './item-index.js';
import type { NextProductModel } from './next-product-model.js';
import type { Basket } from './purchase.js';

/** "Of the accounts that buy A, so many also buy B." */
export interface SimilarityReason {
  /** A, which the account buys. */
  readonly because: string;
  readonly similarity: number;
  readonly sharedBuyers: number;
  /** Accounts that buy A. */
  readonly buyers: number;
}

export interface NextProduct {
  readonly item: string;
  /** similarity + weight · popularity. Ranks the items of one account; no probability until calibrated. */
  readonly score: number;
  /** Σ cos over what the account buys, divided by the largest such sum of the account; in [0, 1]. */
  readonly similarity: number;
  /** Recent buyers, divided by those of the most popular item; in [0, 1]. */
  readonly popularity: number;
  /** Recent buyers, as a number of accounts. */
  readonly recentBuyers: number;
  /** The strongest three, best first. Empty where popularity alone speaks. */
  readonly reasons: readonly SimilarityReason[];
}

export interface RecommendOptions {
  readonly limit?: number;
  /** Whether items that the account buys already may be listed. Unless told, only new ones. */
  readonly includeOwned?: boolean;
}

const REASONS = 3;

/**
 * Items for an account by s(u, j) = Σ cos(i, j) over its items i, plus recent popularity (Sarwar et al. 2001 with a
 * popularity blend). An account without purchases gets what is popular. Ties: more buyers first, then by name.
 * O(|basket| · neighbours + items).
 */
export function recommendNext(
  model: NextProductModel,
  basket: Basket | ReadonlySet<string>,
  { limit = 10, includeOwned = false }: RecommendOptions = {},
): readonly NextProduct[] {
  const { index } = model;
  const owned = placesOf(index, basket);
  const sums = similaritySums(index, owned);
  const strongest = sums.reduce((most, sum) => Math.max(most, sum), 0);
  const similarity = (place: number): number => ratio(sums[place] as number, strongest);
  const popularity = (place: number): number => ratio(index.recentBuyers[place] as number, index.mostRecentBuyers);
  const scores = sums.map((_, place) => similarity(place) + model.options.popularityWeight * popularity(place));
  // A score of 0 recommends nothing.
  if (!includeOwned) for (const place of owned) scores[place] = 0;
  const candidates = Array.from(scores.keys()).filter((place) => (scores[place] as number) > 0);
  const order = (a: number, b: number): number =>
    (scores[b] as number) - (scores[a] as number) || (index.buyers[b] as number) - (index.buyers[a] as number) || a - b;
  return bestOf(candidates, limit, order).map((place) => ({
    item: index.items[place] as string,
    score: scores[place] as number,
    similarity: similarity(place),
    popularity: popularity(place),
    recentBuyers: index.recentBuyers[place] as number,
    reasons: reasonsFor(model, owned, place),
  }));
}

/** Ascending, so that the last digit of a sum does not depend on the order of the rows. */
function placesOf({ placeOf }: ItemIndex, basket: Basket | ReadonlySet<string>): Int32Array {
  return Int32Array.from([...basket.keys()].flatMap((item) => placeOf.get(item) ?? [])).sort();
}

function similaritySums({ items, neighbours }: ItemIndex, owned: Int32Array): Float64Array {
  const sums = new Float64Array(items.length);
  for (const own of owned) {
    const { places, similarities } = neighbours[own] as ItemIndex['neighbours'][number];
    places.forEach((place, rank) => {
      sums[place] = (sums[place] as number) + (similarities[rank] as number);
    });
  }
  return sums;
}

function reasonsFor(model: NextProductModel, owned: Int32Array, place: number): readonly SimilarityReason[] {
  const { items, buyers, neighbours } = model.index;
  return Array.from(owned)
    .flatMap((own) => {
      const rank = (neighbours[own] as ItemIndex['neighbours'][number]).places.indexOf(place);
      const because = items[own] as string;
      const neighbour = model.neighbours.get(because)?.[rank];
      if (neighbour === undefined) return [];
      const { similarity, sharedBuyers } = neighbour;
      return [{ because, similarity, sharedBuyers, buyers: buyers[own] as number }];
    })
    .sort((a, b) => b.similarity - a.similarity || compareText(a.because, b.because))
    .slice(0, REASONS);
}

/** An item the account is likely to order again. */
export interface Reorder {
  readonly item: string;
  /** Distinct days on which the account ordered it: its own frequency. */
  readonly orderDays: number;
  /** Days since 1970-01-01. */
  readonly lastDay: number;
}

/**
 * What the account orders most often, the latest first among equals: for re-orders its own frequency beats every
 * model of other accounts. O(|basket| · log |basket|).
 */
export function recommendReorders(basket: Basket, limit = 10): readonly Reorder[] {
  return Array.from(basket, ([item, { orderDays, lastDay }]) => ({ item, orderDays, lastDay }))
    .sort((a, b) => b.orderDays - a.orderDays || b.lastDay - a.lastDay || compareText(a.item, b.item))
    .slice(0, limit);
}

/**
 * The simple rule to beat: what most accounts buy, recently or at any time, without what the account has.
 * O(items).
 */
export function recommendPopular(
  model: NextProductModel,
  basket: Basket | ReadonlySet<string>,
  {
    limit = 10,
    includeOwned = false,
    window = 'RECENT',
  }: RecommendOptions & { readonly window?: 'RECENT' | 'ALL' } = {},
): readonly string[] {
  const counts = window === 'RECENT' ? model.recentBuyers : model.buyers;
  const candidates = [...counts].filter(([item]) => includeOwned || !basket.has(item));
  return bestOf(candidates, limit, ([a, countA], [b, countB]) => countB - countA || compareText(a, b)).map(
    ([item]) => item,
  );
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
