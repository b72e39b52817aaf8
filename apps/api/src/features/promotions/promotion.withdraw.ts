import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ErrorReason } from '../../platform/errors/domain-error.js';

/**
 * Takes an import's promotions out again, and what it put them on.
 * @returns how many of them somebody has changed since, or order lines name: then nothing is to be taken back
 */
export async function withdrawPromotions(ctx: RequestContext, importId: string): Promise<readonly ErrorReason[]> {
  const row = await ctx.unit.first<{ changed: string }>(tenantSql`
    select count(*) as changed from promotion where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid and version > 1`);
  const changed = Number(row?.changed);
  if (changed > 0) return [{ code: 'PROMOTION_CHANGED', count: changed }];
  const named = await ctx.unit.first<{ lines: string }>(tenantSql`
    select count(*) as lines from promotion p join order_line l on l.tenant_id = ${TENANT}::uuid and l.promotion_id = p.id
    where p.tenant_id = ${TENANT}::uuid and p.import_id = ${importId}::uuid`);
  const lines = Number(named?.lines);
  if (lines > 0) return [{ code: 'ORDER_LINE_DEPENDS', count: lines }];
  await ctx.unit.execute(
    tenantSql`delete from promotion_item where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid`,
  );
  await ctx.unit.execute(
    // What takes part in one, or was put on its list by others, is counted already and keeps the whole import.
    tenantSql`delete from promotion p where p.tenant_id = ${TENANT}::uuid and p.import_id = ${importId}::uuid
      and not exists (select from promotion_item i where i.tenant_id = ${TENANT}::uuid and i.promotion_id = p.id)
      and not exists (select from order_line_correction k where k.tenant_id = ${TENANT}::uuid and k.promotion_id = p.id)
      and not exists (select from promotion_uptake u where u.tenant_id = ${TENANT}::uuid and u.promotion_id = p.id)`,
  );
  return [];
}

/** Takes an import's participations out again. */
export async function withdrawPromotionUptakes(ctx: RequestContext, importId: string): Promise<void> {
  await ctx.unit.execute(
    tenantSql`delete from promotion_uptake where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid`,
  );
}
