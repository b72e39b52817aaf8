import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** The latest month in which the tenant has order lines (its first day); null before the first. Shares end with it. */
export async function latestTradeMonth(ctx: RequestContext): Promise<string | null> {
  const row = await ctx.unit.first<{ month: string | null }>(tenantSql`
    select date_trunc('month', max(day)::timestamp)::date as month from account_order_day where tenant_id = ${TENANT}`);
  return row?.month ?? null;
}

/**
 * Lets one change of the tenant's trade facts in at a time. Roll-ups are read and written by every batch: without this,
 * two imports at once would deadlock over their rows or number the same line twice.
 */
export async function lockTrade(ctx: RequestContext): Promise<void> {
  await ctx.unit.query(tenantSql`select pg_advisory_xact_lock(hashtextextended(${TENANT}::text, 7201))`);
}
