import { InvalidValueError } from '../errors/invalid-value.error.js';

/**
 * Share of the expected repeat orders that came, in [0, 1]: days with an order in a period ÷ those in the period of the same
 * length before it, at most 1. Undefined where nothing was ordered before, for then no repeat is expected. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for days below 0
 */
export function repeatOrderShare(orderDays: number, orderDaysBefore: number): number | undefined {
  for (const days of [orderDays, orderDaysBefore]) {
    if (!(days >= 0 && days < Infinity)) throw new InvalidValueError('INVALID_NUMBER', days);
  }
  return orderDaysBefore > 0 ? Math.min(1, orderDays / orderDaysBefore) : undefined;
}

/**
 * Share of the categories a customer could buy from us that it does buy, in [0, 1]. It could buy what it is known to need,
 * from whomever, and what it has bought. Undefined where nothing is known of its needs: what it buys would be all of itself.
 * O(categories).
 */
export function categoryBreadth(bought: readonly string[], needed: readonly string[]): number | undefined {
  if (needed.length === 0) return undefined;
  const own = new Set(bought);
  return own.size / new Set([...own, ...needed]).size;
}
