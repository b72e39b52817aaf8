import { daysBetween, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { FIVE_POINTS, onScale } from '../satisfaction/rating-scale.js';
import { compareText } from '../text/compare-text.js';

/** A contact as those who watch over communication see it. */
export interface WatchedContact {
  readonly id: string;
  readonly on: IsoDate;
  /** Tone from 1 (hostile) to 5 (cordial); left out where nobody rated it. */
  readonly tone?: number;
  /** Somebody marked it as an incident, whatever its tone. */
  readonly incident: boolean;
  /** The day on which it was set right; null while it is not. */
  readonly resolvedOn: IsoDate | null;
}

export interface CommunicationWatchRule {
  /** Highest tone that counts as negative. */
  readonly negativeTo: number;
  /** Days in which a negative contact should be set right. */
  readonly days: number;
}

/** Tone 1 or 2, two weeks: Mortise's own proposal, configurable. */
export const DEFAULT_COMMUNICATION_WATCH: CommunicationWatchRule = { negativeTo: 2, days: 14 };

/**
 * Negative contacts that nobody has set right in time, the longest open first, equals by id: what may harm the cooperation
 * while everybody is busy. Contacts after `asOf` are left out. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a tone outside 1…5, `INVALID_LENGTH` for days below 0, `INVALID_DATE`
 */
export function communicationWatch(
  contacts: readonly WatchedContact[],
  asOf: IsoDate,
  { negativeTo, days }: CommunicationWatchRule = DEFAULT_COMMUNICATION_WATCH,
): readonly { readonly id: string; readonly openDays: number }[] {
  if (!(days >= 0 && days < Infinity)) throw new InvalidValueError('INVALID_LENGTH', days);
  return contacts
    .filter(({ tone, incident, resolvedOn }) => {
      const negative = incident || (tone !== undefined && onScale(tone, FIVE_POINTS) <= negativeTo);
      return negative && (resolvedOn === null || daysBetween(resolvedOn, asOf) < 0);
    })
    .map(({ id, on }) => ({ id, openDays: daysBetween(on, asOf) }))
    .filter(({ openDays }) => openDays > days)
    .sort((a, b) => b.openDays - a.openDays || compareText(a.id, b.id));
}
