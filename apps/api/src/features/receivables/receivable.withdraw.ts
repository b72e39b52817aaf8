import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { settleInvoices } from './invoice.settle.js';
import { intoBalances, intoMonths, monthOf, settlementSums } from './receivable-rollup.js';

/**
 * Takes an import's invoices, payments, credit notes and disputes out of the facts and out of every roll-up; invoices of
 * others that they settled are open again.
 * @param touched an empty staging table `(key uuid primary key, n bigint)`
 */
export async function withdrawReceivables(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  const row = await ctx.unit.first<{ currency: string }>(tenantSql`select currency from tenant where id = ${TENANT}`);
  const currency = row?.currency ?? '';
  await withdrawSettlements(ctx, importId, touched, currency);
  await settleInvoices(ctx, touched);
  await ctx.unit.execute(tenantSql`
    with gone as (
      -- What others refer to stays, and with it the whole import: that has been counted already.
      delete from invoice i where i.tenant_id = ${TENANT}::uuid and i.import_id = ${importId}::uuid
        and not exists (select from payment p where p.tenant_id = ${TENANT}::uuid and p.invoice_id = i.id)
        and not exists (select from credit_note c where c.tenant_id = ${TENANT}::uuid and c.invoice_id = i.id)
        and not exists (select from invoice_dispute d where d.tenant_id = ${TENANT}::uuid and d.invoice_id = i.id)
        and not exists (select from invoice_correction k where k.tenant_id = ${TENANT}::uuid and k.invoice_id = i.id)
      returning account_id, issued_on, amount_minor, settled_minor, settled_on),
    by_month as (
      select account_id, ${monthOf('issued_on')} as month, -sum(amount_minor)::bigint as invoiced_minor, 0 as paid_minor,
        0 as credited_minor, -count(*) as facts from gone group by 1, 2),
    from_months as (${intoMonths('by_month')}),
    balance as (
      select account_id, -sum(greatest(amount_minor - settled_minor, 0))::bigint as open_minor, -count(*) filter (where settled_on is null) as open_invoices,
        -sum(greatest(settled_minor - amount_minor, 0))::bigint as credit_minor, -count(*) as facts from gone group by account_id)
    ${intoBalances('balance', currency)}`);
  for (const [table, limited] of [
    ['account_receivable', sql`r.limit_minor is not null`],
    ['account_receivable_month', sql`false`],
  ] as const) {
    await ctx.unit.execute(tenantSql`
      delete from ${identifier(table)} r using import_account t where r.tenant_id = ${TENANT}::uuid and r.facts = 0 and not (${limited})
        and t.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid and t.account_id = r.account_id`);
  }
}

async function withdrawSettlements(
  ctx: RequestContext,
  importId: string,
  touched: string,
  currency: string,
): Promise<void> {
  await ctx.unit.execute(tenantSql`
    with paid as (
      delete from payment where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning account_id, invoice_id, paid_on, amount_minor),
    credited as (
      delete from credit_note where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning account_id, invoice_id, issued_on, amount_minor),
    undisputed as (
      delete from invoice_dispute where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid returning invoice_id),
    gone as materialized (
      select account_id, invoice_id, paid_on as day, amount_minor as paid_minor, 0::bigint as credited_minor from paid
      union all select account_id, invoice_id, issued_on, 0, amount_minor from credited),
    ${settlementSums(sql`select * from gone`, -1, currency)}
    insert into ${identifier(touched)} (key, n)
    select g.invoice_id, count(*) from (select invoice_id from gone union all select invoice_id from undisputed) g
    join invoice i on i.tenant_id = ${TENANT}::uuid and i.id = g.invoice_id and i.import_id <> ${importId}::uuid
    group by g.invoice_id`);
}
