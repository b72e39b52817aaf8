/**
 * Where a listener stands in the stream of messages.
 *
 * Messages become visible in the order of their commits, which no column tells. What does tell is PostgreSQL's snapshot:
 * the set of transactions that had ended at a moment. Everything visible in `seen` was shown (or came before the listener).
 * While a batch is being shown, `batch` is the snapshot it was read in and the message shown last.
 * So nothing is lost to a transaction that commits late, nothing is shown twice, and a long transaction elsewhere
 * (an import, say) holds nothing back.
 */
export interface EventCursor {
  /** `xmin:xmax:xip,…` as `pg_current_snapshot()` writes it. */
  readonly seen: string;
  readonly batch: { readonly upTo: string; readonly xid: string; readonly id: string } | null;
}

const SNAPSHOT = '\\d{1,19}:\\d{1,19}:(?:\\d{1,19}(?:,\\d{1,19})*)?';
const CURSOR = new RegExp(
  `^(${SNAPSHOT})(?:/(${SNAPSHOT})/(\\d{1,19})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}))?$`,
);

/** The cursor as the id of an event. */
export function writeCursor({ seen, batch }: EventCursor): string {
  return batch ? `${seen}/${batch.upTo}/${batch.xid}.${batch.id}` : seen;
}

/** The cursor of an event's id; undefined for anything else. */
export function readCursor(text: string): EventCursor | undefined {
  const [, seen, upTo, xid, id] = CURSOR.exec(text) ?? [];
  if (seen === undefined) return undefined;
  return { seen, batch: upTo !== undefined && xid !== undefined && id !== undefined ? { upTo, xid, id } : null };
}
