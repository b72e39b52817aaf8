import { monthIndex, type Month } from '../calendar/month.js';
import { groupBy } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { compareText } from '../text/compare-text.js';

/** What one account has called off, or is expected to, of one item in one month. */
export interface ExpectedCallOff {
  readonly account: string;
  readonly item: string;
  readonly month: Month;
  /** In the item's own unit, ≥ 0. */
  readonly quantity: number;
  /** Chance that it comes, in [0, 1]; 1 for a firm call-off. */
  readonly probability: number;
}

/** What an account ordered of an item over some months. */
export interface OrderedItem {
  readonly account: string;
  readonly item: string;
  /** In the item's own unit, returns subtracted. */
  readonly quantity: number;
  /** Months with an order. */
  readonly monthsOrdered: number;
}

/**
 * What an account usually calls off of an item in a month: the mean quantity of the months in which it ordered, with the
 * part of all months that these are. No season, no trend: the simple rule that a forecast has to beat. Null where returns
 * outweigh orders. O(1).
 *
 * @param months looked back over, quiet ones too
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 ≤ months ordered ≤ months, months ≥ 1 and the quantity is finite
 */
export function usualCallOff(ordered: OrderedItem, months: number, month: Month): ExpectedCallOff | null {
  const { account, item, quantity, monthsOrdered } = ordered;
  if (!(months >= 1 && monthsOrdered >= 0 && monthsOrdered <= months))
    throw new InvalidValueError('INVALID_NUMBER', monthsOrdered);
  if (finite(quantity) <= 0 || monthsOrdered === 0) return null;
  return { account, item, month, quantity: quantity / monthsOrdered, probability: monthsOrdered / months };
}

/** Demand for an item in a month over all accounts, for production and purchasing. */
export interface DemandSignal {
  readonly item: string;
  readonly month: Month;
  /** Σ quantity × probability. */
  readonly expected: number;
  /** The part that is firm: Σ quantity where the probability is 1. */
  readonly firm: number;
  /** Σ quantity, if everything came. */
  readonly highest: number;
  readonly accounts: number;
}

/**
 * Adds up the accounts' call-offs and forecasts: expected demand per item and month, by month, then item. The order of
 * the rows does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_MONTH`; `INVALID_NUMBER` for a quantity below 0 or a probability outside [0, 1]
 */
export function demandSignal(callOffs: readonly ExpectedCallOff[]): readonly DemandSignal[] {
  for (const callOff of callOffs) {
    monthIndex(callOff.month);
    if (finite(callOff.quantity) < 0) throw new InvalidValueError('INVALID_NUMBER', callOff.quantity);
    if (!(callOff.probability >= 0 && callOff.probability <= 1))
      throw new InvalidValueError('INVALID_NUMBER', callOff.probability);
  }
  return [...groupBy(callOffs, ({ month, item }) => JSON.stringify([month, item])).values()]
    .map((cell) => signalOf(cell[0], cell))
    .sort((a, b) => compareText(a.month, b.month) || compareText(a.item, b.item));
}

function signalOf({ item, month }: ExpectedCallOff, cell: readonly ExpectedCallOff[]): DemandSignal {
  // Ascending before adding, so that the last digit does not depend on the order of the rows.
  const total = (amounts: readonly number[]): number => finite(sum([...amounts].sort((a, b) => a - b)));
  return {
    item,
    month,
    expected: total(cell.map(({ quantity, probability }) => quantity * probability)),
    firm: total(cell.filter(({ probability }) => probability === 1).map(({ quantity }) => quantity)),
    highest: total(cell.map(({ quantity }) => quantity)),
    accounts: new Set(cell.map(({ account }) => account)).size,
  };
}
