import { addMonthsToDate, type IsoDate } from '../calendar/date.js';
import type { ScoredLevel } from './levels.js';

/** What kind of business an account is, as far as the beginning of the relationship depends on it. */
export interface AccountArchetype {
  /** Large-scale, equipment or capital business, or products too complex or custom to be bought from a list. */
  readonly complexOffering: boolean;
}

/** Months an account may stay EXPLORATORY before somebody asks why; complex business takes longer to begin. */
export interface ExploratoryDwellPolicy {
  readonly months: number;
  readonly complexMonths: number;
}

/** Mortise's own proposal, configurable. */
export const DEFAULT_EXPLORATORY_DWELL: ExploratoryDwellPolicy = { months: 12, complexMonths: 24 };

/** The level at which a relationship is expected to begin: complex business begins in cooperation. O(1). */
export function expectedFirstLevel({ complexOffering }: AccountArchetype): ScoredLevel {
  return complexOffering ? 'COOPERATIVE' : 'BASIC';
}

/**
 * The day until which an account may stay EXPLORATORY. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE` for a day that is none
 */
export function exploratoryUntil(
  since: IsoDate,
  { complexOffering }: AccountArchetype,
  { months, complexMonths }: ExploratoryDwellPolicy = DEFAULT_EXPLORATORY_DWELL,
): IsoDate {
  return addMonthsToDate(since, complexOffering ? complexMonths : months);
}
