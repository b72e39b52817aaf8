import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';

/** How one account stood from a day on, until it stood otherwise. */
export interface StandingPeriod<Content> {
  readonly since: IsoDate;
  /** The first day on which it no longer held; null while it holds. */
  readonly until: IsoDate | null;
  /** The last day of which the period was read. */
  readonly readOn: IsoDate;
  /** The last day that was over when it was read: up to it nothing can become known any more. */
  readonly settledOn: IsoDate;
  readonly content: Content;
}

/** Days that are read again after a pause at most; what lies before them stays unread. */
export const MOST_UNREAD_DAYS = 31;

/**
 * The days of which an account has to be read to know how it stands on `today`: those since the last that was over when it
 * was read, since more may have become known on them; today alone where it was never read. Nothing for a day before one that
 * was read: standings go forward in time. O(days).
 *
 * @param latest the account's latest period
 */
export function daysToRead(
  latest: Pick<StandingPeriod<unknown>, 'settledOn' | 'readOn'> | null,
  today: IsoDate,
): readonly IsoDate[] {
  if (latest === null) return [today];
  if (today < latest.readOn) return [];
  const last = epochDay(today);
  const first = Math.max(Math.min(epochDay(latest.settledOn) + 1, last), last - MOST_UNREAD_DAYS + 1);
  return Array.from({ length: last - first + 1 }, (_, place) => dateOfEpochDay(first + place));
}

/**
 * The periods of an account after it was read on some days. Up to the last day that was over when it was last read they
 * stay; what was read of later days gives way to the new readings, or is forgotten where these begin only later. A day that
 * reads as the one before goes on with its period. The same readings give the same periods, in however many turns they
 * come. O(periods + readings).
 *
 * @param periods known ones, the oldest first
 * @param readings by day, ascending, without a gap
 * @param settledOn the last day that is over now
 */
export function withReadings<Content>(
  periods: readonly StandingPeriod<Content>[],
  readings: readonly { readonly day: IsoDate; readonly content: Content }[],
  settledOn: IsoDate,
  same: (a: Content, b: Content) => boolean,
): readonly StandingPeriod<Content>[] {
  const [first] = readings;
  if (first === undefined) return periods;
  const settled = periods.at(-1)?.settledOn ?? first.day;
  const last = settled < first.day ? settled : dayBefore(first.day);
  const kept = periods
    .filter(({ since }) => since <= last)
    .map((period) => (period.until !== null && period.until <= last ? period : { ...period, ...upTo(period, last) }));
  for (const { day, content } of readings) {
    const before = kept.at(-1);
    const read = { readOn: day, settledOn: settledOn < day ? settledOn : day };
    if (before?.until === null && dayAfter(before.readOn) === day && same(before.content, content)) {
      kept[kept.length - 1] = { ...before, ...read };
      continue;
    }
    if (before?.until === null) kept[kept.length - 1] = { ...before, until: dayAfter(before.readOn) };
    kept.push({ since: day, until: null, ...read, content });
  }
  return kept;
}

/** A period as far as it is settled: what follows says how it goes on. */
function upTo({ readOn }: StandingPeriod<unknown>, last: IsoDate): Pick<StandingPeriod<unknown>, 'until' | 'readOn'> {
  return { until: null, readOn: readOn < last ? readOn : last };
}

function dayBefore(day: IsoDate): IsoDate {
  return dateOfEpochDay(epochDay(day) - 1);
}

function dayAfter(day: IsoDate): IsoDate {
  return dateOfEpochDay(epochDay(day) + 1);
}
