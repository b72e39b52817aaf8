import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import type { KeptFigure } from './kept-figure.js';

/** What was paid and credited, each with its day. */
const ENTRIES = sql`
  select account_id, invoice_id, paid_on as day, amount_minor, currency, true as paid from payment where tenant_id = ${TENANT}
  union all
  select account_id, invoice_id, issued_on, amount_minor, currency, false from credit_note where tenant_id = ${TENANT}`;

/** Each invoice with what settles it, and the first day since which it has been settled. */
const STATES = sql`
  entry as (${ENTRIES}),
  moment as (
    select invoice_id, day, sum(amount_minor) as amount from (
      select invoice_id, day, amount_minor from entry where invoice_id is not null
      union all select id, issued_on, 0 from invoice where tenant_id = ${TENANT} and amount_minor = 0) m
    group by invoice_id, day),
  course as (
    select m.invoice_id, m.day, m.amount, sum(m.amount) over (partition by m.invoice_id order by m.day) >= i.amount_minor as enough
    from moment m join invoice i on i.tenant_id = ${TENANT} and i.id = m.invoice_id),
  settlement as (
    select invoice_id, sum(amount) as settled, min(day) filter (where day > coalesce(short, '-infinity'::date)) as since
    from (select *, max(day) filter (where not enough) over (partition by invoice_id) as short from course) c group by invoice_id),
  state as (
    select i.id, i.account_id, i.issued_on, i.amount_minor, i.currency, coalesce(s.settled, 0)::bigint as settled, s.since,
      exists (select from invoice_dispute d where d.tenant_id = ${TENANT} and d.invoice_id = i.id) as disputed
    from invoice i left join settlement s on s.invoice_id = i.id where i.tenant_id = ${TENANT})`;

const MONTH = sql`date_trunc('month', day::timestamp)::date`;

/** What is kept of invoices, payments and credit notes. */
export const RECEIVABLE_FIGURES: readonly KeptFigure[] = [
  {
    name: 'invoice',
    key: ['id'],
    values: ['settled_minor', 'settled_on', 'disputed'],
    inPlace: true,
    rebuilt: sql`with ${STATES} select id, settled, since, disputed from state`,
  },
  {
    name: 'account_receivable',
    key: ['account_id'],
    values: ['currency', 'open_minor', 'open_invoices', 'credit_minor', 'facts'],
    // A row may be there for its credit limit alone.
    inPlace: true,
    rebuilt: sql`
      with ${STATES}
      select account_id, max(currency), sum(open)::bigint, sum(opened)::int, sum(credit)::bigint, sum(facts)::int from (
        select account_id, currency, greatest(amount_minor - settled, 0) as open, (since is null)::int as opened,
          greatest(settled - amount_minor, 0) as credit, 1 as facts from state
        union all select account_id, currency, 0, 0, case when invoice_id is null then amount_minor else 0 end, 1 from entry
        union all select account_id, currency, 0, 0, 0, 0 from account_receivable where tenant_id = ${TENANT}) f
      group by account_id`,
  },
  {
    name: 'account_receivable_month',
    key: ['account_id', 'month'],
    values: ['invoiced_minor', 'paid_minor', 'credited_minor', 'facts'],
    rebuilt: sql`
      with entry as (${ENTRIES})
      select account_id, ${MONTH}, sum(invoiced)::bigint, sum(paid)::bigint, sum(credited)::bigint, count(*)::int from (
        select account_id, issued_on as day, amount_minor as invoiced, 0 as paid, 0 as credited from invoice where tenant_id = ${TENANT}
        union all
        select account_id, day, 0, case when paid then amount_minor else 0 end, case when paid then 0 else amount_minor end from entry) f
      group by account_id, ${MONTH}`,
  },
];
