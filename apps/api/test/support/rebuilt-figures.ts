import { comparison, type Difference } from '../../src/features/figures/kept-figure.js';
import { KEPT_FIGURES } from '../../src/features/figures/kept-figures.js';
import { compile } from '../../src/platform/database/tenant-sql.js';
import type { TestApp } from '../start-test-app.js';

/** What is kept of receivables beside the facts, and the same worked out from the facts alone, one row at a time. */
export const RECEIVABLES = `
  with entry as (
    select tenant_id, account_id, invoice_id, paid_on as day, amount_minor, true as paid from payment where tenant_id = $1
    union all select tenant_id, account_id, invoice_id, issued_on, amount_minor, false from credit_note where tenant_id = $1),
  state as (
    select i.*, (select coalesce(sum(e.amount_minor), 0) from entry e where e.invoice_id = i.id) as settled,
      (select min(d.day) from (select day from entry where invoice_id = i.id union select i.issued_on where i.amount_minor = 0) d
        where not exists (
          select from (select day from entry where invoice_id = i.id and day >= d.day union select d.day) later
          where (select coalesce(sum(e.amount_minor), 0) from entry e where e.invoice_id = i.id and e.day <= later.day) < i.amount_minor)) as settled_since,
      exists (select from invoice_dispute d where d.tenant_id = $1 and d.invoice_id = i.id) as is_disputed
    from invoice i where i.tenant_id = $1),
  kept as (
    select 'invoice ' || number || ' ' || settled_minor || ' ' || coalesce(settled_on::text, 'open') || ' ' || disputed as line from state
    union all select 'account ' || account_id || ' ' || concat_ws(' ', open_minor, open_invoices, credit_minor, facts) from account_receivable where tenant_id = $1
    union all select 'month ' || account_id || ' ' || concat_ws(' ', month, invoiced_minor, paid_minor, credited_minor, facts)
      from account_receivable_month where tenant_id = $1),
  rebuilt as (
    select 'invoice ' || number || ' ' || settled || ' ' || coalesce(settled_since::text, 'open') || ' ' || is_disputed as line from state
    union all
    select 'account ' || account_id || ' ' || concat_ws(' ', sum(open), sum(opened), sum(credit), count(*)) from (
      select account_id, greatest(amount_minor - settled, 0) as open, (settled_since is null)::int as opened, greatest(settled - amount_minor, 0) as credit from state
      union all select account_id, 0, 0, case when invoice_id is null then amount_minor else 0 end from entry) f group by account_id
    union all
    select 'month ' || account_id || ' ' || concat_ws(' ', date_trunc('month', day::timestamp)::date, sum(invoiced), sum(paid), sum(credited), count(*)) from (
      select account_id, issued_on as day, amount_minor as invoiced, 0 as paid, 0 as credited from state
      union all select account_id, day, 0, case when paid then amount_minor else 0 end, case when paid then 0 else amount_minor end from entry) f
    group by account_id, date_trunc('month', day::timestamp))
  select (select coalesce(array_agg(line order by line), '{}') from kept) as kept, (select coalesce(array_agg(line order by line), '{}') from rebuilt) as rebuilt`;

/** Our sales and the wallet by account, category and month, where a wallet is told by one source for whole years. */
const WINDOWS = `
  monthly as (
    select w.account_id, w.category_id, (w.month + k * interval '1 month')::date as month,
      w.amount_minor / w.months + (k < w.amount_minor % w.months)::int as wallet
    from wallet w cross join generate_series(0, w.months - 1) k where w.tenant_id = $1),
  ours as (
    select m.*, coalesce((select sum(o.net_minor) from order_line o where o.tenant_id = $1 and o.account_id = m.account_id
      and o.category_id = m.category_id and date_trunc('month', o.ordered_on::timestamp)::date = m.month), 0) as ours from monthly m),
  windows as (
    select e.account_id, e.category_id, e.month, count(*) as months, sum(o.ours) as ours, sum(o.wallet) as wallet
    from ours e join ours o on o.account_id = e.account_id and o.category_id = e.category_id
      and o.month > (e.month - interval '12 months')::date and o.month <= e.month
    where e.month <= (select max(ordered_on) from order_line where tenant_id = $1) group by e.account_id, e.category_id, e.month),
  shares as (select account_id, category_id, month, ours, wallet from windows where months = 12)`;

/** Shares as they are kept, and the same from the facts alone: a way of their own, apart from that of the product. */
const SHARES: Readonly<Record<string, { readonly columns: string; readonly rebuilt: string }>> = {
  share_of_wallet: {
    columns: 'account_id, category_id, month, ours_minor, wallet_minor',
    rebuilt: `with ${WINDOWS} select * from shares`,
  },
  account_share: {
    columns: 'account_id, month, ours_minor, wallet_minor',
    rebuilt: `with ${WINDOWS} select account_id, month, sum(ours), sum(wallet) from shares group by account_id, month`,
  },
};

/** How many rows each table holds that the facts do not give, and lacks that they give: nothing when all is well. */
export async function strayFigures(test: Pick<TestApp, 'admin'>, tenantId: string): Promise<Record<string, unknown>> {
  const stray: Record<string, unknown> = {};
  for (const figure of KEPT_FIGURES) {
    const { text, values } = compile(comparison(figure), tenantId);
    const { rows } = await test.admin.query<Difference>(text, [...values]);
    const { stray: kept = 0, missing = 0, wrong = 0 } = rows[0] ?? {};
    if (kept + missing + wrong > 0) stray[figure.name] = { stray: kept, missing, wrong };
  }
  for (const [table, { columns, rebuilt }] of Object.entries(SHARES)) {
    const kept = `select ${columns} from ${table} where tenant_id = $1`;
    const { rows } = await test.admin.query<{ wrong: number; missing: number }>(
      `select (select count(*)::int from ((${kept}) except all (${rebuilt})) k) as wrong,
         (select count(*)::int from ((${rebuilt}) except all (${kept})) r) as missing`,
      [tenantId],
    );
    if (rows[0]?.wrong !== 0 || rows[0].missing !== 0) stray[table] = rows[0];
  }
  const { rows } = await test.admin.query<{ kept: string[]; rebuilt: string[] }>(RECEIVABLES, [tenantId]);
  const [kept, rebuilt] = [new Set(rows[0]?.kept), new Set(rows[0]?.rebuilt)];
  const wrong = [...kept].filter((line) => !rebuilt.has(line));
  const missing = [...rebuilt].filter((line) => !kept.has(line));
  if (wrong.length + missing.length > 0) stray['receivables'] = { wrong, missing };
  return stray;
}
