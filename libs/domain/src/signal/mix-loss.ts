import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';
import { compareText } from '../text/compare-text.js';

/** What an account bought of one product category, in minor units of one currency. */
export interface CategorySales {
  readonly category: string;
  /** In the months that show what is usual. */
  readonly usualMinor: MinorUnits;
  /** In the months that are judged. */
  readonly recentMinor: MinorUnits;
}

export interface MixLossRule {
  readonly usualMonths: number;
  readonly recentMonths: number;
  /** Part of the usual purchases, at today's volume, whose loss is a signal. */
  readonly threshold: number;
  /** A category is named when it has lost at least this part of what it would have had. */
  readonly fadedPart: number;
}

/** A year against the last quarter; a signal when more than 15 % of the purchases have moved away. Mortise's own proposal. */
export const DEFAULT_MIX_LOSS: MixLossRule = { usualMonths: 12, recentMonths: 3, threshold: 0.15, fadedPart: 0.5 };

/** A category that an account buys less of than of the others, or no longer. */
export interface LostCategory {
  readonly category: string;
  readonly state: 'STOPPED' | 'FADED';
  /** Part of the whole loss, 0…1. */
  readonly share: number;
}

export interface MixLoss {
  /** Part of the usual purchases, at today's volume, that has gone, 0…1. */
  readonly loss: number;
  readonly threshold: number;
  readonly alarm: boolean;
  /** The largest loss first. */
  readonly lost: readonly LostCategory[];
}

/**
 * Mix loss: categories that slip away while the account as a whole may still buy. Each category is expected at its usual
 * pace × the volume of the whole account today (at most 1, so that growth elsewhere makes no loss, and a decline of
 * everything alike is none); loss = Σ max(0, expected − recent) ÷ Σ expected. Mortise's own proposal. Undefined where
 * nothing was usual or nothing is bought any more, which the order detectors see. O(n log n).
 *
 * @param sales one row per category; net returns count as nothing bought
 * @throws InvalidValueError `INVALID_LENGTH` for months that are none
 */
export function mixLoss(sales: readonly CategorySales[], rule: MixLossRule = DEFAULT_MIX_LOSS): MixLoss | undefined {
  const pace = months(rule.recentMonths) / months(rule.usualMonths);
  const rows = sales.map(({ category, usualMinor, recentMinor }) => ({
    category,
    expected: bought(usualMinor) * pace,
    recent: bought(recentMinor),
  }));
  const expected = rows.reduce((sum, row) => sum + row.expected, 0);
  const volume = Math.min(1, rows.reduce((sum, row) => sum + row.recent, 0) / expected);
  if (!(expected > 0 && volume > 0 && Number.isFinite(expected))) return undefined;
  const losses = rows.map((row) => ({ ...row, lost: Math.max(0, volume * row.expected - row.recent) }));
  const total = losses.reduce((sum, { lost }) => sum + lost, 0);
  const loss = Math.min(1, total / (volume * expected));
  return {
    loss,
    threshold: finite(rule.threshold),
    alarm: loss > rule.threshold,
    lost: losses
      .filter((row) => row.lost > 0 && row.lost >= rule.fadedPart * volume * row.expected)
      .sort((a, b) => b.lost - a.lost || compareText(a.category, b.category))
      .map(({ category, recent, lost }) => ({
        category,
        state: recent > 0 ? 'FADED' : 'STOPPED',
        share: lost / total,
      })),
  };
}

function bought(minor: MinorUnits): number {
  return minor > 0n ? Number(minor) : 0;
}

function months(count: number): number {
  if (!Number.isInteger(count) || count < 1) throw new InvalidValueError('INVALID_LENGTH', count);
  return count;
}
