import { daysBetween, type IsoDate } from '../calendar/date.js';
import { groupByName } from '../collection/group-by.js';

/** Something one of our people told the customer about an item. */
export interface GivenPromise {
  readonly id: string;
  /** The order line, product or case it is about. */
  readonly item: string;
  readonly about: 'PRICE' | 'DATE' | 'QUANTITY' | 'TERMS' | 'SERVICE';
  readonly content: string;
  readonly by: string;
  readonly on: IsoDate;
  /** Last day on which it holds; null where it has no end. */
  readonly until: IsoDate | null;
  /** The promise that took its place, with the customer's knowledge; null while none did. */
  readonly replacedBy: string | null;
}

export interface PromiseConflict {
  readonly item: string;
  readonly about: GivenPromise['about'];
  /** Who told what, oldest first. */
  readonly promises: readonly GivenPromise[];
}

/**
 * Promises in force that contradict each other: different contents about the same side of the same item, whoever gave them.
 * Letter case and blanks make no other content. Conflicts by item and side. The order of the promises does not matter
 * beyond those of the same day. O(n log n).
 *
 * @throws InvalidValueError `INVALID_DATE`
 */
export function conflictingPromises(promises: readonly GivenPromise[], asOf: IsoDate): readonly PromiseConflict[] {
  const inForce = promises.filter(({ on, until, replacedBy }) => {
    return replacedBy === null && daysBetween(on, asOf) >= 0 && (until === null || daysBetween(asOf, until) >= 0);
  });
  return groupByName(inForce, ({ item, about }) => JSON.stringify([item, about])).flatMap(([, group]) => {
    const contents = new Set(group.map(({ content }) => content.trim().toLowerCase().replaceAll(/\s+/g, ' ')));
    if (contents.size < 2) return [];
    const { item, about } = group[0];
    return [{ item, about, promises: [...group].sort((a, b) => daysBetween(b.on, a.on)) }];
  });
}
