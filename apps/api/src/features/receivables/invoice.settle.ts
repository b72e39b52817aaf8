import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { intoBalances } from './receivable-rollup.js';

/**
 * Works out anew what settles the invoices whose ids stand in the staging table `touched (key)`, and since when, and
 * whether they are disputed. An invoice is settled on the day from which payments and credit notes have reached its
 * amount for good: a payment that is taken back opens it again. Where there is nothing to pay, that is its own day.
 */
export async function settleInvoices(ctx: RequestContext, touched: string): Promise<void> {
  const row = await ctx.unit.first<{ currency: string }>(tenantSql`select currency from tenant where id = ${TENANT}`);
  await ctx.unit.execute(tenantSql`
    with entry as materialized (
      select t.key as id, e.day, sum(e.amount_minor)::bigint as amount_minor
      from ${identifier(touched)} t cross join lateral (
        select p.paid_on as day, p.amount_minor from payment p where p.tenant_id = ${TENANT}::uuid and p.invoice_id = t.key
        union all
        select c.issued_on, c.amount_minor from credit_note c where c.tenant_id = ${TENANT}::uuid and c.invoice_id = t.key
        union all
        select i.issued_on, 0 from invoice i where i.tenant_id = ${TENANT}::uuid and i.id = t.key and i.amount_minor = 0) e
      group by t.key, e.day),
    running as (select id, day, amount_minor, sum(amount_minor) over (partition by id order by day) as total from entry),
    lasting as (select id, day, amount_minor, min(total) over (partition by id order by day desc) as lowest_from from running),
    settled as (
      select l.id, sum(l.amount_minor)::bigint as settled_minor, min(l.day) filter (where l.lowest_from >= i.amount_minor) as settled_on
      from lasting l join invoice i on i.tenant_id = ${TENANT}::uuid and i.id = l.id group by l.id),
    state as materialized (
      select i.id, i.account_id, i.amount_minor, i.settled_minor as before_minor, i.settled_on is null as was_open,
        coalesce(s.settled_minor, 0) as settled_minor, s.settled_on, d.invoice_id is not null as disputed, d.disputed_on
      from ${identifier(touched)} t join invoice i on i.tenant_id = ${TENANT}::uuid and i.id = t.key
      left join settled s on s.id = t.key
      left join invoice_dispute d on d.tenant_id = ${TENANT}::uuid and d.invoice_id = t.key),
    updated as (
      update invoice i set settled_minor = s.settled_minor, settled_on = s.settled_on, disputed = s.disputed, disputed_on = s.disputed_on
      from state s where i.tenant_id = ${TENANT}::uuid and i.id = s.id),
    balance as (
      select account_id,
        sum(greatest(amount_minor - settled_minor, 0) - greatest(amount_minor - before_minor, 0))::bigint as open_minor,
        sum((settled_on is null)::int - was_open::int) as open_invoices,
        sum(greatest(settled_minor - amount_minor, 0) - greatest(before_minor - amount_minor, 0))::bigint as credit_minor, 0 as facts
      from state group by account_id)
    ${intoBalances('balance', row?.currency ?? '')}`);
}
