import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ReceivableBatch } from './invoice.merge.js';
import { settleInvoices } from './invoice.settle.js';
import { settlementSums } from './receivable-rollup.js';

/** Columns of the staging table that {@link mergeSettlements} reads, besides `row_number`. */
export const STAGED_SETTLEMENT = {
  id: 'uuid not null',
  content_hash: 'uuid not null',
  number: 'text not null',
  invoice_id: 'uuid',
  invoice_ref: 'text',
  // The account of a row without an invoice; beside an invoice, the account that it should be of.
  account_ref: 'text',
  invoice_account_ref: 'text',
  account_name: 'text',
  day: 'date not null',
  amount_minor: 'bigint not null',
  reason: 'text',
} as const;

/** What settles invoices, and how its table calls things. */
export const SETTLEMENTS = {
  payment: {
    what: 'payment',
    columns: sql`paid_on`,
    values: sql`day`,
    day: 'paid_on',
    paid: sql`amount_minor`,
    credited: sql`0::bigint`,
  },
  credit_note: {
    what: 'credit note',
    columns: sql`issued_on, reason`,
    values: sql`day, reason`,
    day: 'issued_on',
    paid: sql`0::bigint`,
    credited: sql`amount_minor`,
  },
} as const;

/** Parts of a `with`: the staged rows with their account and their invoice, and what is missing of these. */
export function joinedSettlements(ctx: RequestContext, rows: Sql): Sql {
  return sql`
    account_of as materialized (
      select d.ref, a.id from (select distinct account_ref as ref from ${rows}) d
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = d.ref where ${visibleAccount(ctx, 'a.id')}),
    invoice_of as materialized (
      select d.id, i.account_id, a.external_id as account_ref from (select distinct invoice_id as id from ${rows}) d
      join invoice i on i.tenant_id = ${TENANT}::uuid and i.id = d.id
      join account a on a.tenant_id = ${TENANT}::uuid and a.id = i.account_id where ${visibleAccount(ctx, 'i.account_id')}),
    joined as (
      select s.row_number, s.id, s.content_hash, s.number, s.invoice_ref, s.account_ref, s.day, s.amount_minor, s.reason, s.invoice_id,
        coalesce(i.account_id, a.id) as account_id, s.account_ref is not null and a.id is null as no_account,
        s.invoice_id is not null and (i.id is null or i.account_ref is distinct from coalesce(s.invoice_account_ref, i.account_ref)) as no_invoice
      from ${rows} s left join account_of a on a.ref = s.account_ref left join invoice_of i on i.id = s.invoice_id)`;
}

/**
 * Moves staged payments or credit notes into the facts, adds them to every roll-up and settles their invoices. Without an
 * invoice they stand to the credit of their account. Imports only add.
 * @returns how many rows were added and how many rejected; the rest was there already
 */
export async function mergeSettlements(
  ctx: RequestContext,
  table: keyof typeof SETTLEMENTS,
  { importId, currency, headings, ...batch }: ReceivableBatch,
): Promise<{ added: number; rejected: number }> {
  const [rows, touched] = [identifier(batch.rows), identifier(batch.touched)];
  const { what, columns, values, paid, credited } = SETTLEMENTS[table];
  const result = await ctx.unit.first<{ added: string; rejected: string; known: string }>(tenantSql`
    with ${joinedSettlements(ctx, rows)},
    numbered as (
      select j.*, row_number() over alike as nth, first_value(content_hash) over alike as first_hash
      from (select *, not (no_account or no_invoice) as known from joined) j window alike as (partition by id, known order by row_number)),
    placed as materialized (
      select n.*, n.known and stored.content_hash is null and n.nth = 1 as fresh,
        n.known and coalesce(stored.content_hash, n.first_hash) <> n.content_hash as changed
      from numbered n left join lateral (
        select t.content_hash from ${identifier(table)} t where t.tenant_id = ${TENANT}::uuid and t.id = n.id limit 1) stored on true),
    added as (
      insert into ${identifier(table)} (tenant_id, id, account_id, invoice_id, number, amount_minor, currency, content_hash, import_id, ${columns})
      select ${TENANT}::uuid, id, account_id, invoice_id, number, amount_minor, ${currency}::text, content_hash, ${importId}::uuid, ${values}
      from placed where fresh),
    ${settlementSums(
      sql`select account_id, invoice_id, day, ${paid} as paid_minor, ${credited} as credited_minor from placed where fresh`,
      1,
      currency,
    )},
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where fresh group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    into_touched as (
      insert into ${touched} (key, n) select invoice_id, count(*) from placed where fresh and invoice_id is not null group by invoice_id
      returning key),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, p.no_account, ${headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (1, p.no_invoice, ${headings.invoice}::text, 'UNKNOWN_INVOICE', p.invoice_ref, 'There is no such invoice, or none of this account.'),
        (2, p.changed, ${headings.number}::text, 'ROW_CHANGED', p.number,
          ${`This ${what} is there already with other content; imports only add.`}::text)) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or not known) as rejected,
      (select count(*) from into_touched) as known from placed`);
  if (Number(result?.known) > 0) await settleInvoices(ctx, batch.touched);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}
