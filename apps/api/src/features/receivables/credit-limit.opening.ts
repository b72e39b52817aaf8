import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';

/**
 * Gives accounts that have never had a credit limit their first one; the others are left alone.
 * @param wanted a select of (account_id, limit_minor), one row an account
 */
export async function openCreditLimits(
  ctx: RequestContext,
  importId: string,
  currency: string,
  wanted: Sql,
): Promise<void> {
  // As whoever sets a limit does: one that is being set comes first, a later one is the second. New accounts are ours alone.
  await ctx.unit.execute(tenantSql`
    select 1 from account a join (${wanted}) w on w.account_id = a.id
    where a.tenant_id = ${TENANT}::uuid and a.import_id is distinct from ${importId}::uuid order by a.id for no key update of a`);
  await ctx.unit.execute(tenantSql`
    with opened as (
      insert into credit_limit (tenant_id, id, account_id, version, limit_minor, currency, set_at, set_by, import_id)
      select ${TENANT}::uuid, gen_random_uuid(), w.account_id, 1, w.limit_minor, ${currency}::text, ${ctx.now()}::timestamptz, ${ctx.actor}::text,
        ${importId}::uuid
      from (${wanted}) w
      where not exists (select from credit_limit l where l.tenant_id = ${TENANT}::uuid and l.account_id = w.account_id)
      returning id, account_id, limit_minor),
    noted as (
      insert into import_account (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, 0 from opened on conflict (tenant_id, import_id, account_id) do nothing),
    told as (
      insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
      select ${TENANT}::uuid, gen_random_uuid(), account_id, ${ctx.now()}::timestamptz, ${ctx.now()}::timestamptz, 'credit-limit.set', ${ctx.actor}::text,
        'credit-limit', id::text, jsonb_build_object('limitMinor', limit_minor::text) from opened)
    insert into account_receivable as r (tenant_id, account_id, currency, open_minor, open_invoices, credit_minor, facts, limit_minor)
    select ${TENANT}::uuid, account_id, ${currency}::text, 0, 0, 0, 0, limit_minor from opened
    on conflict (tenant_id, account_id) do update set limit_minor = excluded.limit_minor`);
}

/**
 * Takes the limits back that an import has given.
 * @returns how many of these accounts have had another one since, so that nothing was taken back
 */
export async function withdrawCreditLimits(ctx: RequestContext, importId: string): Promise<number> {
  // Locked before anything is counted: a limit that is being set comes first, a later one finds none.
  await ctx.unit.execute(tenantSql`
    select 1 from account a join credit_limit l on l.tenant_id = ${TENANT} and l.account_id = a.id
    where a.tenant_id = ${TENANT} and l.import_id = ${importId} order by a.id for no key update of a`);
  const row = await ctx.unit.first<{ changed: string }>(tenantSql`
    select count(*) as changed from credit_limit l where l.tenant_id = ${TENANT} and l.import_id = ${importId} and exists (
      select from credit_limit later where later.tenant_id = ${TENANT} and later.account_id = l.account_id and later.version > l.version)`);
  const changed = Number(row?.changed ?? 0);
  if (changed > 0) return changed;
  await ctx.unit.execute(tenantSql`
    with gone as (delete from credit_limit where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning account_id)
    update account_receivable r set limit_minor = null from gone g where r.tenant_id = ${TENANT}::uuid and r.account_id = g.account_id`);
  await ctx.unit.execute(tenantSql`
    delete from account_receivable r using import_account t where r.tenant_id = ${TENANT}::uuid and r.facts = 0 and r.limit_minor is null
      and t.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid and t.account_id = r.account_id`);
  return 0;
}
