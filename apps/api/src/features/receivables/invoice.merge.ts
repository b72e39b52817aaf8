import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { settleInvoices } from './invoice.settle.js';
import { intoBalances, intoMonths, monthOf } from './receivable-rollup.js';

/** Columns of the staging table that {@link mergeInvoices} reads, besides `row_number`. */
export const STAGED_INVOICE = {
  // Derived from the number, as that of the payment which `settled_on` stands for.
  id: 'uuid not null',
  content_hash: 'uuid not null',
  settlement_id: 'uuid not null',
  settlement_hash: 'uuid not null',
  number: 'text not null',
  account_ref: 'text not null',
  account_name: 'text',
  issued_on: 'date not null',
  due_on: 'date not null',
  amount_minor: 'bigint not null',
  disputed: 'boolean not null',
  disputed_on: 'date',
  settled_on: 'date',
} as const;

/** What a batch of receivables is merged with. */
export interface ReceivableBatch {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Empty staging table `(key uuid primary key, n bigint)`. */
  readonly touched: string;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly account: string; readonly invoice: string; readonly number: string };
}

/**
 * Moves staged invoices into the facts and adds them to every roll-up. A row can bring three facts: the invoice, that it is
 * disputed, and, where it tells a day of settlement, the payment of what is still open. Each is added once, also when it
 * comes later than the others; one that is there with other content has the row rejected: imports only add.
 * @returns how many rows added something and how many were rejected; the rest was there already
 */
export async function mergeInvoices(
  ctx: RequestContext,
  { importId, currency, headings, ...batch }: ReceivableBatch,
): Promise<{ added: number; rejected: number }> {
  const [rows, touched] = [identifier(batch.rows), identifier(batch.touched)];
  const result = await ctx.unit.first<{ added: string; rejected: string; known: string }>(tenantSql`
    with account_of as materialized (
      select d.ref, a.id from (select distinct account_ref as ref from ${rows}) d
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = d.ref where ${visibleAccount(ctx, 'a.id')}),
    joined as (select s.*, a.id as account_id, a.id is not null as known from ${rows} s left join account_of a on a.ref = s.account_ref),
    numbered as (
      select j.*, row_number() over alike as nth, first_value(j.content_hash) over alike as first_hash
      from joined j window alike as (partition by j.id, j.known order by j.row_number)),
    stored as (
      select n.*, i.id is null as new_invoice, n.amount_minor - coalesce(i.settled_minor, 0) as left_minor, d.invoice_id is null as new_dispute,
        d.disputed_on as stored_disputed_on, p.id is null as new_settlement, p.content_hash as stored_settlement,
        n.known and coalesce(i.content_hash, n.first_hash) = n.content_hash as same
      from numbered n
      left join lateral (select i.id, i.content_hash, i.settled_minor from invoice i where i.tenant_id = ${TENANT}::uuid and i.id = n.id limit 1) i on true
      left join lateral (select d.invoice_id, d.disputed_on from invoice_dispute d where d.tenant_id = ${TENANT}::uuid and d.invoice_id = n.id limit 1) d on true
      left join lateral (select p.id, p.content_hash from payment p where p.tenant_id = ${TENANT}::uuid and p.id = n.settlement_id limit 1) p on true),
    compared as (
      select s.*, same and (disputed_on is null or disputed_on is not distinct from case when new_dispute then first_value(disputed_on) over disputes else stored_disputed_on end)
        and (settled_on is null or coalesce(stored_settlement, first_value(settlement_hash) over settlements) = settlement_hash) as taken
      from stored s window disputes as (partition by id, same, disputed order by row_number),
        settlements as (partition by id, same, settled_on is null order by row_number)),
    decided as (
      -- Numbered among the rows that are taken: one that is refused brings nothing that a later one could repeat.
      select c.*, known and not taken as changed, taken and new_invoice and nth = 1 as adds_invoice,
        taken and disputed and new_dispute and row_number() over (partition by id, taken, disputed order by row_number) = 1 as adds_dispute,
        taken and settled_on is not null and new_settlement and left_minor > 0
          and row_number() over (partition by id, taken, settled_on is null order by row_number) = 1 as adds_settlement
      from compared c),
    placed as materialized (select *, adds_invoice or adds_dispute or adds_settlement as fresh from decided),
    added as (
      insert into invoice (tenant_id, id, account_id, number, issued_on, due_on, amount_minor, currency, disputed, disputed_on, settled_minor,
        settled_on, content_hash, import_id)
      select ${TENANT}::uuid, id, account_id, number, issued_on, due_on, amount_minor, ${currency}::text, disputed, disputed_on,
        case when adds_settlement then left_minor else 0 end,
        case when adds_settlement then settled_on when amount_minor = 0 then issued_on end, content_hash, ${importId}::uuid
      from placed where adds_invoice),
    disputing as (
      insert into invoice_dispute (tenant_id, invoice_id, disputed_on, import_id)
      select ${TENANT}::uuid, id, disputed_on, ${importId}::uuid from placed where adds_dispute),
    settling as (
      insert into payment (tenant_id, id, account_id, invoice_id, number, paid_on, amount_minor, currency, content_hash, import_id)
      select ${TENANT}::uuid, settlement_id, account_id, id, number, settled_on, left_minor, ${currency}::text, settlement_hash, ${importId}::uuid
      from placed where adds_settlement),
    by_month as (
      select account_id, month, sum(invoiced_minor)::bigint as invoiced_minor, sum(paid_minor)::bigint as paid_minor, 0 as credited_minor, count(*) as facts
      from (
        select account_id, ${monthOf('issued_on')} as month, amount_minor as invoiced_minor, 0 as paid_minor from placed where adds_invoice
        union all
        select account_id, ${monthOf('settled_on')}, 0, left_minor from placed where adds_settlement) f
      group by account_id, month),
    into_months as (${intoMonths('by_month')}),
    balance as (
      select account_id, coalesce(sum(amount_minor) filter (where adds_invoice and not adds_settlement), 0)::bigint as open_minor,
        count(*) filter (where adds_invoice and not adds_settlement and amount_minor > 0) as open_invoices, 0 as credit_minor,
        count(*) filter (where adds_invoice) + count(*) filter (where adds_settlement) as facts
      from placed where fresh group by account_id),
    into_balances as (${intoBalances('balance', currency)}),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    into_touched as (
      insert into ${touched} (key, n) select id, count(*) from placed where fresh and not adds_invoice group by id returning key),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, not p.known, ${headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (1, p.changed, ${headings.number}::text, 'ROW_CHANGED', p.number,
          'This invoice is there already with other content; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or not known) as rejected,
      (select count(*) from into_touched) as known from placed`);
  if (Number(result?.known) > 0) await settleInvoices(ctx, batch.touched);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}
