import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { median } from '../statistics/descriptive.js';

export interface DialogueCadence {
  /** Days with a conversation. */
  readonly days: number;
  /** Median and longest gap between them, in days; undefined of fewer than two. */
  readonly medianGap: number | undefined;
  readonly longestGap: number | undefined;
  readonly last: IsoDate;
  /** Days since the last one. */
  readonly openGap: number;
  /** Whether the silence is longer than any before: the dialogue has been broken off. */
  readonly broken: boolean;
}

/**
 * How continuous the dialogue with a customer is: gaps between the days on which the two talked. Several talks of one day
 * are one; later ones are left out. Undefined of none; with fewer than two days nothing is broken. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function dialogueCadence(talks: readonly IsoDate[], asOf: IsoDate): DialogueCadence | undefined {
  const today = epochDay(asOf);
  const days = [...new Set(talks.map((talk) => epochDay(talk)).filter((day) => day <= today))].sort((a, b) => a - b);
  const last = days.at(-1);
  if (last === undefined) return undefined;
  const gaps = days.slice(1).map((day, i) => day - (days[i] as number));
  const longestGap = gaps.length === 0 ? undefined : gaps.reduce((most, gap) => Math.max(most, gap));
  const openGap = today - last;
  return {
    days: days.length,
    medianGap: median(gaps),
    longestGap,
    last: dateOfEpochDay(last),
    openGap,
    broken: longestGap !== undefined && openGap > longestGap,
  };
}
