import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import {
  type Correctable,
  forgetRewritten,
  restoreCorrected,
  rewriteCorrected,
  rewrittenBack,
  takeOutCorrected,
} from '../../platform/corrections/correction.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { countDelivered } from './delivery.count.js';
import type { DeliveryBatch } from './delivery.merge.js';

const PROMISES: Correctable = {
  fact: 'delivery_promise',
  history: 'delivery_promise_correction',
  id: 'promise_id',
  content: ['promised_on', 'quantity', 'content_hash'],
};

/** Which delivery of a line one is: by the number of its note, else by its day. */
export function deliveryMark(column: (name: string) => Sql): Sql {
  return sql`coalesce('no ' || ${column('delivery_number')}, 'on ' || ${column('delivered_on')})`;
}

const markOf = (alias: string): Sql => deliveryMark((column) => identifier(`${alias}.${column}`));

const DELIVERIES: Correctable = {
  fact: 'delivery',
  history: 'delivery_correction',
  id: 'delivery_id',
  chain: { promise_id: sql`f.promise_id`, mark: markOf('f') },
  content: ['promise_id', 'account_id', 'delivered_on', 'quantity', 'delivery_number'],
};

/**
 * Gives promises the day and quantity that a batch tells of them, and takes the deliveries out which it tells otherwise: the
 * merge that follows adds these anew. A delivery that stands beside others of its mark, or in the file as it is, stays.
 * @returns how many promises were corrected by rows that bring nothing else
 */
export async function correctDeliveries(
  ctx: RequestContext,
  { importId, ...batch }: Pick<DeliveryBatch, 'importId' | 'rows'> & { readonly given: string },
): Promise<number> {
  const rows = identifier(batch.rows);
  const { alone } = await rewriteCorrected(ctx, PROMISES, {
    importId,
    ...batch,
    columns: sql`g.promised_on, g.quantity, g.content_hash`,
    beside: sql`left join delivery d on d.tenant_id = ${TENANT}::uuid and d.id = g.delivery_id`,
    bringsMore: sql`(g.delivery_id is not null and d.id is null)`,
    rewrite: sql`
    rewritten as (
      update delivery_promise p set promised_on = c.promised_on, quantity = c.quantity, content_hash = c.content_hash
      from changed c where p.tenant_id = ${TENANT}::uuid and p.id = c.id)`,
  });
  await takeOutCorrected(ctx, DELIVERIES, {
    importId,
    given: batch.given,
    // Of rows that the merge will take.
    told: sql`
    told as (
      select md5(s.id || ${markOf('s')})::uuid as key, s.row_number, s.id as promise_id, s.delivery_id, ${markOf('s')} as mark
      from ${rows} s join delivery_promise p on p.tenant_id = ${TENANT}::uuid and p.id = s.id and p.content_hash = s.content_hash
      where s.delivery_id is not null and ${visibleAccount(ctx, 'p.account_id')})`,
    same: sql`f.promise_id = g.promise_id and ${markOf('f')} = g.mark`,
    differs: sql`f.id <> g.delivery_id
        and not exists (select from delivery d where d.tenant_id = ${TENANT}::uuid and d.id = g.delivery_id)
        and not exists (select from ${rows} s where s.delivery_id = f.id)
        and not exists (
          select from delivery d where d.tenant_id = ${TENANT}::uuid and d.promise_id = f.promise_id and ${markOf('d')} = g.mark and d.id <> f.id)`,
  });
  return alone;
}

/** Gives promises back what they said before an import corrected them; comes before the import's own are withdrawn. */
export async function restorePromises(ctx: RequestContext, importId: string): Promise<void> {
  await forgetRewritten(ctx, PROMISES, importId);
  await ctx.unit.execute(tenantSql`
    with ${rewrittenBack(PROMISES, importId)}
    update delivery_promise p set promised_on = b.promised_on, quantity = b.quantity, content_hash = b.content_hash
    from back b where p.tenant_id = ${TENANT}::uuid and p.id = b.promise_id`);
}

/**
 * The same for deliveries, after the import's own were withdrawn; their promises count anew what has arrived.
 * @param touched a staging table `(key uuid primary key, n bigint)`
 */
export async function restoreDeliveries(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  await ctx.unit.execute(tenantSql`delete from ${identifier(touched)} where ${TENANT}::uuid is not null`);
  await restoreCorrected(
    ctx,
    DELIVERIES,
    importId,
    (source) => sql`
    in_touched as (insert into ${identifier(touched)} (key, n) select promise_id, count(*) from ${identifier(source)} group by promise_id)`,
  );
  await countDelivered(ctx, touched);
}
