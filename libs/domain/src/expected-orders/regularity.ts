import { epochDay, type IsoDate } from '../calendar/date.js';
import { mean } from '../statistics/descriptive.js';

/** How regular the orders of a ledger are, in stages of an Erlang interval: 1 at random moments, ∞ by the clock. */
export interface Regularity {
  /** k, in [0, 1000]; below 1 where orders come in bursts. */
  readonly k: number;
  /** Accounts with the two intervals the estimate takes of each. */
  readonly accounts: number;
}

/** Intervals that hardly differ at all say no more than this. */
const HIGHEST = 1000;

/**
 * Regularity of Wheat & Morrison (1990): of two successive intervals of an account, the share M that is the first has,
 * under Erlang-k, variance 1 / (4(2k + 1)) around ½ whatever the account's pace; so k = (1 − 4v) / (8v) with
 * v = mean (M − ½)². Takes the two latest intervals of each account, so that all weigh the same. Undefined where no
 * account has three order days. O(n log n).
 *
 * @param histories order dates of each account, in any order and with repetitions
 * @throws InvalidValueError `INVALID_DATE`
 */
export function estimateRegularity(histories: Iterable<readonly IsoDate[]>): Regularity | undefined {
  const deviations: number[] = [];
  for (const dates of histories) {
    const days = [...new Set(dates.map(epochDay))].sort((a, b) => b - a);
    const [third, second, first] = days;
    if (first === undefined || second === undefined || third === undefined) continue;
    deviations.push(((second - first) / (third - first) - 0.5) ** 2);
  }
  const spread = mean(deviations);
  if (spread === undefined) return undefined;
  const k = spread === 0 ? HIGHEST : Math.min(HIGHEST, (1 - 4 * spread) / (8 * spread));
  return { k, accounts: deviations.length };
}
