import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { identifier, sql, TENANT, tenantSql, type Sql, type TenantSql } from '../../platform/database/tenant-sql.js';
import type { SalesOrder } from './sales-analysis.inputs.js';
import { DIMENSION_SOURCES } from './sales-dimension.js';
import { accountsInScope, monthsInScope, productsInScope, type SalesQuestion } from './sales-scope.js';

/** A line of what {@link salesFiguresStatement} gives; amounts as text. Without any sales there is none. */
export interface SalesFigures {
  readonly key: string | null;
  readonly label: string | null;
  readonly before: string;
  readonly after: string;
  /** Of all values, also of those beyond the lines given. */
  readonly total_before: string;
  readonly total_after: string;
  readonly value_count: string;
}

const ORDERS: Readonly<Record<SalesOrder, Sql>> = {
  LOSS: sql`after - before, key`,
  GAIN: sql`before - after, key`,
  NET: sql`-after, key`,
};

/** Sales of two periods by one dimension, from the smallest roll-up that can tell them. */
export function salesFiguresStatement(ctx: RequestContext, question: SalesQuestion): TenantSql {
  const { by, from, order, first } = question;
  const { key, label = sql`g.key` } = DIMENSION_SOURCES[by];
  const after = sql`m.month >= ${from}::date`;
  const sums = sql`coalesce(sum(m.net_minor) filter (where not ${after}), 0) as before, coalesce(sum(m.net_minor) filter (where ${after}), 0) as after`;
  const { table, perAccount } = rollUpOf(ctx, question);
  const grouped = sql`select ${key} as key, ${sums} from ${identifier(table)} m ${perAccount ? sql`join scope a on a.id = m.account_id` : sql``}
    where m.tenant_id = ${TENANT} and ${monthsInScope(question)} and ${productsInScope(question)} group by 1`;
  return tenantSql`
    with scope as materialized (select a.* from account a where a.tenant_id = ${TENANT} and ${accountsInScope(ctx, question)}),
    grouped as materialized (${grouped}),
    g as (
      select key, before, after, row_number() over (order by ${ORDERS[order]}) as position, sum(before) over () as total_before, sum(after) over () as total_after,
        count(*) over () as value_count
      from grouped)
    select key, case when key is not null then ${label} end as label, before::bigint::text, after::bigint::text, total_before::bigint::text,
      total_after::bigint::text, value_count from g where position <= ${first}::int order by position`;
}

/** The smallest roll-up that tells the question's sums, and whether it tells accounts apart. */
function rollUpOf(ctx: RequestContext, question: SalesQuestion): { table: string; perAccount: boolean } {
  const { by, scope } = question;
  const { categoryIds, productIds, ...accounts } = scope;
  const ofProducts = by === 'PRODUCT' || productIds != null;
  const ofCategories = by === 'CATEGORY' || categoryIds != null;
  const everybody = hasPermission(ctx, 'account.read.all') && Object.values(accounts).every((value) => value == null);
  if (everybody && (by === 'PRODUCT' || by === 'CATEGORY')) return { table: 'product_month', perAccount: false };
  if (ofProducts) return { table: 'account_product_month', perAccount: true };
  return { table: ofCategories ? 'account_category_month' : 'account_month', perAccount: true };
}
