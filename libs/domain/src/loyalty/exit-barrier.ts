import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';
import { divideRounded } from '../money/money.js';
import { mean } from '../statistics/descriptive.js';

/** How hard it is to replace us, as the customer sees it; each from 1 to 5, left out where not rated. */
export interface PurchasingRiskRatings {
  /** Standing of our brand. */
  readonly brand?: number;
  /** Quality of the cooperation so far. */
  readonly cooperation?: number;
  /** Openness of the channel between the two top managements. */
  readonly topChannel?: number;
}

/** Executive meetings held and agreed for the last 12 months. */
export interface ExecutiveCadence {
  readonly held: number;
  readonly agreed: number;
}

/**
 * Purchasing risk of leaving us, 0 to 100: the mean of the ratings and of the executive meetings held ÷ agreed (at most
 * 1), each brought to 0…1. Undefined where nothing is known. Mortise's own proposal. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a rating outside 1…5 or negative meetings
 */
export function purchasingRiskIndex(ratings: PurchasingRiskRatings, cadence?: ExecutiveCadence): number | undefined {
  const parts = [ratings.brand, ratings.cooperation, ratings.topChannel].flatMap((rating) => {
    if (rating === undefined) return [];
    if (!(rating >= 1 && rating <= 5)) throw new InvalidValueError('INVALID_NUMBER', rating);
    return [(rating - 1) / 4];
  });
  if (cadence !== undefined) {
    for (const meetings of [cadence.held, cadence.agreed])
      if (!(finite(meetings) >= 0)) throw new InvalidValueError('INVALID_NUMBER', meetings);
    if (cadence.agreed > 0) parts.push(Math.min(1, cadence.held / cadence.agreed));
  }
  const index = mean(parts);
  return index === undefined ? undefined : 100 * index;
}

/** What it would cost the customer to leave, in minor units of one currency; each at least 0. */
export interface SwitchingCosts {
  /** Approving and testing another supplier. */
  readonly requalificationMinor: MinorUnits;
  /** Tools, moulds and interfaces that fit only us. */
  readonly toolingMinor: MinorUnits;
  /** Rebate accrued so far that is lost on leaving. */
  readonly forfeitedRebateMinor: MinorUnits;
  /** Days of standstill while changing over, whole or not. */
  readonly downtimeDays: number;
  readonly downtimeCostPerDayMinor: MinorUnits;
}

export interface SwitchingCostSheet {
  readonly requalificationMinor: MinorUnits;
  readonly toolingMinor: MinorUnits;
  readonly forfeitedRebateMinor: MinorUnits;
  readonly downtimeMinor: MinorUnits;
  /** re-qualification + tooling + forfeited rebate + downtime. */
  readonly totalMinor: MinorUnits;
  /** Total ÷ what the customer buys from us in a year; undefined where it buys nothing or beyond number. */
  readonly inYearsOfPurchases: number | undefined;
  /** 0 to 100; 100 = the full barrier or more. Undefined where there is no such ratio. */
  readonly index: number | undefined;
}

/** A barrier worth half a year's purchases counts as full. Mortise's own proposal; configurable. */
export const FULL_SWITCHING_BARRIER = 0.5;

/**
 * Switching cost in money and as an index against a year's purchases. Downtime is rounded to the minor unit, half up;
 * everything else is exact. O(1).
 *
 * @param fullBarrier part of a year's purchases at which the index reaches 100, > 0
 * @throws InvalidValueError `INVALID_NUMBER` for an amount or a number of days below 0, or a barrier not above it
 */
export function switchingCost(
  costs: SwitchingCosts,
  annualPurchasesMinor: MinorUnits,
  fullBarrier = FULL_SWITCHING_BARRIER,
): SwitchingCostSheet {
  const { requalificationMinor, toolingMinor, forfeitedRebateMinor, downtimeDays, downtimeCostPerDayMinor } = costs;
  for (const amount of [requalificationMinor, toolingMinor, forfeitedRebateMinor, downtimeCostPerDayMinor])
    if (amount < 0n) throw new InvalidValueError('INVALID_NUMBER', amount);
  if (!(downtimeDays >= 0 && downtimeDays <= Number.MAX_SAFE_INTEGER))
    throw new InvalidValueError('INVALID_NUMBER', downtimeDays);
  if (!(finite(fullBarrier) > 0)) throw new InvalidValueError('INVALID_NUMBER', fullBarrier);
  const downtimeMinor = timesDays(downtimeCostPerDayMinor, downtimeDays);
  const totalMinor = requalificationMinor + toolingMinor + forfeitedRebateMinor + downtimeMinor;
  const years = annualPurchasesMinor > 0n ? Number(totalMinor) / Number(annualPurchasesMinor) : undefined;
  const known = years !== undefined && Number.isFinite(years);
  return {
    requalificationMinor,
    toolingMinor,
    forfeitedRebateMinor,
    downtimeMinor,
    totalMinor,
    inYearsOfPurchases: known ? years : undefined,
    index: known ? 100 * Math.min(1, years / fullBarrier) : undefined,
  };
}

/** Days to the millionth, so that the product is exact from there on. */
function timesDays(perDayMinor: MinorUnits, days: number): MinorUnits {
  const millionths = BigInt(Math.round(days * 1e6));
  return divideRounded(perDayMinor * millionths, 1_000_000n);
}

/**
 * Share of the items a customer buys from us that no other supplier offers it, in [0, 1]; undefined where it buys
 * nothing. An item counts once. O(items).
 */
export function uniqueItemShare(bought: readonly string[], offeredByOthers: ReadonlySet<string>): number | undefined {
  const items = new Set(bought);
  if (items.size === 0) return undefined;
  return [...items].filter((item) => !offeredByOthers.has(item)).length / items.size;
}
