import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/**
 * Tells promises anew what has arrived of them: when first, how much on that day, how much in all.
 * @param touched staging table `(key uuid primary key, n bigint)` of the promises
 */
export async function countDelivered(ctx: RequestContext, touched: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    update delivery_promise p set first_delivered_on = d.first_on, first_quantity = trim_scale(coalesce(d.first_quantity, 0)),
      delivered_quantity = trim_scale(coalesce(d.quantity, 0))
    from ${identifier(touched)} t
    cross join lateral (
      select f.first_on, sum(d.quantity) filter (where d.delivered_on = f.first_on) as first_quantity, sum(d.quantity) as quantity
      from (select min(d.delivered_on) as first_on from delivery d where d.tenant_id = ${TENANT}::uuid and d.promise_id = t.key) f
      left join delivery d on d.tenant_id = ${TENANT}::uuid and d.promise_id = t.key group by f.first_on) d
    where p.tenant_id = ${TENANT}::uuid and p.id = t.key`);
}
