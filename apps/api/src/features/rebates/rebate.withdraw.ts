import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ErrorReason } from '../../platform/errors/domain-error.js';

/**
 * Takes an import's agreements out again.
 * @returns why not, where people have changed, ended or settled some of them since
 */
export async function withdrawRebateAgreements(ctx: RequestContext, importId: string): Promise<readonly ErrorReason[]> {
  const row = await ctx.unit.first<{ count: string }>(tenantSql`
    select count(*) from rebate_agreement where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid and version > 1`);
  const count = Number(row?.count);
  if (count > 0)
    return [{ code: 'REBATE_AGREEMENT_CHANGED', message: `${count} agreements were changed since.`, count }];
  await ctx.unit.execute(
    tenantSql`delete from rebate_agreement where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid`,
  );
  return [];
}
