import { finite } from '../errors/invalid-value.error.js';

/**
 * Split-conformal probability of a sum as low as this one, p = (1 + #{earlier ≤ actual}) ÷ (n + 1) (Vovk, Gammerman &
 * Shafer 2005): no distribution is assumed, only that an ordinary period could stand at any place among the earlier
 * ones. In (0, 1]; 1 of no history. O(n).
 *
 * @param earlier sums of the same length
 * @throws InvalidValueError `INVALID_NUMBER` for values that are no numbers
 */
export function conformalProbability(actual: number, earlier: readonly number[]): number {
  finite(actual);
  return (1 + earlier.filter((each) => finite(each) <= actual).length) / (earlier.length + 1);
}
