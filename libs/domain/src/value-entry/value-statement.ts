import type { MinorUnits } from '../money/money.js';
import { VALUE_TYPES, type ValueEntryRecord, type ValueType } from './value-entry.model.js';

/** Values of one kind: how many, what they amount to, and how much of it the customer has confirmed. */
export interface ValueLine {
  readonly entries: number;
  readonly confirmed: number;
  /** By currency, as amounts of different ones cannot be added. */
  readonly claimedMinor: Readonly<Record<string, MinorUnits>>;
  readonly confirmedMinor: Readonly<Record<string, MinorUnits>>;
}

/** The value delivered to an account, as it is laid before the customer. */
export interface ValueStatement {
  readonly total: ValueLine;
  readonly byType: Readonly<Record<ValueType, ValueLine>>;
  /** Entries the customer has confirmed ÷ all that stand; undefined of none. */
  readonly confirmedRatio: number | undefined;
}

/**
 * What entries amount to. What the customer disputes does not stand and is left out until it is claimed anew. The order
 * of the entries does not matter. O(n).
 */
export function valueStatement(entries: readonly ValueEntryRecord[]): ValueStatement {
  const standing = entries.filter(({ state }) => state === 'CLAIMED' || state === 'CUSTOMER_CONFIRMED');
  const total = lineOf(standing);
  const byType = VALUE_TYPES.map((type) => {
    return [type, lineOf(standing.filter(({ claim }) => claim?.valueType === type))] as const;
  });
  return {
    total,
    byType: Object.fromEntries(byType) as unknown as ValueStatement['byType'],
    confirmedRatio: total.entries === 0 ? undefined : total.confirmed / total.entries,
  };
}

function lineOf(entries: readonly ValueEntryRecord[]): ValueLine {
  const confirmed = entries.filter(({ state }) => state === 'CUSTOMER_CONFIRMED');
  return {
    entries: entries.length,
    confirmed: confirmed.length,
    claimedMinor: sumByCurrency(entries),
    confirmedMinor: sumByCurrency(confirmed),
  };
}

/** Currencies in their alphabetical order. */
function sumByCurrency(entries: readonly ValueEntryRecord[]): Readonly<Record<string, MinorUnits>> {
  const sums = new Map<string, MinorUnits>();
  for (const { claim } of entries) {
    if (claim?.amount === undefined) continue;
    const { currency, amountMinor } = claim.amount;
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor);
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
