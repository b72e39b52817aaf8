import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { stockCoverDays } from '../customer-file/demand-movement.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';

/** What a customer can be warned of. */
export const ADVISORY_KINDS = [
  'STOCK_CEILING',
  'CASH_COLLECTION_CYCLE',
  'SUB_CUSTOMER_CHANGE',
  'NATURAL_ENVIRONMENT',
  'MACRO_POLICY',
] as const;
export type AdvisoryKind = (typeof ADVISORY_KINDS)[number];

export interface AdvisoryRule {
  /** Days of stock above which a customer holds too much. */
  readonly stockCoverDays: number;
  /** Days by which a customer's own collection has slowed down. */
  readonly collectionDriftDays: number;
}

/** Ninety days of stock, ten days slower: Mortise's own proposal, configurable. */
export const DEFAULT_ADVISORY_RULE: AdvisoryRule = { stockCoverDays: 90, collectionDriftDays: 10 };

/** A customer's own figures, as far as they are known. */
export interface AdvisoryFacts {
  readonly stock?: { readonly quantity: number; readonly offtake: number; readonly days: number };
  /** The customer's days sales outstanding, oldest first. */
  readonly collectionDays?: readonly number[];
}

/** A figure that a kind of advisory rests on, against its limit; both in days. */
export interface MeasuredAdvisory {
  readonly kind: 'STOCK_CEILING' | 'CASH_COLLECTION_CYCLE';
  readonly measured: number;
  readonly limit: number;
}

/** The limit of each figure that advisories rest on, in days. */
export function advisoryLimits(rule: AdvisoryRule): Readonly<Record<MeasuredAdvisory['kind'], number>> {
  return { STOCK_CEILING: rule.stockCoverDays, CASH_COLLECTION_CYCLE: rule.collectionDriftDays };
}

/**
 * What of a customer's own figures could be warned of, also where it is within its limit: days of stock, and by how many
 * days the newest collection period is longer than the oldest (with one period alone there is none).
 *
 * @throws InvalidValueError `INVALID_NUMBER`, `INVALID_LENGTH` for figures that cannot be
 */
export function advisoryFigures(
  { stock, collectionDays = [] }: AdvisoryFacts,
  rule: AdvisoryRule = DEFAULT_ADVISORY_RULE,
): readonly MeasuredAdvisory[] {
  const cover = stock === undefined ? undefined : stockCoverDays(stock.quantity, stock.offtake, stock.days);
  const periods = collectionDays.map(finite);
  const [first, last] = [periods[0], periods.length > 1 ? periods.at(-1) : undefined];
  const drift = first === undefined || last === undefined ? undefined : finite(last - first);
  const limits = advisoryLimits(rule);
  return (
    [
      ['STOCK_CEILING', cover],
      ['CASH_COLLECTION_CYCLE', drift],
    ] as const
  ).flatMap(([kind, measured]) => (measured === undefined ? [] : [{ kind, measured, limit: limits[kind] }]));
}

/**
 * The advisories that a customer's own figures suggest; the other kinds are written by people, all are approved by one.
 *
 * @throws InvalidValueError `INVALID_NUMBER`, `INVALID_LENGTH` for figures that cannot be
 */
export function suggestAdvisories(
  facts: AdvisoryFacts,
  rule: AdvisoryRule = DEFAULT_ADVISORY_RULE,
): readonly MeasuredAdvisory[] {
  return advisoryFigures(facts, rule).filter(({ measured, limit }) => measured > limit);
}

/** Whether a holiday can be supplied: stock plus inbound less the forecast, ≥ 0 when covered. Throws `INVALID_NUMBER`. */
export function holidayCover(facts: { readonly stock: number; readonly inbound: number; readonly forecast: number }): {
  readonly covered: boolean;
  readonly surplus: number;
} {
  const surplus = finite(finite(facts.stock) + finite(facts.inbound) - finite(facts.forecast));
  return { covered: surplus >= 0, surplus };
}

/** Weeks before a peak at which it is talked over with the customer: Mortise's own proposal, configurable. */
export const SEASON_LEAD_WEEKS = 8;

/** The day by which to talk over the next peak. O(1). */
export function seasonPlanningDay(peakStarts: IsoDate, leadWeeks: number = SEASON_LEAD_WEEKS): IsoDate {
  if (!Number.isInteger(leadWeeks) || leadWeeks < 0) throw new InvalidValueError('INVALID_LENGTH', leadWeeks);
  return dateOfEpochDay(epochDay(peakStarts) - 7 * leadWeeks);
}

/** A lot on stock and what is asked of it. */
export interface StockLot {
  readonly lot: string;
  readonly producedOn: IsoDate;
  readonly quantity: number;
}

export interface SupplyRequest {
  readonly accountId: string;
  /** 1 is served first. */
  readonly priority: number;
  readonly quantity: number;
}

export interface LotAllocation {
  readonly accountId: string;
  readonly lot: string;
  readonly quantity: number;
}

/**
 * Who gets which lot: accounts by priority, each from the newest lot on. Requests of the same priority and lots of the
 * same day keep their order. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a quantity below 0
 */
export function allocateNewestFirst(
  lots: readonly StockLot[],
  requests: readonly SupplyRequest[],
): { readonly allocations: readonly LotAllocation[]; readonly short: readonly SupplyRequest[] } {
  const shelf = [...lots]
    .sort((a, b) => epochDay(b.producedOn) - epochDay(a.producedOn))
    .map(({ lot, quantity }) => ({ lot, left: checked(quantity) }));
  const allocations: LotAllocation[] = [];
  const short: SupplyRequest[] = [];
  let place = 0;
  for (const request of [...requests].sort((a, b) => finite(a.priority) - finite(b.priority))) {
    let open = checked(request.quantity);
    for (let at = shelf[place]; at !== undefined && open > 0; at = shelf[place]) {
      const quantity = Math.min(open, at.left);
      if (quantity > 0) allocations.push({ accountId: request.accountId, lot: at.lot, quantity });
      at.left -= quantity;
      open -= quantity;
      if (at.left <= 0) place += 1;
    }
    if (open > 0) short.push({ ...request, quantity: open });
  }
  return { allocations, short };
}

function checked(quantity: number): number {
  if (finite(quantity) < 0) throw new InvalidValueError('INVALID_NUMBER', quantity);
  return quantity;
}
