import { InvalidValueError } from '../errors/invalid-value.error.js';
import { normalQuantile } from './normal.js';

/** A closed interval, lower ≤ upper. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Half the width of a two-sided normal interval in standard errors, Φ⁻¹((1 + confidence) ÷ 2): 1.96 for 0.95. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a confidence outside (0, 1)
 */
export function intervalReach(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', confidence);
  return normalQuantile((1 + confidence) / 2);
}

/**
 * Centre ± z·standard error by the normal distribution. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a confidence outside (0, 1)
 */
export function normalInterval(centre: number, standardError: number, confidence = 0.95): Interval {
  const reach = intervalReach(confidence) * standardError;
  return { lower: centre - reach, upper: centre + reach };
}

/**
 * Wilson's score interval of a proportion (Wilson 1927); undefined of no trials. O(1).
 *
 * @param successes 0 … trials
 * @param trials how many cases were looked at
 * @param confidence probability that the interval covers the true proportion, in (0, 1)
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 ≤ successes ≤ trials < ∞, or for a confidence outside (0, 1)
 */
export function wilsonInterval(successes: number, trials: number, confidence = 0.95): Interval | undefined {
  if (!(successes >= 0 && successes <= trials && trials < Infinity))
    throw new InvalidValueError('INVALID_NUMBER', successes);
  const z = intervalReach(confidence);
  if (trials === 0) return undefined;
  // Numerator and denominator times the trials, so that very few of them divide nothing by nothing.
  const scale = trials + z ** 2;
  const centre = successes + z ** 2 / 2;
  const reach = z * Math.sqrt((successes / trials) * (trials - successes) + z ** 2 / 4);
  return { lower: Math.max(0, (centre - reach) / scale), upper: Math.min(1, (centre + reach) / scale) };
}
