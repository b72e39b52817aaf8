import type { ImportActor } from '../../platform/database/import-database.js';
import type { ImportKind } from './import-kind.js';
import type { Columns } from './reading/columns.js';
import type { RowFormat } from './reading/row.js';

/** All that is settled once a file's header has been read. */
export interface ImportPlan {
  readonly importId: string;
  readonly actor: ImportActor;
  readonly kind: ImportKind;
  readonly columns: Columns;
  readonly format: RowFormat;
  readonly createMissing: boolean;
}
