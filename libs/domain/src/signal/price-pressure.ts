import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import type { MinorUnits } from '../money/money.js';
import { median, medianAbsoluteDeviation } from '../statistics/descriptive.js';
import { MAD_TO_SIGMA } from './robust-level.js';

/** What an account bought in one month at list price, and what it paid after discounts. */
export interface MonthlyPrices {
  readonly listMinor: MinorUnits;
  readonly netMinor: MinorUnits;
}

export interface PricePressureRule {
  /** Months that are judged. */
  readonly recentMonths: number;
  /** Months before them that show what is usual. */
  readonly usualMonths: number;
  /** With fewer months of trade than this nothing is said. */
  readonly minimumMonths: number;
  /** Robust standard deviations above the usual discount that are a signal. */
  readonly threshold: number;
  /** The discount must also have risen by this part of the list price. */
  readonly minimumRise: number;
}

/** The last quarter against the year before: three deviations and two points of list price. Mortise's own proposal. */
export const DEFAULT_PRICE_PRESSURE: PricePressureRule = {
  recentMonths: 3,
  usualMonths: 12,
  minimumMonths: 6,
  threshold: 3,
  minimumRise: 0.02,
};

/**
 * Half a point of list price added to every spread, so that a constant discount is not judged by the cent; three of them
 * are less than the minimum rise, which decides there.
 */
const SPREAD_FLOOR = 0.005;

export interface PricePressure {
  /** Robust standard deviations of the recent discount above the usual one. */
  readonly score: number;
  readonly threshold: number;
  readonly alarm: boolean;
  /** 1 − net ÷ list of the recent months together. */
  readonly recentDiscount: number;
  /** Median of the monthly discounts before. */
  readonly usualDiscount: number;
  /** Months of trade it rests on. */
  readonly months: number;
}

/**
 * Price pressure: the account gets deeper discounts than it used to, z = (recent − median) ÷ (1.4826·MAD + ½ point), an
 * alarm above the threshold if the discount also rose by the minimum. Mortise's own proposal. Undefined where there is
 * too little trade to compare. O(n log n).
 *
 * @param history months up to the judged one, oldest first; months without trade at list price are passed over
 * @throws InvalidValueError `INVALID_LENGTH` for months that are none
 */
export function pricePressure(
  history: readonly MonthlyPrices[],
  rule: PricePressureRule = DEFAULT_PRICE_PRESSURE,
): PricePressure | undefined {
  for (const months of [rule.recentMonths, rule.usualMonths, rule.minimumMonths]) {
    if (!Number.isInteger(months) || months < 1) throw new InvalidValueError('INVALID_LENGTH', months);
  }
  const recentDiscount = discountOf(history.slice(-rule.recentMonths));
  const usual = history
    .slice(-rule.recentMonths - rule.usualMonths, -rule.recentMonths)
    .flatMap((month) => discountOf([month]) ?? []);
  const [usualDiscount, deviation] = [median(usual), medianAbsoluteDeviation(usual)];
  if (recentDiscount === undefined || usualDiscount === undefined || deviation === undefined) return undefined;
  if (usual.length < rule.minimumMonths) return undefined;
  const rise = recentDiscount - usualDiscount;
  const score = rise / (MAD_TO_SIGMA * deviation + SPREAD_FLOOR);
  return {
    score,
    threshold: finite(rule.threshold),
    alarm: score > rule.threshold && rise >= finite(rule.minimumRise),
    recentDiscount,
    usualDiscount,
    months: usual.length,
  };
}

/** Discount of the months together; undefined where nothing was bought at list price. Above list price it is negative. */
function discountOf(months: readonly MonthlyPrices[]): number | undefined {
  const list = months.reduce((sum, month) => sum + month.listMinor, 0n);
  const net = months.reduce((sum, month) => sum + month.netMinor, 0n);
  if (list <= 0n) return undefined;
  const discount = Number(list - net) / Number(list);
  return Number.isFinite(discount) ? discount : undefined;
}
