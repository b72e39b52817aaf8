import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, join, sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { SUMS_OF_VALUES, VALUE_SUMS, VALUES_TAKEN } from './line-values.js';
import { ACCOUNT_ROLL_UPS, columns, PRODUCT_ROLL_UPS, ROLL_UPS, type RollUp } from './order-line.rollup-tables.js';

/**
 * Takes an import's order lines out of the facts and out of every roll-up, and notes in the staging table `touched` whose
 * shares have to be computed again.
 * @returns how many lines were taken out
 */
export async function withdrawOrderLines(ctx: RequestContext, importId: string, touched: string): Promise<number> {
  const row = await ctx.unit.first<{ lines: string }>(tenantSql`
    with gone as (
      delete from order_line where tenant_id = ${TENANT}::uuid and import_id = ${importId}::uuid
      returning account_id, product_id, category_id, ordered_on as day, quantity, net_minor, list_minor, cost_minor),
    by_product as materialized (
      select account_id, product_id, category_id, date_trunc('month', day::timestamp)::date as month, sum(net_minor)::bigint as net_minor,
        sum(quantity) as quantity, count(*) as lines, ${VALUE_SUMS} from gone group by 1, 2, 3, 4),
    ${join(
      ROLL_UPS.map((rollUp) => sql`${identifier(`from_${rollUp.table}`)} as (${taking(rollUp)})`),
      ', ',
    )},
    into_touched as (
      insert into ${identifier(touched)} as t (account_id, category_id, from_month, to_month)
      select account_id, category_id, min(month), (max(month) + interval '11 months')::date from by_product group by account_id, category_id
      on conflict (account_id, category_id) do update
        set from_month = least(t.from_month, excluded.from_month), to_month = greatest(t.to_month, excluded.to_month))
    select count(*) as lines from gone`);
  await removeEmpty(ctx, importId);
  await removeYears(ctx, importId);
  return Number(row?.lines);
}

async function removeEmpty(ctx: RequestContext, importId: string): Promise<void> {
  for (const { table } of ACCOUNT_ROLL_UPS) {
    await ctx.unit.execute(tenantSql`
      delete from ${identifier(table)} r using import_account t where r.tenant_id = ${TENANT}::uuid and r.lines = 0
        and t.tenant_id = ${TENANT}::uuid and t.import_id = ${importId}::uuid and t.account_id = r.account_id`);
  }
  for (const { table } of PRODUCT_ROLL_UPS)
    await ctx.unit.execute(tenantSql`delete from ${identifier(table)} where tenant_id = ${TENANT}::uuid and lines = 0`);
}

/** Takes the lines gone out of a roll-up; every row that they were added to is there. */
function taking({ table, keys, quantity, values }: RollUp): Sql {
  const [source, lines] = keys.includes('day')
    ? [sql`gone`, sql`count(*)`]
    : [sql`by_product`, sql`sum(lines)::bigint`];
  return sql`
      update ${identifier(table)} m set net_minor = m.net_minor - g.net_minor, lines = m.lines - g.lines
        ${quantity ? sql`, quantity = trim_scale(m.quantity - g.quantity)` : sql``} ${values ? sql`, ${VALUES_TAKEN}` : sql``}
      from (
        select ${columns(keys)}, sum(net_minor)::bigint as net_minor, ${lines} as lines ${quantity ? sql`, sum(quantity) as quantity` : sql``}
          ${values ? sql`, ${SUMS_OF_VALUES}` : sql``}
        from ${source} group by ${columns(keys)}) g
      where m.tenant_id = ${TENANT}::uuid and ${join(
        keys.map((key) => sql`${identifier(`m.${key}`)} = ${identifier(`g.${key}`)}`),
        ' and ',
      )}`;
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
