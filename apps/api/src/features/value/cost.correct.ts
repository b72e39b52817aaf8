import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/** Columns that make up a cost, beside its id. */
const CONTENT = sql`account_id, month, driver, quantity, rate_minor, cost_minor, currency, import_id, recorded_at, recorded_by`;

/**
 * Takes the costs out to which a batch gives another quantity or rate, and keeps what they said: the merge that follows in
 * the same transaction adds the new ones. What people recorded by hand stays, and so does what this import has brought; of
 * several rows of a file about one cost the first counts.
 */
export async function takeOutCorrectedCosts(
  ctx: RequestContext,
  { importId, ...batch }: { readonly importId: string; readonly rows: string; readonly given: string },
): Promise<void> {
  const [rows, come] = [identifier(batch.rows), identifier(batch.given)];
  await ctx.unit.execute(tenantSql`
    with told as materialized (
      select distinct on (a.id, s.month, s.driver) a.id as account_id, s.month, s.driver, s.quantity, s.rate_minor,
        md5(a.id || ' ' || s.month || ' ' || s.driver)::uuid as key
      from ${rows} s join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
      order by a.id, s.month, s.driver, s.row_number),
    remembered as (insert into ${come} (key) select key from told order by key on conflict (key) do nothing),
    gone as (
      delete from cost_to_serve c using told t where c.tenant_id = ${TENANT}::uuid and c.account_id = t.account_id and c.month = t.month
        and c.driver = t.driver and (c.quantity <> t.quantity or c.rate_minor <> t.rate_minor) and c.import_id <> ${importId}::uuid
        and not exists (select from ${come} g where g.key = t.key)
      returning c.*),
    kept as (
      insert into cost_to_serve_correction (tenant_id, cost_id, ${CONTENT}, replaced_at, replaced_by, replaced_by_import)
      select ${TENANT}::uuid, id, ${CONTENT}, ${ctx.now()}::timestamptz, ${ctx.actor}::text, ${importId}::uuid from gone)
    update import set rows_corrected = rows_corrected + (select count(*) from gone) where tenant_id = ${TENANT}::uuid and id = ${importId}::uuid
      and exists (select from gone)`);
}

/** Gives costs back what they said before an import corrected them, after the import's own were withdrawn. */
export async function restoreCosts(ctx: RequestContext, importId: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    with dropped as (
      delete from cost_to_serve_correction where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid
      returning account_id, month, driver, replaced_at, replaced_by, replaced_by_import)
    update cost_to_serve_correction k set replaced_at = d.replaced_at, replaced_by = d.replaced_by, replaced_by_import = d.replaced_by_import
    from dropped d where k.tenant_id = ${TENANT}::uuid and k.account_id = d.account_id and k.month = d.month and k.driver = d.driver
      and k.replaced_by_import = ${importId}::uuid`);
  await ctx.unit.execute(tenantSql`
    with back as (
      delete from cost_to_serve_correction where tenant_id = ${TENANT}::uuid and replaced_by_import = ${importId}::uuid returning *)
    insert into cost_to_serve (tenant_id, id, ${CONTENT}) select ${TENANT}::uuid, cost_id, ${CONTENT} from back`);
}
