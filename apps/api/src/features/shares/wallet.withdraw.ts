import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { touchWallets } from './wallet.touch.js';

/** Takes an import's wallets out and notes in the staging table `touched` whose shares have to be computed again. */
export async function withdrawWallets(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    with gone as (
      delete from wallet where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning account_id, category_id, month, months)
    ${touchWallets(sql`gone`, identifier(touched))}`);
}
