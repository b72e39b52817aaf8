import { checkedWeight } from '../statistics/weight.js';

/**
 * Weights brought near 1 by a common power of two, so that their sums stay numbers at any size and lose no digit; all 0
 * where none weighs anything. O(n). Throws `INVALID_WEIGHT` for a weight below 0 or not finite.
 */
export function scaledWeights(weights: readonly number[]): readonly number[] {
  const heaviest = weights.reduce((most, weight) => Math.max(most, checkedWeight(weight)), 0);
  const scale = heaviest > 0 ? 2 ** Math.floor(Math.log2(heaviest)) : 1;
  return weights.map((weight) => weight / scale);
}
