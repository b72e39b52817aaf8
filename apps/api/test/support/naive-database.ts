import pg from 'pg';
import type { Config } from '../../src/platform/config/config.js';
import { roleUrl } from '../../src/platform/database/database-roles.js';
import { compile, Sql } from '../../src/platform/database/tenant-sql.js';
import type { RowRef } from '../../src/platform/graphql/read-engine/read-model.js';

/** One value as PostgreSQL wrote it, with its type. */
export interface Cell {
  readonly text: string | null;
  /** As in a cast, e.g. `timestamp with time zone` or `text[]`. */
  readonly type: string;
  readonly oid: number;
}

/** A row on its own, away from the statement that found it. */
export type NaiveRow = ReadonlyMap<string, Cell>;

/** One tenant's rows over a plain connection of the application's role. Nothing changes while it is open: rows are kept. */
export class NaiveDatabase {
  private readonly kept = new Map<string, Promise<readonly NaiveRow[]>>();
  private previous: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly client: pg.Client,
    private readonly tenantId: string,
    private readonly types: ReadonlyMap<number, string>,
  ) {}

  static async open({ database, secret }: Config, tenantId: string): Promise<NaiveDatabase> {
    const client = new pg.Client({ connectionString: roleUrl(database.adminUrl, secret, 'mortise_app') });
    // When a test has failed, the database is dropped while the connection is open.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ oid: number; name: string }>(
      'select oid, format_type(oid, null) as name from pg_type',
    );
    const opened = new NaiveDatabase(client, tenantId, new Map(rows.map(({ oid, name }) => [oid, name])));
    await opened.begin();
    return opened;
  }

  rows(statement: Sql): Promise<readonly NaiveRow[]> {
    const { text, values } = compile(statement, this.tenantId);
    const key = JSON.stringify([text, values]);
    let rows = this.kept.get(key);
    if (!rows) this.kept.set(key, (rows = this.inTurn(() => this.query(text, values))));
    return rows;
  }

  async close(): Promise<void> {
    await this.previous;
    await this.client.end();
  }

  private async query(text: string, values: readonly unknown[]): Promise<readonly NaiveRow[]> {
    try {
      const result = await this.client.query<(string | null)[]>({
        // Not every statement has a use for the tenant, but it is always the first parameter.
        text: `with asking as (select $1::uuid as tenant_id) ${text}`,
        values: [...values],
        rowMode: 'array',
        types: { getTypeParser: () => (value: string) => value },
      } as pg.QueryArrayConfig);
      return result.rows.map(
        (row) =>
          new Map(
            result.fields.map(({ name, dataTypeID }, index) => [
              name,
              { text: row[index] ?? null, type: this.types.get(dataTypeID) ?? 'text', oid: dataTypeID },
            ]),
          ),
      );
    } catch (error) {
      await this.client.query('rollback');
      await this.begin();
      throw error;
    }
  }

  private async begin(): Promise<void> {
    await this.client.query('begin isolation level repeatable read, read only');
    await this.client.query('select enter_tenant($1)', [this.tenantId]);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.previous.then(work);
    this.previous = next.catch(() => undefined);
    return next;
  }
}

/** The columns of a row at hand as parameters, so that what is declared over rows can be worked out for this one. */
export function cellsOf(row: NaiveRow): RowRef {
  return (column) => {
    const cell = row.get(column);
    if (!cell) throw new Error(`The row has no column ${column}, but ${[...row.keys()].join(', ')}.`);
    return new Sql(['(', `::${cell.type})`], [cell.text]);
  };
}

/** The value as node-postgres would have handed it to a resolver. */
export function valueOf({ text, oid }: Cell): unknown {
  return text === null ? null : (pg.types.getTypeParser(oid, 'text') as (text: string) => unknown)(text);
}
