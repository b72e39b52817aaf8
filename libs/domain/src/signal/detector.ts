import { finite, InvalidValueError } from '../errors/invalid-value.error.js';

/** Detectors that raise an alert of their own every night, which share the tenant's alarm budget. */
export const DETECTORS = ['ORDER_GAP'] as const;
export type DetectorCode = (typeof DETECTORS)[number];

/** The early-warning committee on orders: a sudden stop, a sharp drop, a slow fade. No single statistic sees all three. */
export const COMMITTEE_MEMBERS = [...DETECTORS, 'FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL'] as const;
export type CommitteeMember = (typeof COMMITTEE_MEMBERS)[number];

/** What one detector says of one account on one day. The explanation holds what a reader needs to argue with it. */
export interface DetectorReading<Code extends CommitteeMember, Explanation> {
  readonly detector: Code;
  /** How unusual the account is, on the detector's own scale. */
  readonly score: number;
  readonly threshold: number;
  /** `score > threshold` */
  readonly alarm: boolean;
  readonly explanation: Explanation;
}

/** Alarm starts a tenant accepts per account and year, over all detectors together. */
export const DEFAULT_ALARM_BUDGET = 0.5;

/** The part of the tenant's alarm budget that each of `members` detectors may spend. */
export function memberBudget(budgetPerAccountYear: number, members: number): number {
  if (!Number.isInteger(members) || members < 1) throw new InvalidValueError('INVALID_LENGTH', members);
  return checkedBudget(budgetPerAccountYear) / members;
}

/** A threshold chosen on a tenant's own history, with what it would have cost there. */
export interface CalibratedThreshold {
  readonly threshold: number;
  /** `DEFAULT` where there is no history to calibrate on. */
  readonly source: 'CALIBRATED' | 'DEFAULT';
  /** Alarm starts this threshold gives on the calibration history, per account-year; at most the budget. */
  readonly startsPerAccountYear: number;
  readonly accountYears: number;
}

export function checkedBudget(budgetPerAccountYear: number): number {
  if (finite(budgetPerAccountYear) < 0) throw new InvalidValueError('INVALID_NUMBER', budgetPerAccountYear);
  return budgetPerAccountYear;
}
