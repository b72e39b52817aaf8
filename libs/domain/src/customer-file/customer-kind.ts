import { daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** From a prospect to a loyal customer, by what was ordered. */
export const CUSTOMER_KINDS = ['PROSPECT', 'ONE_TIME', 'REPEAT', 'LONG_TERM', 'LOYAL'] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

/** Orders of an account up to a day; null dates where there is none. */
export interface OrderRecord {
  readonly firstOrder: IsoDate | null;
  readonly lastOrder: IsoDate | null;
  /** Days with an order. */
  readonly orderDays: number;
}

export interface CustomerKindPolicy {
  /** Order days and days between first and last order that make a long-term customer. */
  readonly longTerm: { readonly orderDays: number; readonly spanDays: number };
  readonly loyal: { readonly orderDays: number; readonly spanDays: number };
  /** Longest silence, in days, of a loyal customer. */
  readonly loyalSilenceDays: number;
}

/** Mortise's own proposal, configurable. */
export const DEFAULT_CUSTOMER_KIND_POLICY: CustomerKindPolicy = {
  longTerm: { orderDays: 4, spanDays: 365 },
  loyal: { orderDays: 12, spanDays: 1_095 },
  loyalSilenceDays: 365,
};

/**
 * The kind of customer by repeat count and span: no order, one order day, several, several over a year, many over three
 * years and still buying. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless order days are whole, ≥ 0 and agree with the dates; `INVALID_DATE`
 */
export function customerKind(
  { firstOrder, lastOrder, orderDays }: OrderRecord,
  asOf: IsoDate,
  { longTerm, loyal, loyalSilenceDays }: CustomerKindPolicy = DEFAULT_CUSTOMER_KIND_POLICY,
): CustomerKind {
  const span = firstOrder === null || lastOrder === null ? undefined : daysBetween(firstOrder, lastOrder);
  if (!Number.isInteger(orderDays) || !agrees(orderDays, span) || (firstOrder === null) !== (lastOrder === null)) {
    throw new InvalidValueError('INVALID_NUMBER', orderDays);
  }
  if (span === undefined || lastOrder === null) return 'PROSPECT';
  if (orderDays === 1) return 'ONE_TIME';
  const reaches = (least: { readonly orderDays: number; readonly spanDays: number }): boolean => {
    return orderDays >= least.orderDays && span >= least.spanDays;
  };
  if (reaches(loyal) && daysBetween(lastOrder, asOf) <= loyalSilenceDays) return 'LOYAL';
  return reaches(longTerm) ? 'LONG_TERM' : 'REPEAT';
}

/** Without a date there was no order day; one day is its own span; more of them need at least as many days. */
function agrees(orderDays: number, span: number | undefined): boolean {
  if (span === undefined || orderDays <= 1) return orderDays === (span === undefined ? 0 : 1) && (span ?? 0) === 0;
  return span >= orderDays - 1;
}

/** Whether an account has ever bought. */
export function isWonCustomer(kind: CustomerKind): boolean {
  return kind !== 'PROSPECT';
}
