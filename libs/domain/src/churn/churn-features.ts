import { median, sum } from '../statistics/descriptive.js';
import type { AccountTrade, TradeDay } from './order-ledger.js';

/** What a model of loss looks at, all from invoices, all free of currency and size of the tenant. */
export const CHURN_FEATURES = [
  'DAYS_SINCE_ORDER',
  'GAP_RATIO',
  'ORDER_DAYS',
  'TENURE',
  'ORDER_INTERVAL',
  'INTERVAL_VARIATION',
  'LAST_INTERVAL',
  'RECENT_ORDERS',
  'NEWEST_ORDERS',
  'RECENT_SPEND',
  'NEWEST_SPEND',
  'ORDER_VALUE',
  'ORDER_VALUE_VARIATION',
  'LAST_ORDER_VALUE',
  'LINES_PER_ORDER',
  'RETURN_SHARE',
] as const;
export type ChurnFeature = (typeof CHURN_FEATURES)[number];

const PLACES: ReadonlyMap<ChurnFeature, number> = new Map(CHURN_FEATURES.map((feature, place) => [feature, place]));

/** A feature by its name, so that a stored model does not depend on the order of the features. O(1). */
export function featureOf(features: readonly number[], feature: ChurnFeature): number | undefined {
  return features[PLACES.get(feature) ?? -1];
}

/** What is usual at the tenant, as of a cut-off. */
export interface TenantTrade {
  /** Median over accounts of the mean days between order days. */
  readonly intervalDays: number;
  /** Median over accounts of the mean value of an order day. */
  readonly orderValue: number;
}

export interface TradeSummary {
  readonly days: readonly TradeDay[];
  /** Days with something sold. */
  readonly orders: readonly TradeDay[];
  readonly sold: number;
}

/** The trade of an account up to a day, included. O(days). */
export function tradeUntil({ days }: AccountTrade, cutOff: number): TradeSummary {
  const until = (days.at(-1)?.day ?? cutOff) <= cutOff ? days : days.filter(({ day }) => day <= cutOff);
  const orders = until.filter(({ sold }) => sold > 0);
  return { days: until, orders, sold: sum(orders.map((order) => order.sold)) };
}

/** Medians over the accounts with at least two order days; undefined where there is none. O(days + n log n). */
export function tenantTrade(trades: readonly TradeSummary[]): TenantTrade | undefined {
  const regular = trades.filter(({ orders }) => orders.length > 1);
  const intervalDays = median(regular.map(({ orders }) => span(orders) / (orders.length - 1)));
  const orderValue = median(regular.map(({ orders, sold }) => sold / orders.length));
  return intervalDays === undefined || orderValue === undefined ? undefined : { intervalDays, orderValue };
}

/**
 * The features of an account with at least one order day, in the order of {@link CHURN_FEATURES}. Rates of the recent
 * and the newest days are logarithms of actual over expected, with half an order added to both; the interval between
 * orders is shrunk to the tenant's median by two intervals. All finite. O(days).
 *
 * @param recentDays the length of "recent", usually the horizon; "newest" is a third of it
 */
export function churnFeatures(
  { days, orders, sold }: TradeSummary,
  tenant: TenantTrade,
  cutOff: number,
  recentDays: number,
): readonly number[] | undefined {
  const [first, last] = [orders[0], orders.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const n = orders.length;
  const tenure = Math.max(1, cutOff - first.day);
  const since = cutOff - last.day;
  const intervals = orders.slice(1).map(({ day }, i) => day - (orders[i] as TradeDay).day);
  const interval = Math.max(1, (span(orders) + 2 * tenant.intervalDays) / (n + 1));
  const value = sold / n;
  const rate = (length: number, of: (order: TradeDay) => number, usual: number): number => {
    const actual = totalSince(orders, cutOff - length, of);
    return Math.log((actual + usual / 2) / (usual * n * Math.min(1, length / tenure) + usual / 2));
  };
  const one = (): number => 1;
  const valueOf = (order: TradeDay): number => order.sold;
  const newestDays = Math.ceil(recentDays / 3);
  const returned = sum(days.map((day) => day.returned));
  return [
    Math.log1p(since),
    Math.log1p(since / interval),
    Math.log(n),
    Math.log1p(tenure),
    Math.log(interval),
    variation(intervals),
    Math.log((1 + (intervals.at(-1) ?? interval)) / (1 + interval)),
    rate(recentDays, one, 1),
    rate(newestDays, one, 1),
    rate(recentDays, valueOf, value),
    rate(newestDays, valueOf, value),
    Math.log(value / tenant.orderValue),
    variation(orders.map(valueOf)),
    Math.log((last.sold + value / 2) / (1.5 * value)),
    Math.log1p(sum(orders.map(({ lines }) => lines)) / n),
    Math.min(1, returned / sold),
  ];
}

/** From the newest order back, as only they are wanted. */
function totalSince(orders: readonly TradeDay[], day: number, of: (order: TradeDay) => number): number {
  let total = 0;
  for (let i = orders.length - 1; i >= 0; i--) {
    const order = orders[i] as TradeDay;
    if (order.day <= day) break;
    total += of(order);
  }
  return total;
}

function span(orders: readonly TradeDay[]): number {
  return (orders.at(-1) as TradeDay).day - (orders[0] as TradeDay).day;
}

/** Standard deviation ÷ mean of positive values, 0 of fewer than two, at most 5. */
function variation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = sum(values) / values.length;
  const spread = sum(values.map((value) => (value / centre - 1) ** 2));
  return Math.min(5, Math.sqrt(spread / (values.length - 1)));
}
