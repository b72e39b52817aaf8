/** Touches in the observed window between one of our people and one of theirs. */
export interface TouchCount {
  readonly ourPersonId: string;
  readonly contactId: string;
  /** How many touches; 1 unless told. */
  readonly touches?: number;
}

/** One person's part of all touches on his or her side. */
export interface Thread {
  readonly personId: string;
  readonly share: number;
}

export interface SingleThreadRisk {
  /** Null where nothing is logged: unlogged is not the same as absent. */
  readonly atRisk: boolean | null;
  readonly touches: number;
  readonly topContact: Thread | null;
  readonly topOfOurs: Thread | null;
}

/** Above this share of touches through one person the relationship hangs by a single thread. */
export const SINGLE_THREAD_LIMIT = 0.6;

/** Whether most contact runs through one person of the customer or through one of ours. O(rows). */
export function singleThreadRisk(rows: readonly TouchCount[], limit: number = SINGLE_THREAD_LIMIT): SingleThreadRisk {
  const touches = rows.reduce((sum, row) => sum + countOf(row), 0);
  if (touches === 0) return { atRisk: null, touches: 0, topContact: null, topOfOurs: null };
  const topContact = busiest(rows, (row) => row.contactId, touches);
  const topOfOurs = busiest(rows, (row) => row.ourPersonId, touches);
  return { atRisk: topContact.share > limit || topOfOurs.share > limit, touches, topContact, topOfOurs };
}

function busiest(rows: readonly TouchCount[], person: (row: TouchCount) => string, touches: number): Thread {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(person(row), (counts.get(person(row)) ?? 0) + countOf(row));
  const [personId, most] = [...counts].reduce((best, next) =>
    // Of equals the first by id, so that the order of the rows does not matter.
    next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best,
  );
  return { personId, share: most / touches };
}

/** Counts below zero, or beyond what a number counts exactly, say nothing and count as none. */
function countOf({ touches = 1 }: TouchCount): number {
  return touches > 0 && touches <= Number.MAX_SAFE_INTEGER ? touches : 0;
}
