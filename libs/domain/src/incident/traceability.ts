import { epochDay, type IsoDate } from '../calendar/date.js';
import { groupBy, groupByName } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { compareText } from '../text/compare-text.js';

/** What of a lot went to an account. */
export interface LotShipment {
  readonly lot: string;
  readonly accountId: string;
  readonly shippedOn: IsoDate;
  readonly quantity: number;
  readonly valueMinor: bigint;
}

export interface AffectedAccount {
  readonly accountId: string;
  /** The affected lots it received, by name. */
  readonly lots: readonly string[];
  readonly quantity: number;
  readonly valueMinor: bigint;
  readonly lastShippedOn: IsoDate;
}

/**
 * The accounts that received goods of the lots, the highest value first, equals by id. The order of the shipments does
 * not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a quantity below 0 or not finite, `INVALID_DATE`
 */
export function affectedAccounts(
  lots: readonly string[],
  shipments: readonly LotShipment[],
): readonly AffectedAccount[] {
  for (const { shippedOn, quantity } of shipments) {
    epochDay(shippedOn);
    if (!(finite(quantity) >= 0)) throw new InvalidValueError('INVALID_NUMBER', quantity);
  }
  const wanted = new Set(lots);
  const inside = shipments.filter(({ lot }) => wanted.has(lot));
  return groupByName(inside, ({ accountId }) => accountId)
    .map(([accountId, received]): AffectedAccount => ({
      accountId,
      lots: [...new Set(received.map(({ lot }) => lot))].sort(compareText),
      quantity: finite(sum(received.map(({ quantity }) => quantity).sort((a, b) => a - b))),
      valueMinor: received.reduce((all, { valueMinor }) => all + valueMinor, 0n),
      lastShippedOn: received.map(({ shippedOn }) => shippedOn).reduce((a, b) => (a > b ? a : b)),
    }))
    .sort((a, b) => (a.valueMinor === b.valueMinor ? 0 : a.valueMinor > b.valueMinor ? -1 : 1));
}

/** A lot of ours that contains a lot, ours or a supplier's. */
export interface LotComponent {
  readonly lot: string;
  readonly contains: string;
  /** Who supplied the contained lot; left out where it is our own. */
  readonly supplier?: string;
}

/**
 * Every lot that contains one of these, directly or through other lots, and these themselves, by name: from a supplier's
 * bad lot to all of ours. Lots that contain each other are no endless chain. O(n log n).
 */
export function lotsContaining(lots: readonly string[], components: readonly LotComponent[]): readonly string[] {
  const parents = groupBy(components, ({ contains }) => contains);
  return reached(lots, (lot) => (parents.get(lot) ?? []).map((one) => one.lot));
}

/** The suppliers whose lots are in these, directly or through other lots, by name: the cause may lie with them. */
export function suppliersOfLots(lots: readonly string[], components: readonly LotComponent[]): readonly string[] {
  const parts = groupBy(components, ({ lot }) => lot);
  const inside = new Set(reached(lots, (lot) => (parts.get(lot) ?? []).map(({ contains }) => contains)));
  return [...new Set(components.flatMap((one) => (inside.has(one.lot) ? (one.supplier ?? []) : [])))].sort(compareText);
}

function reached(from: readonly string[], next: (lot: string) => readonly string[]): readonly string[] {
  const found = new Set(from);
  // A set also visits what is added while it is walked.
  for (const lot of found) for (const other of next(lot)) found.add(other);
  return [...found].sort(compareText);
}
