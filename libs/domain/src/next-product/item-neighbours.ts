import { bestOf } from './best-of.js';
import type { Basket } from './purchase.js';

/** An item often bought by the same accounts as another. */
export interface Neighbour {
  readonly item: string;
  /** Cosine of the two sets of buyers, in (0, 1]. */
  readonly similarity: number;
  /** Accounts that bought both. */
  readonly sharedBuyers: number;
}

/**
 * For each item the `keep` items whose buyers overlap most: cos(i, j) = c_ij ÷ √(c_i · c_j), where c counts accounts
 * (Sarwar et al. 2001, binary form). Ties go to the item with more buyers, then by name, so that the order of the rows
 * does not matter. O(Σ|basket|² + items²) time, O(items · keep) memory.
 *
 * @param buyers the items that take part, with their number of buyers c
 */
export function itemNeighbours(
  baskets: Iterable<Basket>,
  buyers: ReadonlyMap<string, number>,
  keep: number,
): ReadonlyMap<string, readonly Neighbour[]> {
  const items = [...buyers.keys()].sort();
  const counts = Float64Array.from(items, (item) => buyers.get(item) as number);
  const buyersOf = basketsByItem(baskets, items);
  const shared = new Int32Array(items.length);
  const similarities = new Float64Array(items.length);
  const nearest = (place: number): readonly number[] => {
    shared.fill(0);
    for (const set of buyersOf[place] as readonly Int32Array[])
      for (const other of set) shared[other] = (shared[other] as number) + 1;
    shared[place] = 0;
    const others: number[] = [];
    shared.forEach((both, other) => {
      // Rounding may lift two identical sets a hair above 1.
      similarities[other] = Math.min(1, both / Math.sqrt((counts[place] as number) * (counts[other] as number)));
      if (both > 0) others.push(other);
    });
    const order = (a: number, b: number): number =>
      (similarities[b] as number) - (similarities[a] as number) ||
      (counts[b] as number) - (counts[a] as number) ||
      a - b;
    return bestOf(others, keep, order);
  };
  return new Map(
    items.map((item, place) => [
      item,
      nearest(place).map((other) => ({
        item: items[other] as string,
        similarity: similarities[other] as number,
        sharedBuyers: shared[other] as number,
      })),
    ]),
  );
}

/** For each item, by its place, the baskets that hold it, as places of items. */
function basketsByItem(baskets: Iterable<Basket>, items: readonly string[]): readonly (readonly Int32Array[])[] {
  const places = new Map(items.map((item, place) => [item, place]));
  const byItem: Int32Array[][] = items.map(() => []);
  for (const basket of baskets) {
    const set = Int32Array.from([...basket.keys()].flatMap((item) => places.get(item) ?? []));
    for (const place of set) (byItem[place] as Int32Array[]).push(set);
  }
  return byItem;
}
