import { all, sql, type Sql, type SqlWriter } from '../../database/tenant-sql.js';
import type { Page } from '../connection.js';
import { orderBy } from './keyset-sql.js';
import { type Piece, writePieces } from './pieces.js';
import type { Run } from './read.js';
import type { Order } from './read-model.js';

/** Where rows come from, which of them, and in which order. */
export interface RowSource {
  readonly alias: string;
  readonly from: readonly Piece[];
  /** The rows are a select that names the tenant itself. */
  readonly ownTenant?: boolean;
  readonly conditions: (run: Run) => readonly (Sql | undefined)[];
  /** Which rows the caller may see; all, when undefined. */
  readonly visible: (run: Run, several: boolean) => Sql | undefined;
  readonly order: (run: Run) => Order | undefined;
  readonly page: (run: Run) => Page;
  readonly limit: (run: Run) => number | null | undefined;
}

/** `object` of the one row; no row gives SQL null. */
export function oneSql(source: RowSource, object: readonly Piece[]): Piece[] {
  return ['(select ', ...object, rowsOf(source, false), ')'];
}

/** JSON array of `object` for all rows. */
export function listSql(source: RowSource, object: readonly Piece[]): Piece[] {
  const ordered: Piece = (writer, run) => {
    const order = source.order(run);
    if (order) writer.sql(sql` order by ${orderBy(order, source.alias, false)}`);
    const limit = source.limit(run);
    if (limit != null) writer.sql(sql` limit ${limit}`);
  };
  return [
    `(select concat('[',string_agg(x.e,','),']') from (select `,
    ...object,
    ' as e',
    rowsOf(source),
    ordered,
    ') x)',
  ];
}

/** ` from … where …`: the tenant's rows of the source that meet its conditions. */
export function rowsOf(source: RowSource, several = true): (writer: SqlWriter, run: Run) => void {
  return (writer, run) => {
    writer.write(' from ');
    writePieces(source.from, writer, run);
    writer.write(` ${source.alias} where ${source.ownTenant ? 'true' : `${source.alias}.tenant_id = $1`} and `);
    // In parentheses: an `or` in a declaration must not get round the tenant.
    writer.sql(all(source.conditions(run).map((condition) => condition && sql`(${condition})`)));
    const visible = source.visible(run, several);
    if (visible) writer.sql(sql` and (${visible})`);
  };
}
