import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Takes an import's wallets out and notes in the staging table `touched` whose shares have to be computed again. */
export async function withdrawWallets(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    with gone as (
      delete from wallet where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning account_id, category_id, month, months)
    insert into ${identifier(touched)} as t (account_id, category_id, from_month, to_month)
    select account_id, category_id, min(month), (max(month + make_interval(months => months + 10)))::date from gone group by account_id, category_id
    on conflict (account_id, category_id) do update
      set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month)`);
}
