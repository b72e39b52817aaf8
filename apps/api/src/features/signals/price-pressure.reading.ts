import { type IsoDate, pricePressure, type PricePressureRule } from '@mortise/domain';
import { type CategoryMonths, endOfMonths } from './category-months.js';
import type { SignalReading } from './signal-source.js';

/** An account that gets deeper discounts than it used to, told of lines with a list price alone; null where it does not. */
export function pricePressureReading(
  categories: readonly CategoryMonths[],
  asOf: IsoDate,
  rule: PricePressureRule,
): SignalReading | null {
  const months = rule.recentMonths + rule.usualMonths;
  const [list, listed] = [new Array<number>(months).fill(0), new Array<number>(months).fill(0)];
  for (const category of categories) {
    category.monthsAgo.forEach((ago, i) => {
      const atList = category.list[i] as number;
      if (ago > months || atList <= 0) return;
      list[months - ago] = (list[months - ago] as number) + atList;
      listed[months - ago] = (listed[months - ago] as number) + (category.listed[i] as number);
    });
  }
  if (list.every((month) => month === 0)) return null;
  const history = list.map((each, i) => ({ listMinor: BigInt(each), netMinor: BigInt(listed[i] as number) }));
  const found = pricePressure(history, rule);
  if (!found?.alarm) return null;
  const { score, threshold, recentDiscount, usualDiscount } = found;
  const until = endOfMonths(asOf);
  return {
    kind: 'PRICE_PRESSURE',
    grade: 'WATCH',
    score,
    threshold,
    ratio: score / threshold,
    basis: `prices-until:${until}`,
    explanation: { asOf, until, recentDiscount, usualDiscount, months: found.months },
    sources: ['account_category_month'],
  };
}
