import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { countDelivered } from './delivery.count.js';

/** Columns of the staging table that {@link mergeDeliveries} reads, besides `row_number`. */
export const STAGED_DELIVERY = {
  // Derived from order and line number, and of the delivery from these, its day, number and quantity.
  id: 'uuid not null',
  content_hash: 'uuid not null',
  delivery_id: 'uuid',
  account_ref: 'text not null',
  account_name: 'text',
  order_number: 'text not null',
  line_number: 'text not null',
  promised_on: 'date not null',
  quantity: 'numeric not null',
  delivered_on: 'date',
  delivered_quantity: 'numeric',
  delivery_number: 'text',
} as const;

/** What a batch of deliveries is merged with. */
export interface DeliveryBatch {
  readonly importId: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Empty staging table `(key uuid primary key, n bigint)`. */
  readonly touched: string;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly account: string; readonly order: string };
}

/**
 * Moves staged rows into the facts. A row brings a promise, a delivery, or both, each added once, also when the delivery
 * comes later; a promise that is there with other content has the row rejected: imports only add.
 * @returns how many rows added something and how many were rejected; the rest was there already
 */
export async function mergeDeliveries(
  ctx: RequestContext,
  { importId, headings, ...batch }: DeliveryBatch,
): Promise<{ added: number; rejected: number }> {
  const [rows, touched] = [identifier(batch.rows), identifier(batch.touched)];
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with account_of as materialized (
      select d.ref, a.id from (select distinct account_ref as ref from ${rows}) d
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = d.ref where ${visibleAccount(ctx, 'a.id')}),
    joined as (select s.*, a.id as account_id, a.id is not null as known from ${rows} s left join account_of a on a.ref = s.account_ref),
    numbered as (
      select j.*, row_number() over promises as nth, first_value(j.content_hash) over promises as first_hash
      from joined j window promises as (partition by j.id, j.known order by j.row_number)),
    compared as (
      select n.*, p.id is null as new_promise, d.id is null as new_delivery,
        n.known and coalesce(p.content_hash, n.first_hash) = n.content_hash as taken
      from numbered n
      left join lateral (select p.id, p.content_hash from delivery_promise p where p.tenant_id = ${TENANT}::uuid and p.id = n.id limit 1) p on true
      left join lateral (select d.id from delivery d where d.tenant_id = ${TENANT}::uuid and d.id = n.delivery_id limit 1) d on true),
    placed as materialized (
      select c.*, taken and new_promise and nth = 1 as adds_promise, known and not taken as changed,
        -- Numbered among the rows that are taken: one that is refused brings no delivery that a later one could repeat.
        taken and delivery_id is not null and new_delivery
          and row_number() over (partition by delivery_id, taken order by row_number) = 1 as adds_delivery
      from compared c),
    promised as (
      insert into delivery_promise (tenant_id, id, account_id, order_number, line_number, promised_on, quantity, content_hash, import_id)
      select ${TENANT}::uuid, id, account_id, order_number, line_number, promised_on, quantity, content_hash, ${importId}::uuid
      from placed where adds_promise),
    delivered as (
      insert into delivery (tenant_id, id, promise_id, account_id, delivered_on, quantity, delivery_number, import_id)
      select ${TENANT}::uuid, delivery_id, id, account_id, delivered_on, delivered_quantity, delivery_number, ${importId}::uuid
      from placed where adds_delivery),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${importId}::uuid, account_id, count(*) from placed where adds_promise or adds_delivery group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    into_touched as (
      insert into ${touched} (key, n) select id, count(*) from placed where adds_delivery group by id),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, not p.known, ${headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (1, p.changed, ${headings.order}::text, 'ROW_CHANGED', p.order_number || ' / ' || p.line_number,
          'This line was promised already with other content; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where f.holds)
    select count(*) filter (where adds_promise or adds_delivery) as added, count(*) filter (where changed or not known) as rejected from placed`);
  await countDelivered(ctx, batch.touched);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}
