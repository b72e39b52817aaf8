import { sum } from '../statistics/descriptive.js';
import type { AccountTrade } from './order-ledger.js';

/** What can be foretold: no order at all, or spending under half of the usual. */
export const CHURN_LABELS = ['LOST', 'DECLINE'] as const;
export type ChurnLabel = (typeof CHURN_LABELS)[number];

export interface LabelPolicy {
  /** Days after the cut-off that are looked at. */
  readonly horizonDays: number;
  /** Longest look back, in days, for what an account usually spends. */
  readonly usualDays: number;
  /** Share of usual spending under which an account counts as declined. */
  readonly declineBelow: number;
}

/** A quarter ahead and half of the usual; the year back is Mortise's own proposal. All configurable. */
export const DEFAULT_LABEL_POLICY: LabelPolicy = { horizonDays: 90, usualDays: 365, declineBelow: 0.5 };

export interface ChurnOutcome {
  /** No order day in the horizon. */
  readonly lost: boolean;
  /** Net spending of the horizon under the given share of the usual. */
  readonly declined: boolean;
  /** Net spending in the horizon and what was usual for as many days, in minor units. */
  readonly spent: number;
  readonly usual: number;
}

/**
 * What became of an account in the horizon after a cut-off. Usual spending is net sales of the days from the first order
 * (or the look back, if shorter) to the cut-off, but of no fewer days than the horizon, taken to the length of the
 * horizon. Undefined for an account that had not ordered by then. O(days).
 *
 * @param cutOff the last day known, in days since 1970-01-01
 */
export function churnOutcome(
  { days }: AccountTrade,
  cutOff: number,
  policy: LabelPolicy = DEFAULT_LABEL_POLICY,
): ChurnOutcome | undefined {
  const { horizonDays, usualDays, declineBelow } = policy;
  const first = days.find(({ sold }) => sold > 0);
  if (first === undefined || first.day > cutOff) return undefined;
  const span = Math.max(horizonDays, Math.min(usualDays, cutOff - first.day + 1));
  const net = (from: number, to: number): number =>
    sum(days.filter(({ day }) => day > from && day <= to).map(({ sold, returned }) => sold - returned));
  const usual = (Math.max(0, net(cutOff - span, cutOff)) * horizonDays) / span;
  const spent = net(cutOff, cutOff + horizonDays);
  const lost = !days.some(({ day, sold }) => sold > 0 && day > cutOff && day <= cutOff + horizonDays);
  return { lost, declined: lost || spent < declineBelow * usual, spent, usual };
}
