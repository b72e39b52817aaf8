import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { settleInvoices } from './invoice.settle.js';
import { intoBalances, intoMonths, monthOf } from './receivable-rollup.js';

/** What a batch of staged invoices corrects. */
export interface InvoiceCorrections {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Staging table `(key)` of the import: the invoices that have come. */
  readonly given: string;
  /** Empty staging table `(key uuid primary key, n bigint)`; empty again afterwards. */
  readonly touched: string;
}

/**
 * Gives invoices the content that a batch tells of them, where it is another one, and keeps what they said. The payment
 * that a day of settlement stands for follows the amount, because it was of all that was open. Of several rows of a file
 * about one invoice the first counts. An invoice stays with its account, and a row that contradicts what is known of
 * dispute or settlement is left to the merge, which rejects it.
 * @returns how many were corrected by rows that bring nothing else
 */
export async function correctInvoices(
  ctx: RequestContext,
  { importId, currency, ...batch }: InvoiceCorrections,
): Promise<number> {
  const [rows, given, touched] = [identifier(batch.rows), identifier(batch.given), identifier(batch.touched)];
  const result = await ctx.unit.first<{ corrected: string; alone: string }>(tenantSql`
    with told as materialized (
      select distinct on (s.id) s.*, a.id as account_id from ${rows} s
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = s.account_ref and ${visibleAccount(ctx, 'a.id')}
      order by s.id, s.row_number),
    remembered as (insert into ${given} (key) select id from told order by id on conflict (key) do nothing),
    changed as materialized (
      select t.id, t.settlement_id, t.issued_on, t.due_on, t.amount_minor, t.content_hash, i.account_id, i.issued_on as old_issued_on,
        i.due_on as old_due_on, i.amount_minor as old_minor, i.content_hash as old_hash, i.settled_minor, i.brought_by, i.ordinal,
        (t.disputed and d.invoice_id is null) or (t.settled_on is not null and p.id is null and t.amount_minor > i.settled_minor) as brings_more,
        p.id is not null as settles
      from told t
      cross join lateral (
        select i.account_id, i.issued_on, i.due_on, i.amount_minor, i.content_hash, i.settled_minor, coalesce(k.replaced_by_import, i.import_id) as brought_by,
          coalesce(k.ordinal, 0) as ordinal
        from invoice i left join lateral (
          select k.ordinal, k.replaced_by_import from invoice_correction k where k.tenant_id = ${TENANT}::uuid and k.invoice_id = i.id
          order by k.ordinal desc limit 1) k on true
        where i.tenant_id = ${TENANT}::uuid and i.id = t.id limit 1) i
      left join invoice_dispute d on d.tenant_id = ${TENANT}::uuid and d.invoice_id = t.id
      left join payment p on p.tenant_id = ${TENANT}::uuid and p.id = t.settlement_id
      where i.content_hash <> t.content_hash and i.account_id = t.account_id and i.brought_by <> ${importId}::uuid
        and (t.disputed_on is null or d.invoice_id is null or d.disputed_on is not distinct from t.disputed_on)
        and (t.settled_on is null or p.id is null or p.content_hash = t.settlement_hash)
        and not exists (select from ${given} g where g.key = t.id)),
    kept as (
      insert into invoice_correction (tenant_id, invoice_id, ordinal, issued_on, due_on, amount_minor, currency, content_hash, brought_by_import,
        settlement_id, replaced_at, replaced_by, replaced_by_import)
      select ${TENANT}::uuid, id, ordinal + 1, old_issued_on, old_due_on, old_minor, ${currency}::text, old_hash, brought_by, settlement_id,
        ${ctx.now()}::timestamptz, ${ctx.actor}::text, ${importId}::uuid from changed),
    counted as (
      update import set rows_corrected = rows_corrected + (select count(*) from changed) where tenant_id = ${TENANT}::uuid and id = ${importId}::uuid
        and exists (select from changed)),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) filter (where not brings_more) from changed group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    ${rewrite('changed', currency, touched)}
    select count(*) as corrected, count(*) filter (where not brings_more) as alone from changed`);
  if (Number(result?.corrected) > 0) await settle(ctx, batch.touched);
  return Number(result?.alone);
}

/**
 * Gives invoices back what they said before an import corrected them; comes before the import's own facts are withdrawn.
 * Contents that the import had brought and others have replaced since are forgotten.
 * @param touched an empty staging table `(key uuid primary key, n bigint)`; empty again afterwards
 */
export async function restoreInvoices(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  const tenant = await ctx.unit.first<{ currency: string }>(
    tenantSql`select currency from tenant where id = ${TENANT}`,
  );
  await ctx.unit.execute(tenantSql`
    with dropped as (
      delete from invoice_correction where tenant_id = ${TENANT}::uuid and brought_by_import = ${importId}::uuid and exists (
        select from invoice_correction k where k.tenant_id = ${TENANT}::uuid and k.invoice_id = invoice_correction.invoice_id
          and k.replaced_by_import = ${importId}::uuid)
      returning invoice_id, replaced_at, replaced_by, replaced_by_import)
    update invoice_correction k set replaced_at = d.replaced_at, replaced_by = d.replaced_by, replaced_by_import = d.replaced_by_import
    from dropped d where k.tenant_id = ${TENANT}::uuid and k.invoice_id = d.invoice_id and k.replaced_by_import = ${importId}::uuid`);
  const row = await ctx.unit.first<{ restored: string }>(tenantSql`
    with back as (
      delete from invoice_correction where tenant_id = ${TENANT}::uuid and replaced_by_import = ${importId}::uuid returning *),
    changed as materialized (
      select b.invoice_id as id, b.settlement_id, b.issued_on, b.due_on, b.amount_minor, b.content_hash, i.account_id, i.issued_on as old_issued_on,
        i.amount_minor as old_minor, i.settled_minor, p.id is not null as settles
      from back b join invoice i on i.tenant_id = ${TENANT}::uuid and i.id = b.invoice_id
      left join payment p on p.tenant_id = ${TENANT}::uuid and p.id = b.settlement_id),
    ${rewrite('changed', tenant?.currency ?? '', identifier(touched))}
    select count(*) as restored from changed`);
  if (Number(row?.restored) > 0) await settle(ctx, touched);
}

/** Parts of a statement's `with` that give the invoices of `source` their content, in roll-ups and balances too, and note them as touched. */
function rewrite(source: string, currency: string, touched: Sql): Sql {
  const of = identifier(source);
  return sql`
    rewritten as (
      update invoice i set issued_on = c.issued_on, due_on = c.due_on, amount_minor = c.amount_minor, content_hash = c.content_hash
      from ${of} c where i.tenant_id = ${TENANT}::uuid and i.id = c.id),
    repaid as (
      update payment p set amount_minor = p.amount_minor + c.amount_minor - c.old_minor
      from ${of} c where p.tenant_id = ${TENANT}::uuid and p.id = c.settlement_id and c.amount_minor <> c.old_minor
      returning p.account_id, p.paid_on, c.amount_minor - c.old_minor as more_minor),
    by_month as (
      select account_id, month, sum(invoiced_minor)::bigint as invoiced_minor, sum(paid_minor)::bigint as paid_minor, 0 as credited_minor,
        sum(facts)::bigint as facts
      from (
        select account_id, ${monthOf('issued_on')} as month, amount_minor as invoiced_minor, 0 as paid_minor, 1 as facts from ${of}
        union all select account_id, ${monthOf('old_issued_on')}, -old_minor, 0, -1 from ${of}
        union all select account_id, ${monthOf('paid_on')}, 0, more_minor, 0 from repaid) f
      group by account_id, month),
    into_months as (${intoMonths('by_month')}),
    balance as (
      -- By what has settled them so far; what follows for the payment is worked out with the settlement.
      select account_id, sum(greatest(amount_minor - settled_minor, 0) - greatest(old_minor - settled_minor, 0))::bigint as open_minor,
        0 as open_invoices, sum(greatest(settled_minor - amount_minor, 0) - greatest(settled_minor - old_minor, 0))::bigint as credit_minor, 0 as facts
      from ${of} group by account_id),
    into_balances as (${intoBalances('balance', currency)}),
    into_touched as (insert into ${touched} (key, n) select id, 1 from ${of})`;
}

async function settle(ctx: RequestContext, touched: string): Promise<void> {
  await settleInvoices(ctx, touched);
  await ctx.unit.execute(tenantSql`delete from ${identifier(touched)} where ${TENANT}::uuid is not null`);
}

/** Takes away the months in which corrections have left nothing. */
export async function removeEmptyMonths(ctx: RequestContext, importId: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    delete from account_receivable_month r using import_account t where r.tenant_id = ${TENANT}::uuid and r.facts = 0
      and t.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid and t.account_id = r.account_id`);
}
