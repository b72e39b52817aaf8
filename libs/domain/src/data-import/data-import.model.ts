import type { Instant } from '../calendar/date.js';
import type { Act } from '../decision/act.js';
import type { Reason } from '../decision/decision.js';
import type { TransitionNotAllowed } from '../machine/state-machine.js';
import type { ImportState } from './data-import.machine.js';

/** Rules of imports. */
export interface ImportPolicy {
  /** An import without a sign of life for longer than so many seconds runs no more. */
  readonly lostAfterSeconds: number;
}

export const DEFAULT_IMPORT_POLICY: ImportPolicy = { lostAfterSeconds: 15 };

/** How many rows became what. At any time read = added + unchanged + rejected. */
export interface ImportRows {
  readonly read: number;
  readonly added: number;
  readonly unchanged: number;
  readonly rejected: number;
}

/** What was created on the way because rows referred to it. */
export interface ImportCreations {
  readonly accounts: number;
  readonly products: number;
  readonly categories: number;
}

export interface ImportSource {
  /** What the file holds. */
  readonly kind: string;
  readonly fileName: string | null;
  /** Null when the sender did not know. */
  readonly totalBytes: number | null;
}

/** Facts of others that rest on what an import created, one line for each kind of fact. */
export interface ImportDependents {
  readonly code: string;
  readonly count: number;
}

export type ImportCommand = Act &
  (
    | { readonly type: 'START_IMPORT'; readonly source: ImportSource }
    /** A batch is in: its part of the counts, and the bytes received so far. */
    | {
        readonly type: 'ADVANCE_IMPORT';
        readonly rows: ImportRows;
        readonly created: ImportCreations;
        readonly bytes: number;
      }
    /** It is still at work, however slowly its file arrives. */
    | { readonly type: 'GIVE_SIGN' }
    | { readonly type: 'FINISH_IMPORT'; readonly bytes: number }
    | { readonly type: 'FAIL_IMPORT'; readonly errorCode: string; readonly message: string }
    /** Somebody looks for imports whose process died. */
    | { readonly type: 'SWEEP_IMPORT' }
    | { readonly type: 'UNDO_IMPORT'; readonly dependents: readonly ImportDependents[] }
  );

export type ImportEvent = Act &
  (
    | { readonly type: 'IMPORT_STARTED'; readonly source: ImportSource }
    | {
        readonly type: 'IMPORT_ADVANCED';
        readonly rows: ImportRows;
        readonly created: ImportCreations;
        readonly bytes: number;
      }
    | { readonly type: 'IMPORT_ALIVE' }
    | { readonly type: 'IMPORT_SUCCEEDED'; readonly bytes: number }
    /** What is in until then stays in. */
    | { readonly type: 'IMPORT_FAILED'; readonly errorCode: string; readonly message: string }
    | { readonly type: 'IMPORT_UNDO_STARTED' }
    | { readonly type: 'IMPORT_UNDONE' }
  );

/** One import, folded from its events. */
export interface ImportRecord {
  readonly version: number;
  /** Null before its first rows are in. */
  readonly state: ImportState | null;
  readonly source: ImportSource | null;
  readonly rows: ImportRows;
  readonly created: ImportCreations;
  readonly bytes: number;
  readonly started: Act | null;
  readonly seenAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly undone: Act | null;
}

export type ImportReason =
  | Reason<
      | 'ACTOR_REQUIRED'
      | 'TIME_REQUIRED'
      | 'KIND_REQUIRED'
      | 'ERROR_REQUIRED'
      | 'COUNT_INVALID'
      | 'ROWS_DO_NOT_ADD_UP'
      | 'BYTES_LOST'
      | 'ALREADY_STARTED'
      | 'NOT_STARTED'
      /** Somebody has declared it dead meanwhile. */
      | 'INTERRUPTED'
      | 'STILL_ALIVE'
      | 'IMPORT_RUNNING'
      | 'ALREADY_UNDONE'
    >
  | (Reason<'IMPORT_IN_USE'> & { readonly dependents: readonly ImportDependents[] })
  | TransitionNotAllowed<ImportState>;
