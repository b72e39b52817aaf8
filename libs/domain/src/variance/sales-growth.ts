import { addMonths, monthIndex, type Month, type MonthlyAmount } from '../calendar/month.js';
import { robustSlope } from '../statistics/rank.js';

export interface SalesGrowth {
  /** Growth per month from the Theil–Sen slope of log monthly sales, e^slope − 1; undefined of fewer than six months. */
  readonly monthlyGrowth: number | undefined;
  /** Sales of the last twelve months ÷ the twelve before − 1; undefined unless those were positive and a double holds it. */
  readonly yearOverYear: number | undefined;
  readonly months: number;
}

/** Months of sales below which no slope is given. */
export const LEAST_GROWTH_MONTHS = 6;

/** Months that a slope looks back on at most. */
export const MOST_GROWTH_MONTHS = 120;

/** Slopes are told apart up to e⁵ a month. */
const LARGEST_SLOPE = 5;

/**
 * Growth of an account's sales: a robust slope (Theil 1950, Sen 1968) of ln(sales + 1 % of the mean month), so that empty
 * months count and do not rule, and the year over the year before. Months without an entry are zero; months with more
 * returned than sold count as zero in the slope. Undefined without entries up to the month. O(entries + n²) for a series of n months.
 *
 * @param until the last month that counts; the series starts with the first entry, ten years before at the earliest
 * @throws InvalidValueError `INVALID_MONTH`
 */
export function salesGrowth(entries: readonly MonthlyAmount[], until: Month): SalesGrowth | undefined {
  const sums = new Map<number, bigint>();
  const end = monthIndex(until);
  for (const { month, amountMinor } of entries) {
    const index = monthIndex(month);
    if (index <= end) sums.set(index, (sums.get(index) ?? 0n) + amountMinor);
  }
  if (sums.size === 0) return undefined;
  const first = [...sums.keys()].reduce((least, index) => Math.min(least, index), end);
  const start = Math.max(first, end - MOST_GROWTH_MONTHS + 1);
  const series = Array.from({ length: end - start + 1 }, (_, i) => Number(sums.get(start + i) ?? 0n));
  const year = (last: Month): bigint => {
    const index = monthIndex(last);
    return [...sums].reduce(
      (total, [month, amount]) => (month > index - 12 && month <= index ? total + amount : total),
      0n,
    );
  };
  const [now, before] = [Number(year(until)), start <= end - 23 ? Number(year(addMonths(until, -12))) : 0];
  return {
    monthlyGrowth: growthOf(series),
    yearOverYear: before > 0 && Number.isFinite(now / before) ? now / before - 1 : undefined,
    months: series.length,
  };
}

function growthOf(series: readonly number[]): number | undefined {
  const sales = series.map((amount) => Math.max(0, amount));
  const typical = sales.reduce((total, amount) => total + amount, 0) / sales.length;
  if (sales.length < LEAST_GROWTH_MONTHS || !(typical > 0 && typical < Infinity)) return undefined;
  const slope = robustSlope(sales.map((amount) => Math.log(amount / typical + 0.01)));
  return slope === undefined ? undefined : Math.expm1(Math.max(-LARGEST_SLOPE, Math.min(LARGEST_SLOPE, slope)));
}
