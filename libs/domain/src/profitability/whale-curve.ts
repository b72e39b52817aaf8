import { InvalidValueError } from '../errors/invalid-value.error.js';

/** A point of the curve: the most profitable accounts up to a share of all, and the share of total profit they bring. */
export interface WhalePoint {
  readonly accountShare: number;
  readonly profitShare: number;
}

export interface WhaleCurve {
  readonly accounts: number;
  readonly totalMinor: bigint;
  /** Accounts with a negative contribution ÷ accounts. */
  readonly lossMakingShare: number;
  /** The highest point; all accounts beyond it cost what they bring or more. */
  readonly peak: WhalePoint;
  /** One point per account, most profitable first; starts after the first account and ends at (1, 1). */
  readonly points: readonly WhalePoint[];
}

/**
 * Cumulative contribution of accounts, most profitable first, over the total (Kaplan & Narayanan 2001). Undefined unless
 * the total is positive: shares of nothing or of a loss mean nothing. Exact sums. O(n log n).
 *
 * @param contributionsMinor contribution of each account, in minor units (or any finer whole unit)
 */
export function whaleCurve(contributionsMinor: readonly bigint[]): WhaleCurve | undefined {
  const sorted = [...contributionsMinor].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
  const totalMinor = sorted.reduce((total, amount) => total + amount, 0n);
  if (totalMinor <= 0n) return undefined;
  let running = 0n;
  const points = sorted.map((amount, i) => {
    running += amount;
    return { accountShare: (i + 1) / sorted.length, profitShare: ratio(running, totalMinor) };
  });
  const earning = sorted.filter((amount) => amount > 0n).length;
  const losing = sorted.filter((amount) => amount < 0n).length;
  return {
    accounts: sorted.length,
    totalMinor,
    lossMakingShare: losing / sorted.length,
    peak: points[earning - 1] as WhalePoint,
    points,
  };
}

/**
 * Share of total profit that the most profitable accounts bring, whole accounts within that share only; undefined
 * where there is no curve. O(n log n).
 *
 * @param accountShare in [0, 1]: 0.2 for the best fifth
 * @throws InvalidValueError `INVALID_NUMBER` for a share outside [0, 1]
 */
export function topProfitShare(contributionsMinor: readonly bigint[], accountShare: number): number | undefined {
  if (!(accountShare >= 0 && accountShare <= 1)) throw new InvalidValueError('INVALID_NUMBER', accountShare);
  const curve = whaleCurve(contributionsMinor);
  if (curve === undefined) return undefined;
  return curve.points[Math.floor(accountShare * curve.accounts + 1e-9) - 1]?.profitShare ?? 0;
}

/** a ÷ b to twelve decimals without leaving whole numbers, so that no amount is too large. */
function ratio(a: bigint, b: bigint): number {
  return Number((a * 1_000_000_000_000n) / b) / 1e12;
}
