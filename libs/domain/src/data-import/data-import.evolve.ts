import { actOf, unknownEvent } from '../decision/act.js';
import type { ImportCreations, ImportEvent, ImportRecord, ImportRows } from './data-import.model.js';

/** An import of which nothing is stored yet. */
export const INITIAL_IMPORT: ImportRecord = {
  version: 0,
  state: null,
  source: null,
  rows: { read: 0, added: 0, unchanged: 0, rejected: 0 },
  created: { accounts: 0, products: 0, categories: 0 },
  bytes: 0,
  started: null,
  seenAt: null,
  finishedAt: null,
  error: null,
  undone: null,
};

/** The import after one more event. Total over the events that `decideImport` gives, in their order. O(1). */
export function evolveImport(item: ImportRecord, event: ImportEvent): ImportRecord {
  return { ...item, ...change(item, event), version: item.version + 1 };
}

/** The import that a whole history of events amounts to. */
export function replayImport(events: readonly ImportEvent[], from: ImportRecord = INITIAL_IMPORT): ImportRecord {
  return events.reduce(evolveImport, from);
}

function change({ rows, created }: ImportRecord, event: ImportEvent): Partial<ImportRecord> {
  const { at } = event;
  switch (event.type) {
    case 'IMPORT_STARTED':
      return { state: 'RUNNING', source: event.source, started: actOf(event), seenAt: at };
    case 'IMPORT_ADVANCED':
      return {
        ...{ rows: sumOfRows(rows, event.rows), created: sumOfCreations(created, event.created) },
        ...{ bytes: event.bytes, seenAt: at },
      };
    case 'IMPORT_ALIVE':
      return { seenAt: at };
    case 'IMPORT_SUCCEEDED':
      return { state: 'SUCCEEDED', bytes: event.bytes, finishedAt: at };
    case 'IMPORT_FAILED':
      return { state: 'FAILED', finishedAt: at, error: { code: event.errorCode, message: event.message } };
    case 'IMPORT_UNDO_STARTED':
      return { state: 'UNDOING' };
    case 'IMPORT_UNDONE':
      return { state: 'UNDONE', undone: actOf(event) };
    default:
      return unknownEvent(event);
  }
}

function sumOfRows(a: ImportRows, b: ImportRows): ImportRows {
  return {
    read: a.read + b.read,
    added: a.added + b.added,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  };
}

function sumOfCreations(a: ImportCreations, b: ImportCreations): ImportCreations {
  return {
    accounts: a.accounts + b.accounts,
    products: a.products + b.products,
    categories: a.categories + b.categories,
  };
}
