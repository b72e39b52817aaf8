import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { SUMS_OF_VALUES, VALUE_SUMS, VALUES_TAKEN } from './line-values.js';

/**
 * Takes an import's order lines out of the facts and out of every roll-up, and notes in the staging table `touched` whose
 * shares have to be computed again.
 * @returns how many lines were taken out
 */
export async function withdrawOrderLines(ctx: RequestContext, importId: string, touched: string): Promise<number> {
  const row = await ctx.unit.first<{ lines: string }>(tenantSql`
    with gone as (
      delete from order_line where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid
      returning account_id, product_id, category_id, ordered_on, quantity, net_minor, list_minor, cost_minor),
    by_product as materialized (
      select account_id, product_id, category_id, date_trunc('month', ordered_on::timestamp)::date as month, sum(net_minor)::bigint as net_minor,
        sum(quantity) as quantity, count(*) as lines, ${VALUE_SUMS} from gone group by 1, 2, 3, 4),
    from_product_months as (
      update account_product_month m set net_minor = m.net_minor - g.net_minor, quantity = trim_scale(m.quantity - g.quantity), lines = m.lines - g.lines,
        ${VALUES_TAKEN}
      from by_product g where m.tenant_id = ${TENANT}::uuid and m.account_id = g.account_id and m.product_id = g.product_id
        and m.category_id = g.category_id and m.month = g.month),
    from_account_months as (
      update account_month m set net_minor = m.net_minor - g.net_minor, lines = m.lines - g.lines, ${VALUES_TAKEN}
      from (select account_id, month, sum(net_minor)::bigint as net_minor, sum(lines)::bigint as lines, ${SUMS_OF_VALUES} from by_product group by 1, 2) g
      where m.tenant_id = ${TENANT}::uuid and m.account_id = g.account_id and m.month = g.month),
    from_products_by_month as (
      update product_month m set net_minor = m.net_minor - g.net_minor, quantity = trim_scale(m.quantity - g.quantity), lines = m.lines - g.lines, ${VALUES_TAKEN}
      from (select product_id, category_id, month, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines)::bigint as lines, ${SUMS_OF_VALUES}
        from by_product group by 1, 2, 3) g
      where m.tenant_id = ${TENANT}::uuid and m.product_id = g.product_id and m.category_id = g.category_id and m.month = g.month),
    by_month as materialized (
      select account_id, category_id, month, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, sum(lines) as lines, ${SUMS_OF_VALUES}
      from by_product group by 1, 2, 3),
    from_months as (
      update account_category_month m set net_minor = m.net_minor - g.net_minor, quantity = trim_scale(m.quantity - g.quantity), lines = m.lines - g.lines,
        ${VALUES_TAKEN}
      from by_month g where m.tenant_id = ${TENANT}::uuid and m.account_id = g.account_id and m.category_id = g.category_id and m.month = g.month),
    from_days as (
      update account_order_day d set net_minor = d.net_minor - g.net_minor, lines = d.lines - g.lines
      from (select account_id, ordered_on, sum(net_minor)::bigint as net_minor, count(*) as lines from gone group by 1, 2) g
      where d.tenant_id = ${TENANT}::uuid and d.account_id = g.account_id and d.day = g.ordered_on),
    from_accounts as (
      update account_sales a set net_minor = a.net_minor - g.net_minor, lines = a.lines - g.lines
      from (select account_id, sum(net_minor)::bigint as net_minor, count(*) as lines from gone group by 1) g
      where a.tenant_id = ${TENANT}::uuid and a.account_id = g.account_id),
    from_products as (
      update product_sales p set net_minor = p.net_minor - g.net_minor, quantity = trim_scale(p.quantity - g.quantity), lines = p.lines - g.lines
      from (select product_id, sum(net_minor)::bigint as net_minor, sum(quantity) as quantity, count(*) as lines from gone group by 1) g
      where p.tenant_id = ${TENANT}::uuid and p.product_id = g.product_id),
    into_touched as (
      insert into ${identifier(touched)} as t (account_id, category_id, from_month, to_month)
      select account_id, category_id, min(month), (max(month) + interval '11 months')::date from by_month group by account_id, category_id
      on conflict (account_id, category_id) do update
        set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month))
    select count(*) as lines from gone`);
  await removeEmpty(ctx, importId);
  await removeYears(ctx, importId);
  return Number(row?.lines);
}

async function removeEmpty(ctx: RequestContext, importId: string): Promise<void> {
  for (const table of [
    identifier('account_product_month'),
    identifier('account_month'),
    identifier('account_category_month'),
    identifier('account_order_day'),
    identifier('account_sales'),
  ]) {
    await ctx.unit.execute(tenantSql`
      delete from ${table} r using import_account t where r.tenant_id = ${TENANT}::uuid and r.lines = 0
        and t.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid and t.account_id = r.account_id`);
  }
  for (const table of [identifier('product_month'), identifier('product_sales')])
    await ctx.unit.execute(tenantSql`delete from ${table} where tenant_id = ${TENANT}::uuid and lines = 0`);
}

/** The years of the import's accounts go; they are added up again from the months that are left. */
async function removeYears(ctx: RequestContext, importId: string): Promise<void> {
  await ctx.unit.execute(tenantSql`
    delete from account_product_year y using import_account t
    where y.tenant_id = ${TENANT}::uuid and t.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid and t.account_id = y.account_id`);
  await ctx.unit.execute(tenantSql`
    insert into account_year_due (tenant_id, account_id)
    select s.tenant_id, s.account_id from account_sales s join import_account t on t.tenant_id = ${TENANT}::uuid and t.account_id = s.account_id
    where s.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid on conflict do nothing`);
}
