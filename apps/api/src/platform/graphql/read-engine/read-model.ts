import type { z } from 'zod';
import type { Permission } from '../../auth/permissions.js';
import type { RequestContext } from '../../context/request-context.js';
import { sql, type Sql } from '../../database/tenant-sql.js';

/** A row in a statement: gives the column of that name, as SQL. */
export type RowRef = (column: string) => Sql;

/** Who asks and with which arguments. */
export interface Asked<A = Record<string, unknown>> {
  readonly ctx: RequestContext;
  readonly args: A;
}

/** One column of a list's order. The last one must be unique; all run in the same direction. */
export interface OrderKey {
  /** Column of the listed rows, or an expression over one of them. */
  readonly by: string | ((row: RowRef) => Sql);
  /** SQL type; a cursor's value is read as it. */
  readonly type: 'text' | 'uuid' | 'timestamptz' | 'date' | 'bigint' | 'integer';
}

/** How a list is ordered. */
export interface Order {
  readonly keys: readonly OrderKey[];
  readonly descending?: boolean;
}

/** By a day or a moment, the latest first; what is of the same by its id. */
export function latestFirst(by: string, type: 'timestamptz' | 'date' = 'timestamptz'): Order {
  return { ...earliestFirst(by, type), descending: true };
}

/** By a day or a moment, the earliest first; what is of the same by its id. */
export function earliestFirst(by: string, type: 'timestamptz' | 'date' = 'timestamptz'): Order {
  return {
    keys: [
      { by, type },
      { by: 'id', type: 'uuid' },
    ],
  };
}

/** A field that is simply a column; NOT NULL in the database where the field is not null. */
export interface ColumnField {
  readonly kind: 'column';
  readonly name: string;
}

/** A field with one value: an expression whose SQL type fits the field's GraphQL type. */
export interface ValueField {
  readonly kind: 'value';
  readonly sql: (row: RowRef, asked: Asked) => Sql;
  readonly permission?: Permission;
}

/** A field whose object is made of the same row's columns. */
export interface EmbeddedField {
  readonly kind: 'embedded';
  /** What the columns of the embedded model are on this row. */
  readonly columns: (row: RowRef) => Readonly<Record<string, Sql>>;
  /** Whether there is such an object; always, when left out. */
  readonly present?: (row: RowRef) => Sql;
  readonly permission?: Permission;
}

/** Rows of another model that belong to a row: one, a plain list, or a list in pages. */
export interface RelationField {
  readonly kind: 'one' | 'list' | 'page';
  readonly options: RelationOptions;
}

/** A field that is worked out in JavaScript by its own resolver, from columns that the statement brings along. */
export interface LateField {
  readonly kind: 'late';
  /** What the resolver's parent has, by name. */
  readonly needs: (row: RowRef) => Readonly<Record<string, Sql>>;
  readonly permission?: Permission;
}

export type ReadField = ColumnField | ValueField | EmbeddedField | RelationField | LateField;

/** What there is to say about a relation. `A` are its arguments as `args` gives them back. */
export interface RelationOptions<A = Record<string, unknown>> {
  /** Which of the target's rows belong to the row. */
  readonly where?: (row: RowRef, target: RowRef, asked: Asked<A>) => Sql;
  /** Rows to read instead of the target's table: a whole select in which every table names the tenant. */
  readonly from?: (row: RowRef, asked: Asked<A>) => Sql;
  readonly order?: Order;
  /** Checks the field's own arguments (not those of its pages). */
  readonly args?: z.ZodType<A>;
  /** Needed to ask for the field at all. */
  readonly permission?: Permission;
  /**
   * To-one fields of the target whose row the select of `from` brings along as a column of composite type, by field; they
   * are not looked up again. Only for rows that are never missing and that whoever sees the target sees.
   */
  readonly brings?: Readonly<Record<string, string>>;
  /** Whoever sees the row sees the target too: its visibility is not checked again. */
  readonly implied?: boolean;
}

/** How one GraphQL type is read from the database. Declared once, beside the type. */
export interface ReadModel {
  /** Name of the GraphQL type. */
  readonly type: string;
  /** Table whose rows it stands for; none where relations say themselves what to read. */
  readonly table?: string;
  /** Which rows the caller may see, besides the tenant's rule; `several` where it picks rows out of a list. */
  readonly visible?: (row: RowRef, ctx: RequestContext, several: boolean) => Sql;
  /** Fields that are not simply the column of the same name. */
  readonly fields: Readonly<Record<string, ReadField>>;
}

/** Declares how a type is read: fields that are left out are the column of the same name in snake case. */
export function readModel(
  type: string,
  { fields = {}, ...rest }: Omit<ReadModel, 'type' | 'fields'> & Partial<Pick<ReadModel, 'fields'>>,
): ReadModel {
  return { type, fields, ...rest };
}

/** Further fields of a type whose model another feature declares. */
export interface ReadExtension {
  readonly extends: string;
  readonly fields: Readonly<Record<string, ReadField>>;
}

/** Adds fields to another feature's type. */
export function extendReadModel(type: string, fields: ReadExtension['fields']): ReadExtension {
  return { extends: type, fields };
}

/** A column under another name than its field's. */
export function column(name: string): ColumnField {
  return { kind: 'column', name };
}

/** A value worked out by PostgreSQL. */
export function computed(expression: ValueField['sql'], options: Pick<ValueField, 'permission'> = {}): ValueField {
  return { kind: 'value', sql: expression, ...options };
}

/** An object made of the same row's columns. */
export function embedded(
  columns: EmbeddedField['columns'],
  options: Pick<EmbeddedField, 'present' | 'permission'> = {},
): EmbeddedField {
  return { kind: 'embedded', columns, ...options };
}

/** At most one row of the target. */
export function one<A = Record<string, unknown>>(options: RelationOptions<A>): RelationField {
  return { kind: 'one', options: options as RelationOptions };
}

/** All rows of the target that belong to the row. For lists that are short by nature. */
export function list<A = Record<string, unknown>>(options: RelationOptions<A>): RelationField {
  return { kind: 'list', options: options as RelationOptions };
}

/** A cursor connection over the rows of the target that belong to the row. */
export function page<A = Record<string, unknown>>(options: RelationOptions<A> & { order: Order }): RelationField {
  return { kind: 'page', options: options as RelationOptions };
}

/** A field that its own resolver works out from these columns, given by the name its parent has them under. */
export function late(
  needs: Readonly<Record<string, string>> | LateField['needs'],
  options: Pick<LateField, 'permission'> = {},
): LateField {
  if (typeof needs === 'function') return { kind: 'late', needs, ...options };
  return {
    kind: 'late',
    needs: (row) => Object.fromEntries(Object.entries(needs).map(([name, from]) => [name, row(from)])),
    ...options,
  };
}

/** The row's own identifier equals this id. */
export const hasId =
  (id: string) =>
  (row: RowRef): Sql =>
    sql`${row('id')} = ${id}`;

/** Body of a nested field's method: it stands for the field's type and arguments; its data come from the declaration. */
export function readByEngine(): never {
  throw new Error('The parent of this field was not read by the read engine.');
}
