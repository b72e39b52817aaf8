import type { MinorUnits } from '../money/money.js';
import type { PromotionResult } from './promotion-return.js';
import {
  addRational,
  fractionOf,
  multiplyRational,
  roundRational,
  subtractRational,
  type Rational,
} from './rational.js';

/** What goods sold for and what they cost, in minor units of one currency. */
export interface SoldGoods {
  readonly netMinor: MinorUnits;
  readonly costMinor: MinorUnits;
}

/** What a promotion did to sales, in minor units of one currency. */
export interface PromotionEffect {
  /** What would have been sold without it, at usual prices. */
  readonly expectedMinor: MinorUnits;
  /** Sales above that, at the promotion's prices. */
  readonly grossUpliftMinor: MinorUnits;
  /** Sales lost after it, ≥ 0, at usual prices. */
  readonly dipMinor: MinorUnits;
  /** Part of the usual price given away, from 0 to below 1. */
  readonly discount: Rational;
  /** What promoted goods sold for and cost while it ran. */
  readonly promoted: SoldGoods;
  /** What it took besides the discount: material, fees; ≥ 0. */
  readonly otherCostMinor: MinorUnits;
  /** Sales lost on other items because of it, ≥ 0, and what such items sell for and cost. */
  readonly cannibalised?: { readonly lostMinor: MinorUnits; readonly items: SoldGoods };
}

const ONE = fractionOf(1n);

/**
 * Margins and cost of a promotion, from what it did to sales. Discount d and margin m₁ of the promoted sales: customers
 * who would have bought anyway paid d less, which is a cost, d × expected; what was added, at the promotion's prices,
 * is uplift + d × expected and earns m₁; what is missed afterwards would have earned the usual margin
 * 1 − (1 − m₁)(1 − d). With exact figures the profit is what the goods earned less what they would have earned.
 * Undefined where promoted sales with a known cost, or those of cannibalised items, are not positive. Exact, rounded once
 * a figure, half away from zero. O(1).
 */
export function promotionMargins(effect: PromotionEffect): PromotionResult | undefined {
  const margin = marginOf(effect.promoted);
  const lost = effect.cannibalised;
  const lostMargin = lost === undefined || lost.lostMinor === 0n ? fractionOf(0n) : marginOf(lost.items);
  if (margin === undefined || lostMargin === undefined) return undefined;
  // More goods came back than would have been sold: nobody got a discount on that.
  const usual = effect.expectedMinor > 0n ? effect.expectedMinor : 0n;
  const givenAway = multiplyRational(effect.discount, fractionOf(usual));
  const added = multiplyRational(addRational(fractionOf(effect.grossUpliftMinor), givenAway), margin);
  const usualMargin = subtractRational(
    ONE,
    multiplyRational(subtractRational(ONE, margin), subtractRational(ONE, effect.discount)),
  );
  const missed = multiplyRational(fractionOf(effect.dipMinor), usualMargin);
  return {
    upliftMarginMinor: whole(subtractRational(added, missed)),
    cannibalisedMarginMinor: whole(multiplyRational(fractionOf(lost?.lostMinor ?? 0n), lostMargin)),
    costMinor: whole(givenAway) + effect.otherCostMinor,
  };
}

function marginOf({ netMinor, costMinor }: SoldGoods): Rational | undefined {
  return netMinor > 0n ? fractionOf(netMinor - costMinor, netMinor) : undefined;
}

function whole(value: Rational): bigint {
  return roundRational(value, 'HALF_AWAY');
}
