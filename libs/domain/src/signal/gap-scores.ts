import { epochDay, type IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { shrunkenInterval } from './order-gap.js';
import { orderDaysOf } from './order-history.js';

/**
 * The order-gap ratio of an account on each of many days, as `orderGap` would have given it then: days since the last
 * order ÷ the interval expected from the orders up to that day. Undefined before the first order. O(orders + days).
 *
 * @param evaluationDays ascending
 * @param tenantMedianIntervalDays m
 * @throws InvalidValueError `INVALID_NUMBER` unless m is above zero
 */
export function gapScores(
  orderDates: readonly IsoDate[],
  evaluationDays: readonly IsoDate[],
  tenantMedianIntervalDays: number,
): readonly (number | undefined)[] {
  return gapScoresOnDays(orderDaysOf(orderDates), evaluationDays.map(epochDay), tenantMedianIntervalDays);
}

/** {@link gapScores} of days since 1970-01-01: of orders, in ascending order and each once, and of evaluations, ascending. */
export function gapScoresOnDays(
  days: readonly number[],
  evaluationDays: readonly number[],
  tenantMedianIntervalDays: number,
): readonly (number | undefined)[] {
  if (!(finite(tenantMedianIntervalDays) > 0)) throw new InvalidValueError('INVALID_NUMBER', tenantMedianIntervalDays);
  let orders = 0;
  return evaluationDays.map((today) => {
    while ((days[orders] ?? Infinity) <= today) orders += 1;
    const [first, last] = [days[0], days[orders - 1]];
    if (first === undefined || last === undefined) return undefined;
    return (today - last) / shrunkenInterval(orders - 1, last - first, tenantMedianIntervalDays);
  });
}
