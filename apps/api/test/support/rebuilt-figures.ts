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

const MONTH = `date_trunc('month', ordered_on::timestamp)::date`;
const VALUES = `coalesce(sum(list_minor), 0), coalesce(sum(net_minor) filter (where list_minor is not null), 0),
  coalesce(sum(cost_minor), 0), coalesce(sum(net_minor) filter (where cost_minor is not null), 0)`;
const NAMES = 'list_minor, listed_minor, cost_minor, costed_minor';
const lines = (keys: string, sums: string): string =>
  `select ${keys}, ${sums} from order_line where tenant_id = $1 group by ${keys}`;

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

const EACH_MONTH = Array.from({ length: 12 }, (_, i) => i + 1);
/** Years of accounts that are due are not read, so they may be old. */
const NOT_DUE = `account_id not in (select account_id from account_year_due where tenant_id = $1)`;
const sumOfMonth = (column: string, month: number): string =>
  `coalesce(sum(${column}) filter (where extract(month from ordered_on) = ${month}), 0)`;
const columnOfMonth = (figure: string, month: number): string => `${figure}${String(month).padStart(2, '0')}`;

/** What is kept beside the facts, by table: its columns, and the same from the facts alone. */
const KEPT: Readonly<Record<string, { readonly columns: string; readonly rebuilt: string }>> = {
  account_product_month: {
    columns: `account_id, product_id, category_id, month, net_minor, quantity, lines, ${NAMES}`,
    rebuilt: lines(
      `account_id, product_id, category_id, ${MONTH}`,
      `sum(net_minor), sum(quantity), count(*), ${VALUES}`,
    ),
  },
  account_category_month: {
    columns: `account_id, category_id, month, net_minor, quantity, lines, ${NAMES}`,
    rebuilt: lines(`account_id, category_id, ${MONTH}`, `sum(net_minor), sum(quantity), count(*), ${VALUES}`),
  },
  account_month: {
    columns: `account_id, month, net_minor, lines, ${NAMES}`,
    rebuilt: lines(`account_id, ${MONTH}`, `sum(net_minor), count(*), ${VALUES}`),
  },
  product_month: {
    columns: `product_id, category_id, month, net_minor, quantity, lines, ${NAMES}`,
    rebuilt: lines(`product_id, category_id, ${MONTH}`, `sum(net_minor), sum(quantity), count(*), ${VALUES}`),
  },
  [`account_product_year where ${NOT_DUE}`]: {
    columns: `account_id, year, product_id, category_id, ${['n', 'q'].map((figure) => EACH_MONTH.map((month) => columnOfMonth(figure, month)).join(', ')).join(', ')}`,
    rebuilt: `select account_id, extract(year from ordered_on)::smallint, product_id, category_id,
        ${['net_minor', 'quantity'].map((column) => EACH_MONTH.map((month) => sumOfMonth(column, month)).join(', ')).join(', ')}
      from order_line where tenant_id = $1 and ${NOT_DUE} group by 1, 2, 3, 4`,
  },
  account_order_day: {
    columns: 'account_id, day, net_minor, lines',
    rebuilt: lines('account_id, ordered_on', 'sum(net_minor), count(*)'),
  },
  account_sales: { columns: 'account_id, net_minor, lines', rebuilt: lines('account_id', 'sum(net_minor), count(*)') },
  product_sales: {
    columns: 'product_id, net_minor, quantity, lines',
    rebuilt: lines('product_id', 'sum(net_minor), sum(quantity), count(*)'),
  },
  share_of_wallet: {
    columns: 'account_id, category_id, month, ours_minor, wallet_minor',
    rebuilt: `with ${WINDOWS} select * from shares`,
  },
  account_share: {
    columns: 'account_id, month, ours_minor, wallet_minor',
    rebuilt: `with ${WINDOWS} select account_id, month, sum(ours), sum(wallet) from shares group by account_id, month`,
  },
  delivery_promise: {
    columns: 'id, first_delivered_on, first_quantity, delivered_quantity',
    rebuilt: `select p.id, f.day, coalesce(sum(d.quantity) filter (where d.delivered_on = f.day), 0), coalesce(sum(d.quantity), 0)
      from delivery_promise p left join delivery d on d.tenant_id = $1 and d.promise_id = p.id
      left join lateral (select min(delivered_on) as day from delivery where tenant_id = $1 and promise_id = p.id) f on true
      where p.tenant_id = $1 group by p.id, f.day`,
  },
  import: {
    columns: 'id, rows_added',
    rebuilt: `select i.id, coalesce(sum(t.rows), 0) from import i left join import_account t on t.tenant_id = $1 and t.import_id = i.id
      where i.tenant_id = $1 and i.kind in ('order-lines','invoices','payments','deliveries') group by i.id
      union all select id, rows_added from import where tenant_id = $1 and kind not in ('order-lines','invoices','payments','deliveries')`,
  },
};

/** How many rows each table holds that the facts do not give, and lacks that they give: nothing when all is well. */
export async function strayFigures(test: Pick<TestApp, 'admin'>, tenantId: string): Promise<Record<string, unknown>> {
  const stray: Record<string, unknown> = {};
  for (const [table, { columns, rebuilt }] of Object.entries(KEPT)) {
    const kept = `select ${columns} from ${table} ${table.includes(' where ') ? 'and' : 'where'} tenant_id = $1`;
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
