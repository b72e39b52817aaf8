import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Share of false findings accepted in a one-off scan of many accounts. */
export const DEFAULT_FALSE_DISCOVERY_RATE = 0.1;

/**
 * Which of many p-values stand out when the expected share of false ones among them is to stay at `rate`: all up to the
 * largest p₍ᵢ₎ ≤ i·rate ÷ n (Benjamini & Hochberg 1995). For scans made once; what runs every night is held by the alarm
 * budget. In the order of the p-values. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a probability outside [0, 1]
 */
export function falseDiscoveryFindings(
  probabilities: readonly number[],
  rate: number = DEFAULT_FALSE_DISCOVERY_RATE,
): readonly boolean[] {
  for (const probability of [...probabilities, rate]) {
    if (!(probability >= 0 && probability <= 1)) throw new InvalidValueError('INVALID_NUMBER', probability);
  }
  const sorted = [...probabilities].sort((a, b) => a - b);
  const largest = sorted.findLast((probability, i) => probability <= ((i + 1) * rate) / sorted.length) ?? -1;
  return probabilities.map((probability) => probability <= largest);
}
