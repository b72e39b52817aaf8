import { daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';

/** A yearly plan for one category and what was reached of it, in minor units. */
export interface CategoryPlan {
  readonly category: string;
  readonly targetMinor: bigint;
  readonly actualMinor: bigint;
  /** Share of the year's sales that usually falls before the day, where seasons are known; else days count evenly. */
  readonly usualShare?: number;
}

export interface PlanAttainment {
  readonly category: string;
  /** actual ÷ target; undefined without a target. */
  readonly attainment: number | undefined;
  /** Where the year ends if it goes on as it went; undefined while nothing of the year is usually sold yet. */
  readonly forecastMinor: bigint | undefined;
  readonly forecastAttainment: number | undefined;
}

/**
 * Attainment of plan and run-rate forecast per category: forecast = actual ÷ share of the year gone by. O(categories).
 *
 * @param year first and last day of the plan's year
 * @param asOf the last day whose sales are in
 * @throws InvalidValueError `INVALID_DATE` for a day outside the year, `INVALID_NUMBER` for a negative target or a usual
 *   share outside 0…1
 */
export function planAttainment(
  plans: readonly CategoryPlan[],
  year: { readonly from: IsoDate; readonly to: IsoDate },
  asOf: IsoDate,
): readonly PlanAttainment[] {
  const [gone, whole] = [daysBetween(year.from, asOf) + 1, daysBetween(year.from, year.to) + 1];
  if (gone < 1 || gone > whole) throw new InvalidValueError('INVALID_DATE', asOf);
  return plans.map(({ category, targetMinor, actualMinor, usualShare }) => {
    if (targetMinor < 0n) throw new InvalidValueError('INVALID_NUMBER', targetMinor);
    const forecastMinor = runRate(actualMinor, usualShare ?? gone / whole);
    return {
      category,
      attainment: shareOfTarget(actualMinor, targetMinor),
      forecastMinor,
      forecastAttainment: forecastMinor === undefined ? undefined : shareOfTarget(forecastMinor, targetMinor),
    };
  });
}

/**
 * Days by which the revision of a plan or strategy is overdue; 0 while the last one is no older than the cadence. O(1).
 *
 * @param cadenceDays days between revisions
 * @throws InvalidValueError `INVALID_LENGTH` unless the cadence is > 0
 */
export function revisionOverdueDays(lastRevision: IsoDate, asOf: IsoDate, cadenceDays: number): number {
  if (!(cadenceDays > 0 && Number.isFinite(cadenceDays))) throw new InvalidValueError('INVALID_LENGTH', cadenceDays);
  return Math.max(0, daysBetween(lastRevision, asOf) - cadenceDays);
}

/** actual ÷ share, with nine digits of the share; undefined while nothing of the year is usually sold. */
function runRate(actualMinor: bigint, share: number): bigint | undefined {
  if (!(share >= 0 && share <= 1)) throw new InvalidValueError('INVALID_NUMBER', share);
  const billionths = BigInt(Math.round(share * 1e9));
  return billionths === 0n ? undefined : (actualMinor * 1_000_000_000n) / billionths;
}

function shareOfTarget(minor: bigint, targetMinor: bigint): number | undefined {
  const share = Number(minor) / Number(targetMinor);
  return Number.isFinite(share) ? share : undefined;
}
