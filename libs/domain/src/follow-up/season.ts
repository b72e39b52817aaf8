import { addMonthsToDate, dateOfEpochDay, daysBetween, epochDay, type IsoDate } from '../calendar/date.js';
import { SEASON_LEAD_WEEKS, seasonPlanningDay } from '../ledger/supply-assurance.js';
import { DEFAULT_FOLLOW_UP_POLICY, type FollowUpPolicy } from './follow-up.model.js';

/** When a season is at its peak: these days, or these days of every year. Holidays of the moon's calendar are told year by year. */
export interface SeasonDates {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly everyYear: boolean;
}

/** One peak of a season. */
export interface SeasonPeak {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
}

/** A peak, and the day by which to have talked it over with the customers. */
export interface PlannedPeak extends SeasonPeak {
  readonly planBy: IsoDate;
}

/** Which customers a season is about; null for wherever they are. */
export interface Market {
  readonly country: string | null;
  readonly region: string | null;
}

/**
 * The peaks that have a day in a stretch of days, the first one first. Those of a day that a year does not have begin on the
 * last day of that month. O(years).
 */
export function seasonPeaks(
  { startsOn, endsOn, everyYear }: SeasonDates,
  from: IsoDate,
  to: IsoDate,
): readonly SeasonPeak[] {
  const peakOf = (years: number): SeasonPeak => ({
    startsOn: addMonthsToDate(startsOn, 12 * years),
    endsOn: addMonthsToDate(endsOn, 12 * years),
  });
  // A peak that began the year before may still be on.
  const first = everyYear ? Math.max(0, yearOf(from) - yearOf(startsOn) - 1) : 0;
  const last = everyYear ? Math.max(0, yearOf(to) - yearOf(startsOn)) : 0;
  return Array.from({ length: last - first + 1 }, (_, index) => peakOf(first + index)).filter(
    (peak) => daysBetween(peak.startsOn, to) >= 0 && daysBetween(from, peak.endsOn) >= 0,
  );
}

/** A peak with the day by which to talk it over. O(1). */
export function plannedPeak(peak: SeasonPeak, leadWeeks: number = SEASON_LEAD_WEEKS): PlannedPeak {
  return { ...peak, planBy: seasonPlanningDay(peak.startsOn, leadWeeks) };
}

/**
 * The peaks that are somebody's to talk over with the customers on a day: those that have not begun yet, from the notice
 * before the day by which it is to be done. O(years).
 */
export function seasonTasks(
  season: SeasonDates,
  today: IsoDate,
  leadWeeks: number = SEASON_LEAD_WEEKS,
  { seasonNoticeDays }: Pick<FollowUpPolicy, 'seasonNoticeDays'> = DEFAULT_FOLLOW_UP_POLICY,
): readonly PlannedPeak[] {
  const horizon = dateOfEpochDay(epochDay(today) + 7 * leadWeeks + seasonNoticeDays);
  return seasonPeaks(season, today, horizon)
    .filter(({ startsOn }) => daysBetween(today, startsOn) > 0)
    .map((peak) => plannedPeak(peak, leadWeeks));
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}
