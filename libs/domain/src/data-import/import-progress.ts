import type { ImportRecord } from './data-import.model.js';

/**
 * How much of an import is done, 0…100: bytes received of those announced while it runs or has ended early, all of it once
 * it has ended well or was taken back; null where the sender did not say how much there is. O(1).
 */
export function importPercent({ state, source, bytes }: ImportRecord): number | null {
  if (state === 'SUCCEEDED' || state === 'UNDOING' || state === 'UNDONE') return 100;
  const total = source?.totalBytes ?? 0;
  return total > 0 ? Math.min(100, (bytes / total) * 100) : null;
}

/** Part of the rows read that were taken in or were there already, 0…1; undefined of none. O(1). */
export function importAcceptance({ rows }: Pick<ImportRecord, 'rows'>): number | undefined {
  return rows.read === 0 ? undefined : (rows.added + rows.unchanged) / rows.read;
}
