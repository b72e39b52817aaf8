import type { RequestContext } from '../../context/request-context.js';
import { sql, type Sql } from '../../database/tenant-sql.js';
import type { ConnectionArgs, Page } from '../connection.js';
import { isRowId } from '../../errors/input-schemas.js';
import { hasId, type Order, type RowRef } from './read-model.js';

/** Which rows a root field answers with. The type is the field's own; what to select is the client's to say. */
interface Rows {
  readonly where?: (row: RowRef) => Sql;
  /** The caller has just written the row or was let in by other means: its visibility is not checked. */
  readonly trusted?: boolean;
}

/** What a resolver returns instead of data: the read engine turns it and the client's selection into one statement. */
export class Read<T> {
  declare readonly type: T;

  constructor(
    readonly kind: 'one' | 'list' | 'page',
    readonly rows: Rows,
    readonly order?: Order,
    readonly args?: ConnectionArgs,
    /** Raised when there is no row, instead of answering null. */
    readonly missing?: () => Error,
  ) {}
}

/** At most one row. */
export function readOne<T>(rows: Rows, missing?: () => Error): Read<T> {
  return new Read('one', rows, undefined, undefined, missing);
}

/** The row with this id, as a client named it: whatever is no id names nothing. */
export function readById<T>(id: string, missing?: () => Error): Read<T> {
  return readOne({ where: isRowId(id) ? hasId(id.toLowerCase()) : () => sql`false` }, missing);
}

/** The row that a mutation has just written. */
export function readWritten<T>({ id }: { readonly id: string }): Read<T> {
  return readOne({ where: hasId(id), trusted: true });
}

/** A page of the rows. */
export function readConnection<T>(args: ConnectionArgs, order: Order, rows: Rows = {}): Read<T> {
  return new Read('page', rows, order, args);
}

/** All the rows, or the first so many. */
export function readList<T>(rows: Rows, order: Order, limit?: number): Read<T> {
  return new Read('list', rows, order, limit === undefined ? undefined : ({ first: limit } as ConnectionArgs));
}

/** What a compiled statement needs to know at the time it runs. */
export interface Run {
  readonly ctx: RequestContext;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Nulls where the schema allows none: an error of the statement (true), or left for the executor to report. */
  readonly strict: boolean;
  /** What the resolver answered; not there yet while demands are checked. */
  read: Read<unknown> | undefined;
  /** Arguments of nested fields, checked before anything runs; by the field's place in the plan. */
  readonly args: Record<string, unknown>[];
  /** Pages asked for, likewise. */
  readonly pages: Page[];
  rootPage: Page | undefined;
}
