import { rollingSums, type Month, type MonthlyAmount } from '../calendar/month.js';
import { mean } from '../statistics/descriptive.js';
import { robustSlope } from '../statistics/rank.js';

/** Months without sales count as this part of the mean month, for zero has no logarithm. Mortise's own proposal. */
export const EMPTY_MONTH_PART = 0.01;

/** With fewer months than this there is no trend. */
export const MINIMUM_TREND_MONTHS = 6;

export interface SalesTrend {
  /** Growth per month as a part, e^slope − 1. */
  readonly monthlyGrowth: number;
  /** The same over twelve months, e^(12·slope) − 1. */
  readonly yearlyGrowth: number;
  /** Last twelve months ÷ the twelve before − 1; null before two years or where nothing was sold in the first. */
  readonly yearOnYear: number | null;
  readonly months: number;
  readonly monthsWithoutSales: number;
}

/**
 * Sales trend of an account: the Theil–Sen slope (Sen 1968) of the logarithm of monthly sales, which single wild months
 * do not move, and the change on the year before. Undefined of fewer than six months or without any sales. O(months²).
 *
 * @param months monthly sales in any order, of one currency; months between that are missing count as empty, net returns
 *   too
 * @param range the months that count, from the first to the last with an entry unless told; name the last complete
 *   month, so that the silence of an account that has stopped counts
 * @throws InvalidValueError `INVALID_MONTH` for months that are none
 */
export function salesTrend(
  months: readonly MonthlyAmount[],
  range: { readonly first?: Month; readonly last?: Month } = {},
): SalesTrend | undefined {
  const sales = rollingSums(months, { ...range, length: 1 }).map(({ amountMinor }) => amountMinor);
  const sold = sales.map((amount) => (amount > 0n ? Number(amount) : 0));
  const average = mean(sold);
  if (sold.length < MINIMUM_TREND_MONTHS || average === undefined || !(average > 0)) return undefined;
  const slope = robustSlope(sold.map((amount) => Math.log(Math.max(amount, EMPTY_MONTH_PART * average)))) as number;
  return {
    monthlyGrowth: Math.expm1(slope),
    yearlyGrowth: Math.expm1(12 * slope),
    yearOnYear: yearOnYear(sold),
    months: sold.length,
    monthsWithoutSales: sold.filter((amount) => amount === 0).length,
  };
}

function yearOnYear(sold: readonly number[]): number | null {
  if (sold.length < 24) return null;
  const total = (year: readonly number[]): number => year.reduce((sum, amount) => sum + amount, 0);
  const change = total(sold.slice(-12)) / total(sold.slice(-24, -12)) - 1;
  return Number.isFinite(change) ? change : null;
}
