import { epochDay, type IsoDate } from '../calendar/date.js';

/** One line of an order: who bought what, and when. Returns and lines without an account are left out by the caller. */
export interface Purchase {
  readonly account: string;
  readonly item: string;
  readonly date: IsoDate;
}

/** What one account has bought of one item. */
export interface ItemHistory {
  /** Distinct days with a purchase, ≥ 1. */
  readonly orderDays: number;
  /** Days since 1970-01-01 of the latest purchase. */
  readonly lastDay: number;
}

/** Item → history, for one account. */
export type Basket = ReadonlyMap<string, ItemHistory>;

/** Purchases with their day as a number, so that a date is read only once. */
export interface DatedPurchase {
  readonly account: string;
  readonly item: string;
  readonly day: number;
}

/** Reads the dates of a ledger once. Throws `INVALID_DATE`. O(lines). */
export function datedPurchases(ledger: Iterable<Purchase>): readonly DatedPurchase[] {
  const days = new Map<IsoDate, number>();
  return Array.from(ledger, ({ account, item, date }) => {
    const known = days.get(date) ?? epochDay(date);
    days.set(date, known);
    return { account, item, day: known };
  });
}

/** Account → what it bought in the days `from` ≤ day < `to`. O(lines). */
export function basketsBetween(lines: readonly DatedPurchase[], from: number, to: number): ReadonlyMap<string, Basket> {
  const days = new Map<string, Map<string, Set<number>>>();
  for (const { account, item, day } of lines) {
    if (day < from || day >= to) continue;
    const items = entry(days, account, () => new Map<string, Set<number>>());
    entry(items, item, () => new Set<number>()).add(day);
  }
  return new Map(
    Array.from(days, ([account, items]) => [
      account,
      new Map(
        Array.from(items, ([item, seen]) => [
          item,
          { orderDays: seen.size, lastDay: [...seen].reduce((latest, day) => Math.max(latest, day)) },
        ]),
      ),
    ]),
  );
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
