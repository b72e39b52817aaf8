import { identifier, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';

/**
 * Part of a statement's `with` that adds the rows of `source` to what accounts owe: (account_id, open_minor, open_invoices,
 * credit_minor, facts), one row an account. What is taken away comes with a minus.
 */
export function intoBalances(source: string, currency: string): Sql {
  return sql`
    insert into account_receivable as r (tenant_id, account_id, currency, open_minor, open_invoices, credit_minor, facts)
    select ${TENANT}::uuid, account_id, ${currency}::text, open_minor, open_invoices, credit_minor, facts from ${identifier(source)}
    order by account_id
    on conflict (tenant_id, account_id) do update set open_minor = r.open_minor + excluded.open_minor,
      open_invoices = r.open_invoices + excluded.open_invoices, credit_minor = r.credit_minor + excluded.credit_minor,
      facts = r.facts + excluded.facts`;
}

/** As {@link intoBalances} for the months of invoices and of what settles them: (account_id, month, invoiced_minor, paid_minor, credited_minor, facts). */
export function intoMonths(source: string): Sql {
  return sql`
    insert into account_receivable_month as m (tenant_id, account_id, month, invoiced_minor, paid_minor, credited_minor, facts)
    select ${TENANT}::uuid, account_id, month, invoiced_minor, paid_minor, credited_minor, facts from ${identifier(source)}
    order by account_id, month
    on conflict (tenant_id, account_id, month) do update set invoiced_minor = m.invoiced_minor + excluded.invoiced_minor,
      paid_minor = m.paid_minor + excluded.paid_minor, credited_minor = m.credited_minor + excluded.credited_minor,
      facts = m.facts + excluded.facts`;
}

/**
 * Parts of a `with` that add what settles invoices to months and balances, or take it out.
 * @param source a select of account_id, invoice_id, day, paid_minor and credited_minor, a row each
 */
export function settlementSums(source: Sql, by: 1 | -1, currency: string): Sql {
  const signed = by === 1 ? sql`` : sql`-`;
  return sql`
    settling as materialized (${source}),
    by_month as (
      select account_id, ${monthOf('day')} as month, 0 as invoiced_minor, ${signed}sum(paid_minor)::bigint as paid_minor,
        ${signed}sum(credited_minor)::bigint as credited_minor, ${signed}count(*) as facts from settling group by 1, 2),
    into_months as (${intoMonths('by_month')}),
    balance as (
      -- What belongs to an invoice changes what is open with the settlement of that.
      select account_id, 0 as open_minor, 0 as open_invoices,
        ${signed}coalesce(sum(paid_minor + credited_minor) filter (where invoice_id is null), 0)::bigint as credit_minor, ${signed}count(*) as facts
      from settling group by account_id),
    into_balances as (${intoBalances('balance', currency)})`;
}

/** First day of the month of a column's day. */
export function monthOf(day: string): Sql {
  return sql`date_trunc('month', ${identifier(day)}::timestamp)::date`;
}
