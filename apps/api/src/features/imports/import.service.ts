import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { validate as isUuid } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';
import { Import, type ImportError } from './import.entity.js';

const NEWEST_FIRST: readonly OrderColumn[] = [
  { column: 'started_at', type: 'timestamptz' },
  { column: 'id', type: 'uuid' },
];
const BY_ROW: readonly OrderColumn[] = [
  { column: 'row_number', type: 'bigint' },
  { column: 'ordinal', type: 'integer' },
];
const CSV_PAGE = 5_000;

interface ErrorRow {
  row_number: string;
  ordinal: number;
  column: string | null;
  code: string;
  value: string | null;
  message: string;
}

/** Imports as they are looked at. Whoever does not see every account sees only the imports of his or her own. */
@Injectable()
export class ImportService {
  private readonly errorPages = new NestedPages<ErrorRow & { parent: string }, ImportError>({
    order: BY_ROW,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query<ErrorRow & { parent: string }>(tenantSql`
      select p.id as parent, e.* from unnest(${parents}::uuid[]) with ordinality p (id, place) cross join lateral (
        select row_number, ordinal, "column", code, value, message from import_error
        where tenant_id = ${TENANT} and import_id = p.id and ${after} order by ${orderBy} ${limit}) e order by p.place, ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query<{ parent: string; count: string }>(tenantSql`
      select import_id as parent, count(*) from import_error
      where tenant_id = ${TENANT} and import_id = any(${parents}::uuid[]) group by import_id`),
    key: (row) => [row.row_number, row.ordinal],
    nodes: async (_ctx, rows) => rows.map(({ row_number: rowNumber, ...rest }) => ({ ...rest, rowNumber })),
  });

  async get(ctx: RequestContext, id: string): Promise<Import> {
    const found = isUuid(id)
      ? await ctx.unit.first(
          tenantSql`select id from import where tenant_id = ${TENANT} and id = ${id} and ${mine(ctx)}`,
        )
      : undefined;
    const row = found && (await (await ctx.unit.repository(Import)).findOne({ id }));
    if (!row) throw new NotFound('Import');
    return row;
  }

  async find(ctx: RequestContext, id: string): Promise<Import | null> {
    return this.get(ctx, id).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }

  async list(ctx: RequestContext, args: ConnectionArgs): Promise<ConnectionOf<Import>> {
    const page = readPage(args, NEWEST_FIRST.length);
    const { after, orderBy, limit } = keyset(NEWEST_FIRST, page, true);
    // Started-at is cut to milliseconds by JavaScript; the cursor carries the database's own text.
    const rows = await ctx.unit.query<{ id: string; started_at: string }>(tenantSql`
      select id, started_at::text from import where tenant_id = ${TENANT} and ${all([mine(ctx), after])} order by ${orderBy} ${limit}`);
    const imports = await (await ctx.unit.repository(Import)).find({ id: In(rows.map(({ id }) => id)) });
    const byId = new Map(imports.map((each) => [each.id, each]));
    return toConnection(rows, page, {
      key: (row) => [row.started_at, row.id],
      node: (row) => byId.get(row.id) as Import,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(tenantSql`
          select count(*) from import where tenant_id = ${TENANT} and ${mine(ctx)}`);
        return Number(row?.count ?? 0);
      },
    });
  }

  errors(ctx: RequestContext, importId: string, args: ConnectionArgs): Promise<ConnectionOf<ImportError>> {
    return this.errorPages.page(ctx, importId, args);
  }

  /** All reasons as a file, read page by page while it is sent. */
  async *errorsCsv(ctx: RequestContext, importId: string): AsyncGenerator<string> {
    yield '\ufeffrow,column,code,value,message\r\n';
    for (let after: readonly [string, number] | undefined; ;) {
      const rows = await this.errorRows(
        ctx,
        importId,
        after ? sql`(row_number, ordinal) > (${after[0]}::bigint, ${after[1]}::integer)` : sql`true`,
        sql`row_number, ordinal`,
        sql`limit ${CSV_PAGE}`,
      );
      // A slow reader must not keep a connection: each page is its own snapshot, and finished imports do not change.
      await ctx.unit.refresh();
      if (rows.length === 0) return;
      yield rows
        .map((row) => [row.row_number, row.column, row.code, row.value, row.message].map(csvCell).join(',') + '\r\n')
        .join('');
      const last = rows.at(-1) as ErrorRow;
      after = [last.row_number, last.ordinal];
    }
  }

  private errorRows(ctx: RequestContext, importId: string, after: Sql, orderBy: Sql, limit: Sql): Promise<ErrorRow[]> {
    return ctx.unit.query<ErrorRow>(tenantSql`
      select row_number, ordinal, "column", code, value, message from import_error
      where tenant_id = ${TENANT} and import_id = ${importId} and ${after} order by ${orderBy} ${limit}`);
  }
}

/** Rejected rows hold what stood in the file, so they are for whoever sent it or may see everything anyway. */
export function mine(ctx: RequestContext): Sql {
  return hasPermission(ctx, 'account.read.all') ? sql`true` : sql`started_by = ${ctx.actor}`;
}

function csvCell(value: string | null): string {
  if (value === null) return '';
  // A spreadsheet would run a cell that looks like a formula.
  const safe = /^[=@\t\r]|^[+-](?![\d.,]*$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
