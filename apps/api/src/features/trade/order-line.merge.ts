import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { SUMS_OF_VALUES, VALUE_SUMS, VALUES, VALUES_ADDED } from './line-values.js';

/** Columns of the staging table that {@link mergeOrderLines} reads, besides `row_number`. */
export const STAGED_ORDER_LINE = {
  // The line's own key: of order and line number when it has both (keyed), else of its content.
  key: 'uuid not null',
  keyed: 'boolean not null',
  content_hash: 'uuid not null',
  account_ref: 'text not null',
  account_name: 'text',
  product_ref: 'text not null',
  product_name: 'text',
  category_ref: 'text',
  category_name: 'text',
  ordered_on: 'date not null',
  month: 'date not null',
  order_number: 'text',
  line_number: 'text',
  quantity: 'numeric not null',
  net_minor: 'bigint not null',
  list_minor: 'bigint',
  cost_minor: 'bigint',
  lot: 'text',
} as const;

/** What a batch of order lines is merged with. */
export interface OrderLineBatch {
  readonly importId: string;
  readonly currency: string;
  /** Staging table of the batch's rows. */
  readonly rows: string;
  /** Staging table `(key uuid primary key, n bigint)`: how often each content stood in the batches before. */
  readonly seen: string;
  /** Staging table of what shares have to be computed again for: `(account_id, category_id, from_month, to_month)`. */
  readonly touched: string;
  /** Whether lines without numbers have come, and more lines may follow: then contents are counted. */
  readonly counting: boolean;
  /** Headings for the reports of rejected rows. */
  readonly headings: { readonly account: string; readonly product: string; readonly orderNumber: string };
}

/**
 * Moves staged order lines into the facts and adds them to every roll-up, in one statement per batch. A line whose key is
 * there already is left alone when its content is the same, else rejected: imports only add. The n-th line of a file
 * without numbers and with the same content is the same line again when the file is.
 * @returns how many lines were added and how many rejected; the rest was there already
 */
export async function mergeOrderLines(
  ctx: RequestContext,
  batch: OrderLineBatch,
): Promise<{ added: number; rejected: number }> {
  const [rows, seen, touched] = [identifier(batch.rows), identifier(batch.seen), identifier(batch.touched)];
  const counted = batch.counting
    ? sql`left join lateral (select s.n from ${seen} s where s.key = n.key and not n.keyed limit 1) before on true`
    : sql`cross join (select 0 as n) before`;
  const result = await ctx.unit.first<{ added: string; rejected: string }>(tenantSql`
    with account_of as materialized (
      select d.ref, a.id from (select distinct account_ref as ref from ${rows}) d
      join account a on a.tenant_id = ${TENANT}::uuid and a.external_id = d.ref where ${visibleAccount(ctx, 'a.id')}),
    product_of as materialized (
      select d.ref, p.id, p.category_id from (select distinct product_ref as ref from ${rows}) d
      join product p on p.tenant_id = ${TENANT}::uuid and p.external_id = d.ref),
    joined as (
      select s.row_number, s.key, s.keyed, s.content_hash, s.account_ref, s.product_ref, s.ordered_on, s.month, s.order_number, s.line_number,
        s.quantity, s.net_minor, s.list_minor, s.cost_minor, s.lot, a.id as account_id, p.id as product_id, p.category_id, a.id is not null and p.id is not null as known
      from ${rows} s left join account_of a on a.ref = s.account_ref left join product_of p on p.ref = s.product_ref),
    numbered as (
      select j.*, row_number() over alike as nth, first_value(j.content_hash) over alike as first_hash
      from joined j window alike as (partition by j.key, j.known order by j.row_number)),
    identified as (
      select n.*, case when n.keyed or n.nth + coalesce(before.n, 0) = 1 then n.key
        else encode(substring(sha256(convert_to(n.key || ':' || n.nth + coalesce(before.n, 0), 'UTF8')) for 16), 'hex')::uuid end as id
      from numbered n ${counted}
      -- A fence: under row-level security an index is only searched for a plain value, not for the expression above.
      offset 0),
    placed as materialized (
      select i.*, i.known and stored.content_hash is null and (not i.keyed or i.nth = 1) as fresh,
        i.known and coalesce(stored.content_hash, i.first_hash) <> i.content_hash as changed
      from identified i left join lateral (
        select o.content_hash from order_line o where o.tenant_id = ${TENANT}::uuid and o.id = i.id limit 1) stored on true),
    added as (
      insert into order_line (tenant_id, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor,
        list_minor, cost_minor, currency, lot, content_hash, import_id)
      select ${TENANT}::uuid, id, account_id, product_id, category_id, ordered_on, order_number, line_number, quantity, net_minor,
        list_minor, cost_minor, ${batch.currency}::text, lot, content_hash, ${batch.importId}::uuid
      from placed where fresh),
    by_product as materialized (
      select account_id, product_id, category_id, month, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, count(*) as lines, ${VALUE_SUMS}
      from placed where fresh group by account_id, product_id, category_id, month order by account_id, product_id, category_id, month),
    into_product_months as (
      insert into account_product_month as m (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, account_id, product_id, category_id, month, net_minor, trim_scale(quantity), lines, ${VALUES} from by_product
      on conflict (tenant_id, account_id, product_id, category_id, month) do update set net_minor = m.net_minor + excluded.net_minor,
        quantity = trim_scale(m.quantity + excluded.quantity), lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    into_account_months as (
      insert into account_month as m (tenant_id, account_id, month, net_minor, lines, ${VALUES})
      select ${TENANT}::uuid, account_id, month, sum(net_minor)::bigint, sum(lines)::bigint, ${SUMS_OF_VALUES} from by_product
      group by account_id, month order by account_id, month
      on conflict (tenant_id, account_id, month) do update set net_minor = m.net_minor + excluded.net_minor, lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    into_products_by_month as (
      insert into product_month as m (tenant_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, product_id, category_id, month, sum(net_minor)::bigint, trim_scale(sum(quantity)), sum(lines)::bigint, ${SUMS_OF_VALUES} from by_product
      group by product_id, category_id, month order by product_id, category_id, month
      on conflict (tenant_id, product_id, category_id, month) do update set net_minor = m.net_minor + excluded.net_minor,
        quantity = trim_scale(m.quantity + excluded.quantity), lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    by_month as materialized (
      select account_id, category_id, month, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines)::bigint as lines, ${SUMS_OF_VALUES}
      from by_product group by account_id, category_id, month order by account_id, category_id, month),
    into_months as (
      insert into account_category_month as m (tenant_id, account_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, account_id, category_id, month, net_minor, trim_scale(quantity), lines, ${VALUES} from by_month
      on conflict (tenant_id, account_id, category_id, month) do update set net_minor = m.net_minor + excluded.net_minor,
        quantity = trim_scale(m.quantity + excluded.quantity), lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    into_days as (
      insert into account_order_day as d (tenant_id, account_id, day, net_minor, lines)
      select ${TENANT}::uuid, account_id, ordered_on, sum(net_minor)::bigint, count(*) from placed where fresh group by account_id, ordered_on
      order by account_id, ordered_on
      on conflict (tenant_id, account_id, day) do update set net_minor = d.net_minor + excluded.net_minor, lines = d.lines + excluded.lines),
    into_products as (
      insert into product_sales as p (tenant_id, product_id, net_minor, quantity, lines)
      select ${TENANT}::uuid, product_id, sum(net_minor)::bigint, trim_scale(sum(quantity)), count(*) from placed where fresh group by product_id
      on conflict (tenant_id, product_id) do update set net_minor = p.net_minor + excluded.net_minor,
        quantity = trim_scale(p.quantity + excluded.quantity), lines = p.lines + excluded.lines),
    into_accounts as (
      insert into account_sales as a (tenant_id, account_id, net_minor, lines)
      select ${TENANT}::uuid, account_id, sum(net_minor)::bigint, sum(lines) from by_month group by account_id
      on conflict (tenant_id, account_id) do update set net_minor = a.net_minor + excluded.net_minor, lines = a.lines + excluded.lines),
    noted as (
      insert into import_account as a (tenant_id, import_id, account_id, rows)
      select ${TENANT}::uuid, ${batch.importId}::uuid, account_id, sum(lines) from by_month group by account_id
      on conflict (tenant_id, import_id, account_id) do update set rows = a.rows + excluded.rows),
    -- Their years are added up from these months once the file is through.
    into_due as (
      insert into account_year_due (tenant_id, account_id) select distinct ${TENANT}::uuid, account_id from by_month on conflict do nothing),
    into_touched as (
      insert into ${touched} as t (account_id, category_id, from_month, to_month)
      select account_id, category_id, min(month), (max(month) + interval '11 months')::date from by_month b
      where exists (select 1 from wallet w where w.tenant_id = ${TENANT}::uuid and w.account_id = b.account_id and w.category_id = b.category_id)
      group by account_id, category_id
      on conflict (account_id, category_id) do update
        set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month)),
    refused as (
      insert into import_error (tenant_id, import_id, row_number, ordinal, "column", code, value, message)
      select ${TENANT}::uuid, ${batch.importId}::uuid, p.row_number, f.ordinal, f.heading, f.code, f.value, f.message
      from placed p cross join lateral (values
        (0, p.account_id is null, ${batch.headings.account}::text, 'UNKNOWN_ACCOUNT', p.account_ref, 'There is no such account.'),
        (1, p.product_id is null, ${batch.headings.product}::text, 'UNKNOWN_PRODUCT', p.product_ref, 'There is no such product.'),
        (2, p.changed, ${batch.headings.orderNumber}::text, 'ROW_CHANGED', p.order_number || ' / ' || p.line_number,
          'This order line is there already with other content; imports only add.')) f (ordinal, holds, heading, code, value, message)
      where (p.changed or not p.known) and f.holds)
    select count(*) filter (where fresh) as added, count(*) filter (where changed or not known) as rejected from placed`);
  if (batch.counting) await countContents(ctx, batch);
  return { added: Number(result?.added), rejected: Number(result?.rejected) };
}

async function countContents(ctx: RequestContext, batch: OrderLineBatch): Promise<void> {
  await ctx.unit.execute(tenantSql`
    insert into ${identifier(batch.seen)} as s (key, n)
    select key, count(*) from ${identifier(batch.rows)} where not keyed and ${TENANT}::uuid is not null group by key order by key
    on conflict (key) do update set n = s.n + excluded.n`);
}
