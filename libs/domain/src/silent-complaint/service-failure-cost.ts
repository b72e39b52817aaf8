import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, standardDeviation } from '../statistics/descriptive.js';
import { normalInterval, type Interval } from '../statistics/interval.js';

/** Revenue of one account before and after a day, over windows of the same length. */
export interface RevenueAround {
  readonly segment: string;
  readonly beforeMinor: bigint;
  readonly afterMinor: bigint;
}

export interface ServiceFailureCost {
  /** Mean difference of log growth between accounts with a failure and their matches, back as a share; −0.2 is 20 % lost. */
  readonly relativeChange: number;
  /** 95 % interval by the normal approximation, from two matched accounts on. */
  readonly interval: Interval | undefined;
  /** Σ (after − before × growth of the matches): what the failures cost, negative is a loss, in minor units. */
  readonly costMinor: bigint;
  readonly matched: number;
  /** Accounts with a failure for which no comparable account was found, or without revenue before. */
  readonly unmatched: number;
}

/** Matches per account, and how many times larger or smaller before they may be; Mortise's own proposal, configurable. */
export const DEFAULT_MATCHING = { matches: 5, largestRatio: 4 } as const;

/** Days before and after a failure that are compared. */
export const SERVICE_FAILURE_WINDOW_DAYS = 90;

/**
 * Cost of poor service: change of revenue after a service failure against accounts of the same segment and the nearest
 * revenue before that had no failure. Growth is `ln((after + 1) ÷ (before + 1))`, credit balances as 0, so that neither
 * size nor a lost account breaks it. Undefined where nothing could be matched. O(f · u log u) for f failed and u others.
 *
 * @throws InvalidValueError `INVALID_LENGTH` unless matches is whole and ≥ 1, `INVALID_NUMBER` unless the ratio is ≥ 1
 */
export function serviceFailureCost(
  failed: readonly RevenueAround[],
  others: readonly RevenueAround[],
  { matches, largestRatio }: { readonly matches: number; readonly largestRatio: number } = DEFAULT_MATCHING,
): ServiceFailureCost | undefined {
  if (!Number.isInteger(matches) || matches < 1) throw new InvalidValueError('INVALID_LENGTH', matches);
  if (!(largestRatio >= 1)) throw new InvalidValueError('INVALID_NUMBER', largestRatio);
  const pairs = failed.flatMap((account) => {
    const size = logSize(account.beforeMinor);
    if (account.beforeMinor <= 0n) return [];
    const near = others
      .filter(({ segment, beforeMinor }) => segment === account.segment && beforeMinor > 0n)
      .map((other) => ({ growth: growth(other), distance: Math.abs(logSize(other.beforeMinor) - size) }))
      .filter(({ distance }) => distance <= Math.log(largestRatio))
      .sort((a, b) => a.distance - b.distance || a.growth - b.growth);
    const usual = mean(near.slice(0, matches).map((match) => match.growth));
    return usual === undefined ? [] : [{ account, usual, difference: growth(account) - usual }];
  });
  const differences = pairs.map(({ difference }) => difference);
  const [centre, deviation] = [mean(differences), standardDeviation(differences)];
  if (centre === undefined) return undefined;
  const spread = deviation === undefined ? undefined : normalInterval(centre, deviation / Math.sqrt(pairs.length));
  return {
    relativeChange: relative(centre),
    interval: spread === undefined ? undefined : { lower: relative(spread.lower), upper: relative(spread.upper) },
    costMinor: pairs.reduce((total, { account, usual }) => total + account.afterMinor - expected(account, usual), 0n),
    matched: pairs.length,
    unmatched: failed.length - pairs.length,
  };
}

/** before × e^usual, with nine digits of the factor. */
function expected({ beforeMinor }: RevenueAround, usual: number): bigint {
  return (beforeMinor * BigInt(Math.round(Math.exp(Math.min(usual, 300)) * 1e9))) / 1_000_000_000n;
}

function growth({ beforeMinor, afterMinor }: RevenueAround): number {
  return logSize(afterMinor) - logSize(beforeMinor);
}

function logSize(minor: bigint): number {
  return Math.log1p(Math.min(Number.MAX_VALUE, Math.max(0, Number(minor))));
}

/** A difference of logarithms as a share, within what a number can hold. */
function relative(difference: number): number {
  return Math.expm1(Math.min(700, difference));
}
