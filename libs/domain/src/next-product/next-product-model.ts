import { epochDay, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { itemIndex, type ItemIndex } from './item-index.js';
import { itemNeighbours, type Neighbour } from './item-neighbours.js';
import { basketsBetween, datedPurchases, type Basket, type DatedPurchase, type Purchase } from './purchase.js';

export interface NextProductOptions {
  /** Neighbours kept per item. */
  readonly neighbours: number;
  /** Length of the window of recent popularity, in days. */
  readonly popularityDays: number;
  /** How much recent popularity weighs against the similarity, both scaled to at most 1. */
  readonly popularityWeight: number;
  /** Items bought by fewer accounts have no reliable neighbours: they are left to the cold start. */
  readonly minimumBuyers: number;
}

/** Fifty neighbours and half a vote for the last 30 days: measured best of the simple blends. Configurable. */
export const DEFAULT_NEXT_PRODUCT: NextProductOptions = {
  neighbours: 50,
  popularityDays: 30,
  popularityWeight: 0.5,
  minimumBuyers: 5,
};

/** What a recommendation is computed from. Plain data; the same ledger always gives the same model. */
export interface NextProductModel {
  readonly options: NextProductOptions;
  /** Accounts that bought the item at any time before the cut; items with too few are not in it. */
  readonly buyers: ReadonlyMap<string, number>;
  /** Accounts that bought the item in the last days before the cut. */
  readonly recentBuyers: ReadonlyMap<string, number>;
  readonly neighbours: ReadonlyMap<string, readonly Neighbour[]>;
  readonly baskets: ReadonlyMap<string, Basket>;
  /** The same items by number, for scoring. */
  readonly index: ItemIndex;
}

/**
 * Learns item–item similarities and recent popularity from the purchases before a day.
 * O(lines + Σ|basket|² + items²) time, O(lines + items · neighbours) memory.
 *
 * @param before the cut: purchases on and after this day are not looked at
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_LENGTH`, `INVALID_NUMBER`
 */
export function fitNextProduct(
  ledger: Iterable<Purchase>,
  before: IsoDate,
  options: Partial<NextProductOptions> = {},
): NextProductModel {
  return fitDated(datedPurchases(ledger), epochDay(before), options);
}

export function fitDated(
  lines: readonly DatedPurchase[],
  cut: number,
  options: Partial<NextProductOptions> = {},
): NextProductModel {
  const settings = checked({ ...DEFAULT_NEXT_PRODUCT, ...options });
  const baskets = basketsBetween(lines, -Infinity, cut);
  const all = countBuyers(baskets);
  const buyers = new Map([...all].filter(([, count]) => count >= settings.minimumBuyers));
  const recent = countBuyers(basketsBetween(lines, cut - settings.popularityDays, cut));
  const recentBuyers = new Map([...recent].filter(([item]) => buyers.has(item)));
  const neighbours = itemNeighbours(baskets.values(), buyers, settings.neighbours);
  const index = itemIndex(buyers, recentBuyers, neighbours);
  return { options: settings, buyers, recentBuyers, neighbours, baskets, index };
}

/**
 * A model put together again from what was kept of it, for one account: the items it buys with their neighbours, those
 * neighbours, and the most popular items. What {@link recommendNext} lists is the same as from the whole model as long as
 * as many popular items are given as are listed, beside those the account buys. O(items · neighbours).
 *
 * @param buyers of every item that takes part
 * @param neighbours of the items that the account buys, in their order; others have none
 */
export function assembleNextProduct({
  options = {},
  buyers,
  recentBuyers,
  neighbours,
}: Pick<NextProductModel, 'buyers' | 'recentBuyers' | 'neighbours'> & {
  readonly options?: Partial<NextProductOptions>;
}): NextProductModel {
  const near = new Map(
    [...buyers.keys()].map((item) => [item, (neighbours.get(item) ?? []).filter((other) => buyers.has(other.item))]),
  );
  const index = itemIndex(buyers, recentBuyers, near);
  return {
    options: checked({ ...DEFAULT_NEXT_PRODUCT, ...options }),
    buyers,
    recentBuyers,
    neighbours: near,
    baskets: new Map(),
    index,
  };
}

function countBuyers(baskets: ReadonlyMap<string, Basket>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const basket of baskets.values())
    for (const item of basket.keys()) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function checked(options: NextProductOptions): NextProductOptions {
  for (const length of [options.neighbours, options.popularityDays, options.minimumBuyers])
    if (!Number.isInteger(length) || length < 1) throw new InvalidValueError('INVALID_LENGTH', length);
  if (finite(options.popularityWeight) < 0) throw new InvalidValueError('INVALID_NUMBER', options.popularityWeight);
  return options;
}
