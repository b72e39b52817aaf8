import type { RequestContext } from '../../platform/context/request-context.js';
import {
  type Correctable,
  forgetRewritten,
  rewriteCorrected,
  rewrittenBack,
} from '../../platform/corrections/correction.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { settleInvoices } from './invoice.settle.js';
import { intoBalances, intoMonths, monthOf } from './receivable-rollup.js';

/** settlement_id: the payment that a day of settlement stands for. */
const INVOICES: Correctable = {
  fact: 'invoice',
  history: 'invoice_correction',
  id: 'invoice_id',
  content: ['issued_on', 'due_on', 'amount_minor', 'currency', 'content_hash', 'settlement_id'],
};

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
 * Gives invoices the content that a batch tells of them, where it is another one. The payment that a day of settlement
 * stands for follows the amount, because it was of all that was open. A row that contradicts what is known of dispute or
 * settlement is left to the merge, which rejects it.
 * @returns how many were corrected by rows that bring nothing else
 */
export async function correctInvoices(
  ctx: RequestContext,
  { importId, currency, rows, given, touched }: InvoiceCorrections,
): Promise<number> {
  const { corrected, alone } = await rewriteCorrected(ctx, INVOICES, {
    importId,
    given,
    rows,
    columns: sql`g.settlement_id, g.issued_on, g.due_on, g.amount_minor, g.content_hash, f.issued_on as old_issued_on,
        f.amount_minor as old_minor, f.settled_minor`,
    beside: sql`
      left join invoice_dispute d on d.tenant_id = ${TENANT}::uuid and d.invoice_id = g.id
      left join payment p on p.tenant_id = ${TENANT}::uuid and p.id = g.settlement_id`,
    only: sql`(g.disputed_on is null or d.invoice_id is null or d.disputed_on is not distinct from g.disputed_on)
        and (g.settled_on is null or p.id is null or p.content_hash = g.settlement_hash)`,
    bringsMore: sql`((g.disputed and d.invoice_id is null) or (g.settled_on is not null and p.id is null and g.amount_minor > f.settled_minor))`,
    keeps: sql`, c.settlement_id`,
    rewrite: rewrite('changed', currency, identifier(touched)),
  });
  if (corrected > 0) await settle(ctx, touched);
  return alone;
}

/**
 * Gives invoices back what they said before an import corrected them; comes before the import's own facts are withdrawn.
 * @param touched an empty staging table `(key uuid primary key, n bigint)`; empty again afterwards
 */
export async function restoreInvoices(ctx: RequestContext, importId: string, touched: string): Promise<void> {
  const tenant = await ctx.unit.first<{ currency: string }>(
    tenantSql`select currency from tenant where id = ${TENANT}`,
  );
  await forgetRewritten(ctx, INVOICES, importId);
  const row = await ctx.unit.first<{ restored: string }>(tenantSql`
    with ${rewrittenBack(INVOICES, importId)},
    changed as materialized (
      select b.invoice_id as id, b.settlement_id, b.issued_on, b.due_on, b.amount_minor, b.content_hash, i.account_id, i.issued_on as old_issued_on,
        i.amount_minor as old_minor, i.settled_minor
      from back b join invoice i on i.tenant_id = ${TENANT}::uuid and i.id = b.invoice_id),
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
