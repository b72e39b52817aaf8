import { InvalidValueError } from '../errors/invalid-value.error.js';

/**
 * Wallet Allocation Rule (Keiningham et al.): the share expected of a supplier from its rank alone,
 * `(1 − rank / (n + 1)) × 2 / n`. Over all ranks of n suppliers the shares add up to 1. A last resort where no money
 * figure exists.
 *
 * @param rank our rank at the customer, 1 = first choice
 * @param suppliers n, how many suppliers the customer uses in the category, ourselves included
 * @throws InvalidValueError `INVALID_RANK` unless 1 ≤ rank ≤ suppliers, both whole
 */
export function walletAllocationRule(rank: number, suppliers: number): number {
  if (!Number.isInteger(rank) || !Number.isInteger(suppliers) || rank < 1 || rank > suppliers) {
    throw new InvalidValueError('INVALID_RANK', `${rank}/${suppliers}`);
  }
  // One division of whole numbers: exact for every share that a decimal can write, and never above 1.
  return (2 * (suppliers + 1 - rank)) / (suppliers * (suppliers + 1));
}
