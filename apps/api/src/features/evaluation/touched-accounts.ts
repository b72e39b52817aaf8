import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Accounts of which something is judged at once. */
export const EVALUATION_BATCH = 500;

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Which accounts an evaluation is about, in batches by id. */
@Injectable()
export class TouchedAccounts {
  /** Which of these accounts are in use, by id. */
  async inUse(ctx: RequestContext, accountIds: readonly string[]): Promise<string[]> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select id from account where tenant_id = ${TENANT} and archived_at is null and id = any(${accountIds}::uuid[]) order by id`);
    return rows.map(({ id }) => id);
  }

  /** The next batch of the tenant's accounts in use. */
  async next(ctx: RequestContext, after: string | null): Promise<string[]> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select id from account
      where tenant_id = ${TENANT} and id > ${after ?? FIRST} and archived_at is null
      order by id limit ${EVALUATION_BATCH}`);
    return rows.map(({ id }) => id);
  }

  async count(ctx: RequestContext, accountIds: readonly string[] | null): Promise<number> {
    const row = await ctx.unit.first<{ count: string }>(tenantSql`
      select count(*) from account where tenant_id = ${TENANT} and archived_at is null and (${accountIds === null} or id = any(${accountIds ?? []}::uuid[]))`);
    return Number(row?.count ?? 0);
  }

  /** The accounts whose facts an import has added to; none of one that asked not to be evaluated, unless it is undone. */
  async ofImport(ctx: RequestContext, importId: string): Promise<string[]> {
    const later = await ctx.unit.first(tenantSql`
      select 1 from import where tenant_id = ${TENANT} and id = ${importId} and options ->> 'evaluate' = 'false' and status = 'SUCCEEDED'`);
    if (later) return [];
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select account_id as id from import_account where tenant_id = ${TENANT} and import_id = ${importId}
      union select account_id from account_contact where tenant_id = ${TENANT} and import_id = ${importId}`);
    return rows.map(({ id }) => id);
  }
}
