import {
  addMonthsToDate,
  dateOfEpochDay,
  DAYS_PER_YEAR,
  daysBetween,
  epochDay,
  type IsoDate,
} from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import type { Stage } from '../stage/stages.js';
import { quantile } from '../statistics/descriptive.js';

export interface StagnationPolicy {
  /** Months in a stage after which an account may stand still, where the tenant sets them itself. */
  readonly limitMonths?: Readonly<Partial<Record<Stage, number>>>;
  /** Quantile of the tenant's completed stays that serves as the limit else … */
  readonly quantile: number;
  /** … once there are so many of them … */
  readonly leastStays: number;
  /** … and the limit before that, in months. */
  readonly defaultMonths: number;
  /** Change of the share of wallet over two quarters under which nothing moves, as a share: 0.05 is 5 points. */
  readonly shareChange: number;
}

/** A year and five points over two quarters; the 75th percentile from twenty stays on. All configurable. */
export const DEFAULT_STAGNATION_POLICY: StagnationPolicy = {
  quantile: 0.75,
  leastStays: 20,
  defaultMonths: 12,
  shareChange: 0.05,
};

export interface StagnationLimit {
  readonly months: number;
  readonly source: 'POLICY' | 'OWN_STAYS' | 'DEFAULT';
}

export interface StagnationReading {
  readonly stalled: boolean;
  /** The day the stay outlasted its limit; undefined while the account is not stalled. */
  readonly stalledSince: IsoDate | undefined;
  readonly limit: StagnationLimit;
  readonly shareChange: number | undefined;
}

/**
 * How long an account may stay in a stage before it counts as standing still: the tenant's own limit, else the 75th
 * percentile of completed stays in that stage, else a year. O(n log n).
 *
 * @param completedMonths lengths of the tenant's completed stays in the stage
 * @throws InvalidValueError `INVALID_LENGTH` for a stay that is negative or not finite
 */
export function stagnationLimit(
  stage: Stage,
  completedMonths: readonly number[],
  policy: StagnationPolicy = DEFAULT_STAGNATION_POLICY,
): StagnationLimit {
  completedMonths.forEach(checkedMonths);
  const set = policy.limitMonths?.[stage];
  if (set !== undefined) return { months: set, source: 'POLICY' };
  const own = completedMonths.length >= policy.leastStays ? quantile(completedMonths, policy.quantile) : undefined;
  return own === undefined ? { months: policy.defaultMonths, source: 'DEFAULT' } : { months: own, source: 'OWN_STAYS' };
}

/**
 * Whether an account stands still: longer in its stage than the limit, and its share of wallet moved by less than five
 * points over two quarters. Part months of the limit count as part of a mean month, up to a whole day. With no share known,
 * time alone does not say so. O(1).
 *
 * @param shares share of wallet now and two quarters ago, where known
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_NUMBER`, `INVALID_LENGTH` for a limit that is negative or not finite
 */
export function stagnation(
  stay: { readonly since: IsoDate; readonly asOf: IsoDate; readonly limit: StagnationLimit },
  shares: { readonly now: number; readonly twoQuartersAgo: number } | undefined,
  policy: StagnationPolicy = DEFAULT_STAGNATION_POLICY,
): StagnationReading {
  const shareChange = shares === undefined ? undefined : finite(shares.now) - finite(shares.twoQuartersAgo);
  const outlasted = addPartMonths(stay.since, checkedMonths(stay.limit.months));
  // Shares are measured to a thousandth of a point; differences of floating point are not a movement.
  const still = shareChange !== undefined && Math.abs(shareChange) < policy.shareChange - 1e-9;
  const stalled = still && daysBetween(outlasted, stay.asOf) > 0;
  return { stalled, stalledSince: stalled ? outlasted : undefined, limit: stay.limit, shareChange };
}

function addPartMonths(date: IsoDate, months: number): IsoDate {
  const whole = Math.floor(months);
  const days = Math.ceil(((months - whole) * DAYS_PER_YEAR) / 12);
  return dateOfEpochDay(epochDay(addMonthsToDate(date, whole)) + days);
}

function checkedMonths(months: number): number {
  if (!(months >= 0 && Number.isFinite(months))) throw new InvalidValueError('INVALID_LENGTH', months);
  return months;
}
