import {
  costOfGoods,
  promotionDiscount,
  promotionMargins,
  type PromotionMechanic,
  promotionReturn,
  rationalText,
} from '@mortise/domain';
import type { Money } from '../../platform/graphql/money.type.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import type { PromotionReturn, PromotionReturnReason } from './promotion-card.types.js';
import { type Effect, lostOf, minorOf } from './promotion-effect.js';
import type { MeasuredPromotion, ScopeAccounts, WindowSales } from './promotion-sales.js';

/** What a promotion earned and cost, by the domain's formulas; what is not known is null and says why. */
export function promotionReturnOf(of: {
  readonly promotion: MeasuredPromotion;
  readonly held: ScopeAccounts;
  readonly effect: Effect;
  readonly loss: Effect;
  readonly window: { readonly promoted: WindowSales; readonly alike: WindowSales };
  readonly policy: PolicyVersion;
  readonly money: (minor: bigint) => Money;
}): PromotionReturn {
  const { promotion, held, effect, loss, window, policy, money } = of;
  const least = policy.document.value.minimumCostCoverage;
  const goods = costOfGoods(window.promoted, least);
  const alikeGoods = costOfGoods(window.alike, least);
  const discount = promotionDiscount({
    mechanic: promotion.mechanic as PromotionMechanic,
    ...(promotion.discountPercent === null ? {} : { discountPercent: promotion.discountPercent }),
    ...(promotion.buyQuantity === null ? {} : { buyQuantity: promotion.buyQuantity }),
    ...(promotion.freeQuantity === null ? {} : { freeQuantity: promotion.freeQuantity }),
  });
  const basis = {
    discount: discount === undefined ? null : rationalText(discount, 6),
    costCoverage: goods.coverage,
    estimated: goods.known && goods.estimated,
    policyVersion: policy.version,
  };
  const none = (reason: PromotionReturnReason): PromotionReturn => ({
    ...basis,
    reason,
    upliftMargin: null,
    cannibalisedMargin: null,
    cost: null,
    profit: null,
    profitLow: null,
    profitHigh: null,
    returnOnInvestment: null,
  });
  if (effect.uplift === null) return none('UPLIFT_UNKNOWN');
  if (loss.uplift === null && loss.reason !== 'NOTHING_ALIKE') return none('CANNIBALISATION_UNKNOWN');
  if (promotion.costMinor === null) return none('COST_NOT_TOLD');
  if (!held.whole && promotion.costMinor !== '0') return none('COST_OF_MORE_ACCOUNTS');
  if (discount === undefined) return none('DISCOUNT_NOT_TOLD');
  if (!goods.known) return none('COST_COVERAGE_LOW');
  const lost = lostOf(loss);
  if (lost.high > 0n && !alikeGoods.known) return none('COST_COVERAGE_LOW');
  const { expected, grossUplift, dip, netUplift, interval } = effect.uplift;
  /** With an uplift so much larger than measured, and so much lost on other goods. */
  const marginsAt = (more: number, lostMinor: bigint) =>
    promotionMargins({
      expectedMinor: minorOf(expected),
      grossUpliftMinor: minorOf(grossUplift + more),
      dipMinor: minorOf(dip),
      discount,
      promoted: { netMinor: window.promoted.netMinor, costMinor: goods.costMinor },
      otherCostMinor: BigInt(promotion.costMinor as string),
      cannibalised: {
        lostMinor,
        items: { netMinor: window.alike.netMinor, costMinor: alikeGoods.known ? alikeGoods.costMinor : 0n },
      },
    });
  const margins = marginsAt(0, lost.measured);
  const [worst, best] = [
    marginsAt(interval.lower - netUplift, lost.high),
    marginsAt(interval.upper - netUplift, lost.low),
  ];
  if (margins === undefined || worst === undefined || best === undefined) return none('NO_PROMOTED_SALES');
  const { profitMinor, returnOnInvestment } = promotionReturn(margins);
  return {
    ...basis,
    reason: null,
    upliftMargin: money(margins.upliftMarginMinor),
    cannibalisedMargin: money(margins.cannibalisedMarginMinor),
    cost: money(margins.costMinor),
    profit: money(profitMinor),
    profitLow: money(promotionReturn(worst).profitMinor),
    profitHigh: money(promotionReturn(best).profitMinor),
    returnOnInvestment: returnOnInvestment ?? null,
  };
}
