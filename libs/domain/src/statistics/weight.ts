import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from './descriptive.js';

/**
 * The weight itself when it lies in 0 … `most`; any finite one unless told. O(1).
 *
 * @throws InvalidValueError `INVALID_WEIGHT`
 */
export function checkedWeight(weight: number, most: number = Number.MAX_VALUE): number {
  if (!(weight >= 0 && weight <= most)) throw new InvalidValueError('INVALID_WEIGHT', weight);
  return weight;
}

/**
 * Sum of weights of which at least one counts. O(n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a weight below 0 or not finite, or where none is above 0 or the sum is no
 *   number any more
 */
export function totalWeight(weights: readonly number[]): number {
  const total = sum(weights.map((weight) => checkedWeight(weight)));
  if (!(total > 0 && total < Infinity)) throw new InvalidValueError('INVALID_WEIGHT', total);
  return total;
}

/**
 * The weight of the newest value in an exponentially weighted mean, when it lies in (0, 1]. O(1).
 *
 * @throws InvalidValueError `INVALID_WEIGHT`
 */
export function smoothingWeight(weight: number): number {
  if (!(weight > 0 && weight <= 1)) throw new InvalidValueError('INVALID_WEIGHT', weight);
  return weight;
}
