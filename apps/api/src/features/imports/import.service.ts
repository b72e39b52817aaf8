import { Injectable } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { hasPermission } from '../../platform/auth/demand-permission.js';

const CSV_PAGE = 5_000;

interface ErrorRow {
  row_number: string;
  ordinal: number;
  column: string | null;
  code: string;
  value: string | null;
  message: string;
}

/** What is looked at of imports beside GraphQL. */
@Injectable()
export class ImportService {
  /** @throws NotFound also for imports the caller may not see */
  async get(ctx: RequestContext, id: string): Promise<{ readonly id: string }> {
    const found = isUuid(id)
      ? await ctx.unit.first<{ id: string }>(
          tenantSql`select id from import where tenant_id = ${TENANT} and id = ${id} and ${mine(ctx)}`,
        )
      : undefined;
    if (!found) throw new NotFound('Import');
    return found;
  }

  /** All reasons as a file, read page by page while it is sent. */
  async *errorsCsv(ctx: RequestContext, importId: string): AsyncGenerator<string> {
    yield '\ufeffrow,column,code,value,message\r\n';
    for (let after: readonly [string, number] | undefined; ;) {
      const rows = await ctx.unit.query<ErrorRow>(tenantSql`
        select row_number, ordinal, "column", code, value, message from import_error
        where tenant_id = ${TENANT} and import_id = ${importId}
          and ${after ? sql`(row_number, ordinal) > (${after[0]}::bigint, ${after[1]}::integer)` : sql`true`}
        order by row_number, ordinal limit ${CSV_PAGE}`);
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
}

/**
 * Rejected rows hold what stood in the file, so they are for whoever sent it or may see everything anyway.
 * @param startedBy who sent it
 */
export function mine(ctx: RequestContext, startedBy = sql`started_by`): Sql {
  return hasPermission(ctx, 'account.read.all') ? sql`true` : sql`${startedBy} = ${ctx.actor}`;
}

function csvCell(value: string | null): string {
  if (value === null) return '';
  // A spreadsheet would run a cell that looks like a formula.
  const safe = /^[=@\t\r]|^[+-](?![\d.,]*$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
