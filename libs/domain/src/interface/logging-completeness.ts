import { epochDay, type IsoDate } from '../calendar/date.js';
import { groupBy } from '../collection/group-by.js';
import { sum } from '../statistics/descriptive.js';
import { wilsonInterval, type Interval } from '../statistics/interval.js';
import type { ContactTouch } from './contact-matrix.js';

/** A contact that is known to have happened from another record: a visit planned and held, an answer to a complaint. */
export interface KnownInteraction {
  readonly on: IsoDate;
  readonly ourPersonId: string;
}

export interface LoggingCompleteness {
  /** Part of the known interactions that somebody also logged, 0…1, and its 95 % interval. */
  readonly share: number;
  readonly interval: Interval;
  readonly known: number;
  readonly logged: number;
}

/** Days between an interaction and its log entry that still count as the same contact. Mortise's own proposal. */
export const LOGGING_TOLERANCE_DAYS = 3;

/**
 * How complete contact logging is: of the interactions known from other records, the part that was also logged by the
 * same person within the tolerance (the recapture share of Lincoln 1930). A log entry answers for one interaction only.
 * To be shown beside every interface form, for unlogged is not absent. Undefined where nothing is known from elsewhere.
 * O(n log n).
 */
export function loggingCompleteness(
  known: readonly KnownInteraction[],
  touches: readonly Pick<ContactTouch, 'on' | 'ourPersonId'>[],
  toleranceDays: number = LOGGING_TOLERANCE_DAYS,
): LoggingCompleteness | undefined {
  const entries = daysByPerson(touches);
  const logged = sum(
    Array.from(daysByPerson(known), ([person, days]) => matches(days, entries.get(person) ?? [], toleranceDays)),
  );
  const interval = wilsonInterval(logged, known.length);
  return interval === undefined ? undefined : { share: logged / known.length, interval, known: known.length, logged };
}

/** Members of the account team who logged no contact at all, in the order given: theirs is the first gap to ask about. O(n). */
export function silentTeamMembers(
  team: readonly string[],
  touches: readonly Pick<ContactTouch, 'ourPersonId'>[],
): readonly string[] {
  const heard = new Set(touches.map(({ ourPersonId }) => ourPersonId));
  return team.filter((person) => !heard.has(person));
}

/** Days of each person, ascending. */
function daysByPerson(rows: readonly KnownInteraction[]): ReadonlyMap<string, readonly number[]> {
  const people = groupBy(rows, ({ ourPersonId }) => ourPersonId);
  return new Map(
    Array.from(people, ([person, own]) => [person, own.map(({ on }) => epochDay(on)).sort((a, b) => a - b)]),
  );
}

/** How many days have an entry of their own. Taking the earliest in reach leaves as many as possible for later days. */
function matches(days: readonly number[], entries: readonly number[], tolerance: number): number {
  let next = 0;
  return days.filter((day) => {
    while ((entries[next] ?? Infinity) < day - tolerance) next++;
    const found = (entries[next] ?? Infinity) <= day + tolerance;
    if (found) next++;
    return found;
  }).length;
}
