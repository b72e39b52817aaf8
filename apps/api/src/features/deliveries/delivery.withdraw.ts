import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { countDelivered } from './delivery.count.js';

/**
 * Takes an import's promises and deliveries out again; what others promised counts anew what has arrived of it.
 * @param touched an empty staging table `(key uuid primary key, n bigint)`
 */
export async function withdrawDeliveries(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    with gone as (
      delete from delivery where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning promise_id)
    insert into ${identifier(touched)} (key, n) select promise_id, count(*) from gone group by promise_id`);
  await ctx.unit.execute(tenantSql`
    delete from delivery_promise p where p.tenant_id = ${TENANT}::uuid and p.import_id = ${importId}::uuid
      -- What others have delivered or corrected stays, and with it the whole import: that has been counted already.
      and not exists (select from delivery d where d.tenant_id = ${TENANT}::uuid and d.promise_id = p.id)
      and not exists (select from delivery_correction k where k.tenant_id = ${TENANT}::uuid and k.promise_id = p.id)
      and not exists (select from delivery_promise_correction k where k.tenant_id = ${TENANT}::uuid and k.promise_id = p.id)`);
  await countDelivered(ctx, touched);
}
