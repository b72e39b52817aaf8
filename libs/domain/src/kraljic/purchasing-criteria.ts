import { finite } from '../errors/invalid-value.error.js';
import type { ScoredCriterion } from './kraljic.js';

/** Whether something else could do the job of what we supply. */
export const SUBSTITUTES = ['NONE', 'PARTIAL', 'FULL'] as const;
export type Substitutes = (typeof SUBSTITUTES)[number];

/** What the customer's purchasing would look at; leave out what is not known. */
export interface PurchasingFacts {
  /** Our category's part of their purchase cost, 0…1. */
  readonly costShare?: number;
  /** Effect on the quality of their product, and on their volume, each 0–100 as judged. */
  readonly qualityEffect?: number;
  readonly volumeEffect?: number;
  /** Suppliers they have qualified, us included. */
  readonly qualifiedSuppliers?: number;
  /** Months to bring a new supplier into series. */
  readonly switchingMonths?: number;
  readonly substitutes?: Substitutes;
}

/** Where each fact reaches its full score. Mortise's own proposal, configurable. */
export interface PurchasingScale {
  /** Part of purchase cost that scores 100. */
  readonly fullCostShare: number;
  /** Qualified suppliers from which supply is no risk. */
  readonly ampleSuppliers: number;
  /** Months of switching that score 100. */
  readonly fullSwitchingMonths: number;
  readonly substitutes: Readonly<Record<Substitutes, number>>;
}

export const DEFAULT_PURCHASING_SCALE: PurchasingScale = {
  fullCostShare: 0.1,
  ampleSuppliers: 5,
  fullSwitchingMonths: 12,
  substitutes: { NONE: 100, PARTIAL: 50, FULL: 0 },
};

/**
 * Criteria of profit impact: share of cost (linear to its full share), effect on quality and on volume. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a fact that is no number, or a scale that gives none
 */
export function profitImpactCriteria(
  { costShare, qualityEffect, volumeEffect }: PurchasingFacts,
  { fullCostShare }: PurchasingScale = DEFAULT_PURCHASING_SCALE,
): readonly ScoredCriterion[] {
  return [
    scored(costShare, (share) => (100 * share) / fullCostShare),
    scored(qualityEffect, (effect) => effect),
    scored(volumeEffect, (effect) => effect),
  ];
}

/**
 * Criteria of supply risk: a single source scores 100 and ample sources 0, the rest linear between. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a fact that is no number, or a scale that gives none
 */
export function supplyRiskCriteria(
  { qualifiedSuppliers, switchingMonths, substitutes }: PurchasingFacts,
  scale: PurchasingScale = DEFAULT_PURCHASING_SCALE,
): readonly ScoredCriterion[] {
  const { ampleSuppliers, fullSwitchingMonths } = scale;
  return [
    scored(qualifiedSuppliers, (count) => (100 * (ampleSuppliers - count)) / (ampleSuppliers - 1)),
    scored(switchingMonths, (months) => (100 * months) / fullSwitchingMonths),
    substitutes === undefined ? {} : { score: scale.substitutes[substitutes] },
  ];
}

function scored(value: number | undefined, score: (value: number) => number): ScoredCriterion {
  return value === undefined ? {} : { score: Math.min(100, Math.max(0, finite(score(finite(value))))) };
}
