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
  if (!(finite(tenantMedianIntervalDays) > 0)) throw new InvalidValueError('INVALID_NUMBER', tenantMedianIntervalDays);
  const days = orderDaysOf(orderDates);
  let orders = 0;
  return evaluationDays.map((date) => {
    const today = epochDay(date);
    while ((days[orders] ?? Infinity) <= today) orders += 1;
    const [first, last] = [days[0], days[orders - 1]];
    if (first === undefined || last === undefined) return undefined;
    return (today - last) / shrunkenInterval(orders - 1, last - first, tenantMedianIntervalDays);
  });
}
