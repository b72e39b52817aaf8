import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { compareText } from '../text/compare-text.js';

/** What moves a customer's demand. */
export const DEMAND_MOVEMENTS = [
  'PRODUCT_MIX',
  'CHANNEL_STRUCTURE',
  'PERSONNEL',
  'SUB_CUSTOMER_ORDERS',
  'INVENTORY',
  'CAPITAL_TURNOVER',
  'COMPETITORS',
  'PROFIT_TARGET',
] as const;
export type DemandMovementKind = (typeof DEMAND_MOVEMENTS)[number];

/** What was seen of one kind on a day: a figure or a text. */
export interface DemandObservation {
  readonly kind: DemandMovementKind;
  readonly on: IsoDate;
  readonly value: number | string;
}

export interface DemandChange {
  readonly kind: DemandMovementKind;
  readonly on: IsoDate;
  readonly from: number | string;
  readonly to: number | string;
  /** (to − from) ÷ |from|; null for texts and from zero. */
  readonly relative: number | null;
}

/** Change of a figure from which it is told: Mortise's own proposal, configurable. */
export const DEFAULT_LEAST_CHANGE = 0.1;

/**
 * Changes between successive observations of each kind, newest first; figures only when they changed by at least a
 * share, of several on one day in the order of the kinds. Rows in any order. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`, or `INVALID_NUMBER` for a figure that is not finite
 */
export function demandChanges(
  observations: readonly DemandObservation[],
  leastChange = DEFAULT_LEAST_CHANGE,
): readonly DemandChange[] {
  const sorted = observations.map((observation) => ({ ...observation, day: epochDay(observation.on) }));
  const place = ({ kind }: DemandObservation): number => DEMAND_MOVEMENTS.indexOf(kind);
  sorted.sort((a, b) => a.day - b.day || place(a) - place(b) || compareText(String(a.value), String(b.value)));
  const latest = new Map<DemandMovementKind, number | string>();
  const changes: DemandChange[] = [];
  for (const { kind, on, value } of sorted) {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new InvalidValueError('INVALID_NUMBER', value);
    const from = latest.get(kind);
    latest.set(kind, value);
    if (from === undefined || from === value) continue;
    const relative = relativeChange(from, value);
    if (relative !== null && Math.abs(relative) < leastChange) latest.set(kind, from);
    else changes.push({ kind, on, from, to: value, relative });
  }
  return changes.reverse();
}

function relativeChange(from: number | string, to: number | string): number | null {
  if (typeof from !== 'number' || typeof to !== 'number' || from === 0) return null;
  const change = (to - from) / Math.abs(from);
  return Number.isFinite(change) ? change : null;
}

/** A customer's stock and what went out of it, as they were seen last. */
export interface ObservedStock<Observation extends DemandObservation = DemandObservation> {
  /** The newer of the two days on which they were seen. */
  readonly on: IsoDate;
  readonly quantity: number;
  /** What sub-customers have ordered within `days`. */
  readonly offtake: number;
  readonly days: number;
  /** Which observations say so. */
  readonly seen: { readonly stock: Observation; readonly orders: Observation };
}

/**
 * The newest stock, and the newest orders of sub-customers, which count for the days since those before them were seen:
 * that nobody tells the same orders twice is Mortise's own assumption. Undefined unless a stock and the orders of two days
 * are told in figures that are not negative. Rows in any order. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function observedStock<Observation extends DemandObservation>(
  observations: readonly Observation[],
): ObservedStock<Observation> | undefined {
  const figures = observations.flatMap((seen) => {
    const { kind, on, value } = seen;
    const told = typeof value === 'number' && value >= 0 && Number.isFinite(value);
    return told ? [{ kind, seen, value, day: epochDay(on) }] : [];
  });
  figures.sort((a, b) => b.day - a.day);
  const stock = figures.find(({ kind }) => kind === 'INVENTORY');
  const orders = figures.find(({ kind }) => kind === 'SUB_CUSTOMER_ORDERS');
  const before = figures.find(({ kind, day }) => kind === 'SUB_CUSTOMER_ORDERS' && orders && day < orders.day);
  if (stock === undefined || orders === undefined || before === undefined) return undefined;
  return {
    on: (stock.day > orders.day ? stock : orders).seen.on,
    quantity: stock.value,
    offtake: orders.value,
    days: orders.day - before.day,
    seen: { stock: stock.seen, orders: orders.seen },
  };
}

/**
 * Days that a customer's stock lasts: stock ÷ daily offtake, both in one unit. Undefined without offtake, as it then
 * lasts for ever. O(1).
 *
 * @param offtake what went out in the period
 * @param days length of the period
 * @throws InvalidValueError `INVALID_NUMBER` for negative figures, `INVALID_LENGTH` unless days > 0
 */
export function stockCoverDays(stock: number, offtake: number, days: number): number | undefined {
  for (const figure of [stock, offtake]) {
    if (!(figure >= 0 && Number.isFinite(figure))) throw new InvalidValueError('INVALID_NUMBER', figure);
  }
  if (!(days > 0 && Number.isFinite(days))) throw new InvalidValueError('INVALID_LENGTH', days);
  const cover = (stock / offtake) * days;
  return offtake === 0 || !Number.isFinite(cover) ? undefined : cover;
}
