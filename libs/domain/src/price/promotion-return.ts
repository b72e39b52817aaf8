import type { MinorUnits } from '../money/money.js';
import { fractionOf, rationalText } from './rational.js';

/** Margins and cost of a promotion over the same window, in minor units of one currency. */
export interface PromotionResult {
  /** Margin of the net uplift of the promoted items. */
  readonly upliftMarginMinor: MinorUnits;
  /** Margin lost on items bought less because of it, ≥ 0: the uplift of those items, negated. */
  readonly cannibalisedMarginMinor: MinorUnits;
  /** What it cost: discounts on baseline volume, material, fees; ≥ 0. */
  readonly costMinor: MinorUnits;
}

export interface PromotionReturn {
  /** uplift − cannibalised − cost. */
  readonly profitMinor: MinorUnits;
  /** profit ÷ cost with four decimals; undefined of a promotion that cost nothing. */
  readonly returnOnInvestment: string | undefined;
}

/** Return on a promotion: what it added after cannibalisation and cost, against the cost. Exact. O(1). */
export function promotionReturn(result: PromotionResult): PromotionReturn {
  const profitMinor = result.upliftMarginMinor - result.cannibalisedMarginMinor - result.costMinor;
  return {
    profitMinor,
    returnOnInvestment:
      result.costMinor === 0n ? undefined : rationalText(fractionOf(profitMinor, result.costMinor), 4),
  };
}
