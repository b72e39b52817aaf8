import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';

/**
 * Share of the total that the largest accounts hold; the number of accounts is rounded, at least one. Undefined unless
 * the total is positive and a double can hold it. O(n log n).
 *
 * @param values sales per account
 * @param accountShare in (0, 1]: 0.2 for the largest fifth
 * @throws InvalidValueError `INVALID_NUMBER` for values or a share that cannot be
 */
export function topShare(values: readonly number[], accountShare: number): number | undefined {
  if (!(accountShare > 0 && accountShare <= 1)) throw new InvalidValueError('INVALID_NUMBER', accountShare);
  const sorted = values.map(finite).sort((a, b) => b - a);
  const total = sum(sorted);
  if (!(total > 0 && total < Infinity)) return undefined;
  return sum(sorted.slice(0, Math.max(1, Math.round(accountShare * sorted.length)))) / total;
}

/**
 * Gini's coefficient of concentration: 0 where all accounts are alike, near 1 where one has all. Negative values count
 * as zero. Undefined unless the total is positive and a double can hold it. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a value that is not finite
 */
export function giniCoefficient(values: readonly number[]): number | undefined {
  const sorted = values.map((value) => Math.max(0, finite(value))).sort((a, b) => a - b);
  const total = sum(sorted);
  if (!(total > 0 && total < Infinity)) return undefined;
  const n = sorted.length;
  const weighted = sum(sorted.map((value, i) => ((2 * (i + 1) - n - 1) * value) / n));
  return Math.min(1, Math.max(0, weighted / total));
}
