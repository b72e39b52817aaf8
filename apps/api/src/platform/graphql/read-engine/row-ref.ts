import { identifier, sql, type Sql } from '../../database/tenant-sql.js';
import type { RowRef } from './read-model.js';

/** The row of a statement that stands under this alias. */
export function rowRef(alias: string): RowRef {
  const columns = new Map<string, Sql>();
  return (name) => {
    let found = columns.get(name);
    if (!found) columns.set(name, (found = identifier(`${alias}.${name}`)));
    return found;
  };
}

/** A row whose columns are expressions over another one. */
export function embeddedRef(columns: Readonly<Record<string, Sql>>, type: string): RowRef {
  return (name) => {
    const found = columns[name];
    if (!found) throw new Error(`An embedded ${type} has no ${name}.`);
    return sql`(${found})`;
  };
}

/** A row that another one has as a column of composite type. */
export function compositeRef(row: Sql): RowRef {
  return (name) => sql`(${row}).${identifier(name)}`;
}
