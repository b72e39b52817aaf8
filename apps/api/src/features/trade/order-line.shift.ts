import { identifier, join, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { SUMS_OF_VALUES, VALUE_SUMS } from './line-values.js';
import { addedToRollUp, columns, intoRollUp, ROLL_UPS, type RollUp } from './order-line.rollup-tables.js';

/**
 * Parts of a statement's `with` that add the order lines of `source` to every roll-up, or take them out, and note in the
 * staging table `touched` whose shares have to be computed again. For few lines at a time: corrections and what takes them
 * back. Rows of roll-ups in which nothing is left stay, with no lines; see `removeEmptied`.
 */
export function shiftRollUps(source: string, by: 1 | -1, touched: Sql): Sql {
  const signed = (column: string): Sql => (by === 1 ? identifier(column) : sql`-${identifier(column)}`);
  return sql`
    shifted as materialized (
      select account_id, product_id, category_id, ordered_on as day, date_trunc('month', ordered_on::timestamp)::date as month,
        ${signed('quantity')} as quantity, ${signed('net_minor')} as net_minor, ${signed('list_minor')} as list_minor,
        ${signed('cost_minor')} as cost_minor, ${by}::bigint as lines
      from ${identifier(source)}),
    by_product as materialized (
      select account_id, product_id, category_id, month, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines)::bigint as lines,
        ${VALUE_SUMS}
      from shifted group by account_id, product_id, category_id, month),
    ${join(
      ROLL_UPS.map((rollUp) => sql`${identifier(`in_${rollUp.table}`)} as (${shifting(rollUp)})`),
      ', ',
    )},
    in_touched as (
      insert into ${touched} as t (account_id, category_id, from_month, to_month)
      select account_id, category_id, min(month), (max(month) + interval '11 months')::date from by_product group by account_id, category_id
      on conflict (account_id, category_id) do update
        set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month))`;
}

function shifting(rollUp: RollUp): Sql {
  const { keys, quantity, values } = rollUp;
  return sql`
      ${intoRollUp(rollUp)}
      select ${TENANT}::uuid, ${columns(keys)}, sum(net_minor)::bigint, sum(lines)::bigint ${quantity ? sql`, trim_scale(sum(quantity))` : sql``}
        ${values ? sql`, ${SUMS_OF_VALUES}` : sql``}
      from ${identifier(keys.includes('day') ? 'shifted' : 'by_product')} group by ${columns(keys)}
      ${addedToRollUp(rollUp)}`;
}

/**
 * Further parts: the years of the accounts shifted go, and are added up again from the months. What vanishes from these
 * would stay in them.
 */
export function shiftYears(): Sql {
  return sql`
    years_gone as (
      delete from account_product_year y where y.tenant_id = ${TENANT}::uuid and y.account_id = any(array(select distinct account_id from by_product))),
    in_due as (
      insert into account_year_due (tenant_id, account_id) select distinct ${TENANT}::uuid, account_id from by_product on conflict do nothing)`;
}
