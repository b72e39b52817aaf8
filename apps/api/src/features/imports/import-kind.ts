import type { PolicyDocument } from '@mortise/domain';
import type { ErrorReason } from '../../platform/errors/domain-error.js';
import type { ImportSession } from '../../platform/database/import-database.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { KeyRange } from './kinds/content-hash.js';
import { LEDGER_IMPORT_NAMES } from '../ledger/ledger.imports.js';
import type { FieldSpecs } from './reading/columns.js';
import type { Row } from './reading/row.js';

/** What can be imported. */
export const IMPORT_KINDS = [
  'accounts',
  'contacts',
  'products',
  'order-lines',
  'wallets',
  'invoices',
  'payments',
  'credit-notes',
  'costs-to-serve',
  'deliveries',
  'promotions',
  'promotion-uptakes',
  'customer-financials',
  'rebate-agreements',
  ...LEDGER_IMPORT_NAMES,
] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

/** A value on its way into the staging table. */
export type StagedValue = string | bigint | number | boolean | null;

/** Rows that are merged together, in one transaction. */
export interface Batch {
  readonly ctx: RequestContext;
  readonly session: ImportSession;
  readonly importId: string;
  /** Staging table of the rows: `row_number` and the kind's columns. */
  readonly rows: string;
  /** How many rows it has, above 0. */
  readonly rowCount: number;
  /** Staging table of what the rows refer to: `row_number` and the kind's columns, where it has any. */
  readonly references: string;
  /** Where all keys of the rows lie, none of them twice; undefined when that is not known. */
  readonly keys: KeyRange | undefined;
  /** Staging table `(account_id, category_id, from_month, to_month)` of what shares to compute again. */
  readonly touched: string;
  /** Staging table `(key, n)` that lasts as long as the import. */
  readonly seen: string;
  /** Staging table `(key)` that lasts as long as the import; there is one only with `correct`. */
  readonly given: string;
  readonly createMissing: boolean;
  /** Whether a row whose key is known and whose content differs corrects the fact; otherwise it is rejected. */
  readonly correct: boolean;
  readonly currency: string;
  /** The tenant's rules as the import began. */
  readonly policy: PolicyDocument;
  /** The column of a field as the file calls it, for reports; the field's own name when it has none. */
  heading(field: string): string;
  /** Whether the file gives the field at all; what it does not give is not compared. */
  gives(field: string): boolean;
}

/** What became of a batch's rows; those neither added nor rejected were there already. */
export interface Merged {
  readonly added: number;
  readonly rejected: number;
  readonly created?: Partial<Created>;
}

/** What takes an import back. */
export interface Withdrawal {
  readonly ctx: RequestContext;
  readonly importId: string;
  /** Staging table as in {@link Batch.touched}, empty. */
  readonly touched: string;
  /** Staging table as in {@link Batch.seen}, empty. */
  readonly seen: string;
}

/** What was created on the way. */
export interface Created {
  accounts: number;
  products: number;
  categories: number;
}

/** One kind of import, for one file: how a row is read, how rows are merged into the facts and how they leave them again. */
export interface ImportKind<Field extends string = string> {
  readonly fields: FieldSpecs & Readonly<Record<Field, unknown>>;
  /** Columns of the staging table: name → type. */
  readonly staged: Readonly<Record<string, string>>;
  /** The same for what rows refer to, each told once per batch. */
  readonly stagedReferences?: Readonly<Record<string, string>>;
  /** All rows are merged at the end, because they may refer to later ones. */
  readonly whole?: boolean;
  /** As many rows as wait at most to be merged together; by default, as few as are worth a merge. */
  readonly batchRows?: number;
  /** Whether rows can correct facts, with `onChange=correct`; a kind without it only ever adds. */
  readonly corrects?: boolean;
  /** The values of a row in the order of `staged`; what it returns for a row with problems is not used. */
  read(row: Row<Field>): readonly StagedValue[];
  /** What the good row just read tells of what it refers to and no row of the batch before has told, in the order of `stagedReferences`. */
  references?(): readonly (readonly StagedValue[])[];
  /** The rows read next belong to another batch. @returns where the keys of this one lie, when it is known that none stands twice */
  endBatch?(): KeyRange | undefined;
  merge(batch: Batch): Promise<Merged>;
  /**
   * Takes an import's facts out again, with all that follows from them; accounts, contacts, products and categories that
   * it created go afterwards, by themselves. A kind without it adds nothing else.
   * @returns why it cannot be, where later facts depend on these; then nothing is taken back
   */
  withdraw?(of: Withdrawal): Promise<readonly ErrorReason[]>;
}
