import type { Neighbour } from './item-neighbours.js';

/** The items of a model by number, so that an account is scored by adding numbers and not by looking up names. */
export interface ItemIndex {
  /** Ascending; an item's number is its place here. */
  readonly items: readonly string[];
  readonly placeOf: ReadonlyMap<string, number>;
  readonly buyers: Float64Array;
  readonly recentBuyers: Float64Array;
  readonly mostRecentBuyers: number;
  readonly neighbours: readonly { readonly places: Int32Array; readonly similarities: Float64Array }[];
}

/** Numbers the items of a model. O(items · log items + neighbours). */
export function itemIndex(
  buyers: ReadonlyMap<string, number>,
  recentBuyers: ReadonlyMap<string, number>,
  neighbours: ReadonlyMap<string, readonly Neighbour[]>,
): ItemIndex {
  const items = [...buyers.keys()].sort();
  const placeOf = new Map(items.map((item, place) => [item, place]));
  const recent = Float64Array.from(items, (item) => recentBuyers.get(item) ?? 0);
  return {
    items,
    placeOf,
    buyers: Float64Array.from(items, (item) => buyers.get(item) as number),
    recentBuyers: recent,
    mostRecentBuyers: recent.reduce((most, count) => Math.max(most, count), 0),
    neighbours: items.map((item) => {
      const near = neighbours.get(item) as readonly Neighbour[];
      return {
        places: Int32Array.from(near, (neighbour) => placeOf.get(neighbour.item) as number),
        similarities: Float64Array.from(near, ({ similarity }) => similarity),
      };
    }),
  };
}
