import { addMonthsToDate, dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import {
  DEFAULT_ACCOUNT_PLAN_POLICY,
  type AccountPlanOutline,
  type AccountPlanPolicy,
  type AccountPlanRecord,
  type PlanQuarter,
} from './account-plan.model.js';

export const PLAN_QUARTERS: readonly PlanQuarter[] = [1, 2, 3, 4];

/** First and last day of a stretch of a plan's year. */
export interface PlanSpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The days of a quarter of the year that begins on a day. Throws `INVALID_DATE` for a day that is none. O(1). */
export function quarterSpan(startsOn: IsoDate, quarter: PlanQuarter): PlanSpan {
  return monthsFrom(startsOn, 3 * (quarter - 1), 3 * quarter);
}

/** The days of the year that begins on a day. Throws `INVALID_DATE` for a day that is none. O(1). */
export function planYear(startsOn: IsoDate): PlanSpan {
  return monthsFrom(startsOn, 0, 12);
}

function monthsFrom(startsOn: IsoDate, first: number, end: number): PlanSpan {
  const after = addMonthsToDate(startsOn, end);
  return { from: addMonthsToDate(startsOn, first), to: dateOfEpochDay(epochDay(after) - 1) };
}

/**
 * How a quarter's review stands: held; not needed, as the plan was not yet worked by; ahead of its quarter; open from the
 * quarter's first day, and overdue once the days after its end are over.
 */
export type QuarterStatus = 'HELD' | 'NOT_NEEDED' | 'AHEAD' | 'OPEN' | 'OVERDUE';

export interface QuarterStanding extends PlanSpan {
  readonly quarter: PlanQuarter;
  /** Last day on which the review is in time. */
  readonly dueOn: IsoDate;
  readonly status: QuarterStatus;
}

/** The reviews of a plan's four quarters as of a day; none while there is no plan. O(1). */
export function quarterReviews(
  plan: Pick<AccountPlanRecord, 'outline' | 'activeOn' | 'reviews'>,
  asOf: IsoDate,
  { reviewWithinDays }: AccountPlanPolicy = DEFAULT_ACCOUNT_PLAN_POLICY,
): readonly QuarterStanding[] {
  const { outline, activeOn, reviews } = plan;
  if (outline === null) return [];
  return PLAN_QUARTERS.map((quarter) => {
    const span = quarterSpan(outline.startsOn, quarter);
    const dueOn = dateOfEpochDay(epochDay(span.to) + reviewWithinDays);
    const held = reviews.some((review) => review.quarter === quarter);
    return { quarter, ...span, dueOn, status: held ? 'HELD' : statusOf(span, dueOn, asOf, activeOn) };
  });
}

function statusOf({ from, to }: PlanSpan, dueOn: IsoDate, asOf: IsoDate, activeOn: IsoDate | null): QuarterStatus {
  if (activeOn !== null && to < activeOn) return 'NOT_NEEDED';
  if (asOf < from) return 'AHEAD';
  return asOf > dueOn ? 'OVERDUE' : 'OPEN';
}

/** Whether a year can begin on this day: the first of a month, with room for the year and the review after it. */
export function canBegin({ startsOn }: AccountPlanOutline, { reviewWithinDays }: AccountPlanPolicy): boolean {
  try {
    return startsOn.endsWith('-01') && dateOfEpochDay(epochDay(planYear(startsOn).to) + reviewWithinDays) !== '';
  } catch {
    return false;
  }
}
