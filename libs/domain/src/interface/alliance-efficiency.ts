import { finite } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';

/** A figure that two companies try to better together: lead time, stock, cost, share of good parts. */
export interface AllianceIndicator {
  readonly indicator: string;
  readonly better: 'LOWER' | 'HIGHER';
  /** Before the alliance, and now. */
  readonly baseline: number;
  readonly current: number;
}

export interface AllianceImprovement {
  readonly indicator: string;
  /** Change on the baseline in the good direction, 0.2 for a fifth better; undefined unless the baseline is above zero. */
  readonly improvement: number | undefined;
}

export interface AllianceEfficiency {
  readonly indicators: readonly AllianceImprovement[];
  /** Mean of the known improvements; undefined where none is known. */
  readonly improvement: number | undefined;
  /** Known indicators that are better than before, and worse. */
  readonly better: number;
  readonly worse: number;
}

/**
 * What working together brought, each indicator against its own baseline. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for figures that are none
 */
export function allianceEfficiency(indicators: readonly AllianceIndicator[]): AllianceEfficiency {
  const rows = indicators.map(({ indicator, better, baseline, current }): AllianceImprovement => {
    const change = (finite(current) - finite(baseline)) / baseline;
    const improvement = better === 'LOWER' ? 0 - change : change;
    return { indicator, improvement: baseline > 0 && Number.isFinite(improvement) ? improvement : undefined };
  });
  const known = rows.flatMap(({ improvement }) => improvement ?? []);
  return {
    indicators: rows,
    improvement: mean(known),
    better: known.filter((improvement) => improvement > 0).length,
    worse: known.filter((improvement) => improvement < 0).length,
  };
}
