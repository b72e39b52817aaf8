import { TENANT, tenantSql } from '../database/tenant-sql.js';
import type { RequestContext } from './request-context.js';

/** The currency of the tenant's own amounts, ISO 4217. */
export async function tenantCurrency(ctx: RequestContext): Promise<string> {
  const row = await ctx.unit.first<{ currency: string }>(tenantSql`select currency from tenant where id = ${TENANT}`);
  if (!row) throw new Error('The tenant is gone.');
  return row.currency;
}
