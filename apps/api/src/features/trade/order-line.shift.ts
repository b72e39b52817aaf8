import { identifier, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { SUMS_OF_VALUES, VALUE_SUMS, VALUES, VALUES_ADDED } from './line-values.js';

/**
 * Parts of a statement's `with` that add the order lines of `source` to every roll-up, or take them out, and note in the
 * staging table `touched` whose shares have to be computed again. For few lines at a time: corrections and what takes
 * them back. Rows of roll-ups in which nothing is left stay, with no lines; see `removeEmptied`.
 */
export function shiftRollUps(source: string, by: 1 | -1, touched: Sql): Sql {
  const signed = (column: string): Sql => (by === 1 ? identifier(column) : sql`-${identifier(column)}`);
  return sql`
    shifted as materialized (
      select account_id, product_id, category_id, ordered_on, date_trunc('month', ordered_on::timestamp)::date as month,
        ${signed('quantity')} as quantity, ${signed('net_minor')} as net_minor, ${signed('list_minor')} as list_minor,
        ${signed('cost_minor')} as cost_minor, ${by}::bigint as lines
      from ${identifier(source)}),
    by_product as materialized (
      select account_id, product_id, category_id, month, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines)::bigint as lines,
        ${VALUE_SUMS}
      from shifted group by account_id, product_id, category_id, month),
    in_product_months as (
      insert into account_product_month as m (tenant_id, account_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, account_id, product_id, category_id, month, net_minor, trim_scale(quantity), lines, ${VALUES} from by_product
      on conflict (tenant_id, account_id, product_id, category_id, month) do update set net_minor = m.net_minor + excluded.net_minor,
        quantity = trim_scale(m.quantity + excluded.quantity), lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    in_account_months as (
      insert into account_month as m (tenant_id, account_id, month, net_minor, lines, ${VALUES})
      select ${TENANT}::uuid, account_id, month, sum(net_minor)::bigint, sum(lines)::bigint, ${SUMS_OF_VALUES} from by_product group by account_id, month
      on conflict (tenant_id, account_id, month) do update set net_minor = m.net_minor + excluded.net_minor, lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    in_months_of_products as (
      insert into product_month as m (tenant_id, product_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, product_id, category_id, month, sum(net_minor)::bigint, trim_scale(sum(quantity)), sum(lines)::bigint, ${SUMS_OF_VALUES}
      from by_product group by product_id, category_id, month
      on conflict (tenant_id, product_id, category_id, month) do update set net_minor = m.net_minor + excluded.net_minor,
        quantity = trim_scale(m.quantity + excluded.quantity), lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    in_category_months as (
      insert into account_category_month as m (tenant_id, account_id, category_id, month, net_minor, quantity, lines, ${VALUES})
      select ${TENANT}::uuid, account_id, category_id, month, sum(net_minor)::bigint, trim_scale(sum(quantity)), sum(lines)::bigint, ${SUMS_OF_VALUES}
      from by_product group by account_id, category_id, month
      on conflict (tenant_id, account_id, category_id, month) do update set net_minor = m.net_minor + excluded.net_minor,
        quantity = trim_scale(m.quantity + excluded.quantity), lines = m.lines + excluded.lines, ${VALUES_ADDED}),
    in_days as (
      insert into account_order_day as d (tenant_id, account_id, day, net_minor, lines)
      select ${TENANT}::uuid, account_id, ordered_on, sum(net_minor)::bigint, sum(lines)::bigint from shifted group by account_id, ordered_on
      on conflict (tenant_id, account_id, day) do update set net_minor = d.net_minor + excluded.net_minor, lines = d.lines + excluded.lines),
    in_products as (
      insert into product_sales as p (tenant_id, product_id, net_minor, quantity, lines)
      select ${TENANT}::uuid, product_id, sum(net_minor)::bigint, trim_scale(sum(quantity)), sum(lines)::bigint from shifted group by product_id
      on conflict (tenant_id, product_id) do update set net_minor = p.net_minor + excluded.net_minor,
        quantity = trim_scale(p.quantity + excluded.quantity), lines = p.lines + excluded.lines),
    in_accounts as (
      insert into account_sales as a (tenant_id, account_id, net_minor, lines)
      select ${TENANT}::uuid, account_id, sum(net_minor)::bigint, sum(lines)::bigint from shifted group by account_id
      on conflict (tenant_id, account_id) do update set net_minor = a.net_minor + excluded.net_minor, lines = a.lines + excluded.lines),
    -- Years are added up again from the months; what vanishes from these would stay in them.
    years_gone as (
      delete from account_product_year y where y.tenant_id = ${TENANT}::uuid and y.account_id = any(array(select account_id from shifted))),
    in_due as (
      insert into account_year_due (tenant_id, account_id) select distinct ${TENANT}::uuid, account_id from shifted on conflict do nothing),
    in_touched as (
      insert into ${touched} as t (account_id, category_id, from_month, to_month)
      select account_id, category_id, min(month), (max(month) + interval '11 months')::date from by_product group by account_id, category_id
      on conflict (account_id, category_id) do update
        set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month))`;
}
