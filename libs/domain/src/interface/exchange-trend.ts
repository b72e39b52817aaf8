import type { IsoDate } from '../calendar/date.js';
import { monthOf, rollingWindow, type Month } from '../calendar/month.js';
import type { BusinessFunction } from '../contact/code-lists.js';
import { FIVE_POINTS, onScale } from '../satisfaction/rating-scale.js';
import { mean } from '../statistics/descriptive.js';
import { robustSlope } from '../statistics/rank.js';
import type { ContactTopic } from './topic-mix.js';

/** A contact with what was talked about and how useful it was found. */
export interface RatedContact {
  readonly on: IsoDate;
  readonly contactId: string;
  readonly theirFunction: BusinessFunction;
  readonly topics?: readonly ContactTopic[];
  /** Quality from 1 to 5; left out where nobody rated it. */
  readonly rating?: number;
}

export interface ExchangeMonth {
  readonly month: Month;
  /** Quantity: contacts. */
  readonly contacts: number;
  /** People of the customer spoken with. */
  readonly people: number;
  /** Quality: mean rating 1…5; undefined where nothing was rated. */
  readonly quality: number | undefined;
  /** Range: distinct functions of the customer plus distinct topics. */
  readonly range: number;
}

/** Theil–Sen slopes per month. Undefined of fewer than two months with a value. */
export interface ExchangeTrends {
  readonly months: readonly ExchangeMonth[];
  readonly quantity: number | undefined;
  readonly people: number | undefined;
  /** Months without a rating are passed over, so the slope is per rated month. */
  readonly quality: number | undefined;
  readonly range: number | undefined;
}

/**
 * Quantity, quality and range of the exchange by month, with the trend of each: in a deep relationship more people talk,
 * and better, and about more. The order of the contacts does not matter. Mortise's own measure of range. O(n + months²).
 *
 * @param last the last complete month
 * @throws InvalidValueError `INVALID_NUMBER` for a rating outside 1…5, `INVALID_DATE`, `INVALID_MONTH`, `INVALID_LENGTH`
 */
export function exchangeTrends(contacts: readonly RatedContact[], last: Month, length = 12): ExchangeTrends {
  for (const { rating } of contacts) if (rating !== undefined) onScale(rating, FIVE_POINTS);
  const byMonth = new Map<Month, RatedContact[]>(rollingWindow(last, length).map((month) => [month, []]));
  for (const contact of contacts) byMonth.get(monthOf(contact.on))?.push(contact);
  const months = Array.from(byMonth, ([month, inside]) => exchangeOf(month, inside));
  return {
    months,
    quantity: robustSlope(months.map((month) => month.contacts)),
    people: robustSlope(months.map((month) => month.people)),
    quality: robustSlope(months.flatMap((month) => month.quality ?? [])),
    range: robustSlope(months.map((month) => month.range)),
  };
}

function exchangeOf(month: Month, inside: readonly RatedContact[]): ExchangeMonth {
  const functions = new Set(inside.map(({ theirFunction }) => theirFunction));
  const topics = new Set(inside.flatMap((contact) => contact.topics ?? []));
  const ratings = inside.flatMap(({ rating }) => rating ?? []).sort((a, b) => a - b);
  return {
    month,
    contacts: inside.length,
    people: new Set(inside.map(({ contactId }) => contactId)).size,
    quality: mean(ratings),
    range: functions.size + topics.size,
  };
}
