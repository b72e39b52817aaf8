import { InvalidValueError } from '../errors/invalid-value.error.js';
import { normalQuantile } from './normal.js';

/** A closed interval, lower ≤ upper. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson's score interval of a proportion (Wilson 1927); undefined of no trials. O(1).
 *
 * @param successes 0 … trials
 * @param trials how many cases were looked at
 * @param confidence probability that the interval covers the true proportion, in (0, 1)
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 ≤ successes ≤ trials < ∞, or for a confidence that cannot be
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval | undefined {
  if (!(successes >= 0 && successes <= trials && trials < Infinity))
    throw new InvalidValueError('INVALID_NUMBER', successes);
  if (trials === 0) return undefined;
  const z = normalQuantile((1 + confidence) / 2);
  // Numerator and denominator times the trials, so that very few of them divide nothing by nothing.
  const scale = trials + z ** 2;
  const centre = successes + z ** 2 / 2;
  const reach = z * Math.sqrt((successes / trials) * (trials - successes) + z ** 2 / 4);
  return { lower: Math.max(0, (centre - reach) / scale), upper: Math.min(1, (centre + reach) / scale) };
}
