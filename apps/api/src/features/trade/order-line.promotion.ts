import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/**
 * Takes staged order lines that name a promotion which does not exist out of their batch, and reports them.
 * @param heading of the column with the code
 * @returns how many
 */
export async function rejectUnknownPromotions(
  ctx: RequestContext,
  { importId, rows, heading }: { readonly importId: string; readonly rows: string; readonly heading: string },
): Promise<number> {
  return ctx.unit.execute(tenantSql`
    with unknown as (
      delete from ${identifier(rows)} s where s.promotion_ref is not null
        and not exists (select from promotion p where p.tenant_id = ${TENANT}::uuid and p.code = s.promotion_ref)
      returning s.row_number, s.promotion_ref)
    insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
    select ${TENANT}::uuid, ${importId}::uuid, row_number, 0, ${heading}::text, 'UNKNOWN_PROMOTION', promotion_ref, 'There is no such promotion.'
    from unknown`);
}
