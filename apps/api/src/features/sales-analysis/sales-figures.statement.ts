import { hasPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql, type Sql, type TenantSql } from '../../platform/database/tenant-sql.js';
import type { SalesOrder } from './sales-analysis.inputs.js';
import { salesOf } from './sales-cells.js';
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

/**
 * Sales of two periods by one dimension, from the smallest roll-up that can tell them.
 * @param due how many accounts have years that are not added up
 */
export function salesFiguresStatement(ctx: RequestContext, question: SalesQuestion, due: number): TenantSql {
  const { by, order, first } = question;
  const { key, label = sql`g.key` } = DIMENSION_SOURCES[by];
  return tenantSql`
    with scope as materialized (select a.* from account a where a.tenant_id = ${TENANT} and ${accountsInScope(ctx, question)}),
    grouped as materialized (
      select key, coalesce(sum(before), 0) as before, coalesce(sum(after), 0) as after from (${salesRows(ctx, question, key, due)}) m group by key),
    g as (
      select key, before, after, row_number() over (order by ${ORDERS[order]}) as position, sum(before) over () as total_before, sum(after) over () as total_after,
        count(*) over () as value_count
      from grouped)
    select key::text, case when key is not null then ${label} end as label, before::bigint::text, after::bigint::text, total_before::bigint::text,
      total_after::bigint::text, value_count from g where position <= ${first}::int order by position`;
}

/** Rows of (key, before, after). */
function salesRows(ctx: RequestContext, question: SalesQuestion, key: Sql, due: number): Sql {
  const { by, scope, from } = question;
  const { categoryIds, productIds, ...accounts } = scope;
  const ofProducts = by === 'PRODUCT' || by === 'CATEGORY';
  const everybody = hasPermission(ctx, 'account.read.all') && Object.values(accounts).every((value) => value == null);
  const after = sql`m.month >= ${from}::date`;
  const columns = sql`${key} as key, case when ${after} then 0 else m.net_minor end as before, case when ${after} then m.net_minor else 0 end as after`;
  if (ofProducts && everybody)
    return sql`select ${columns} from product_month m where m.tenant_id = ${TENANT} and ${monthsInScope(question)} and ${productsInScope(question, 'm')}`;
  if (!ofProducts && categoryIds == null && productIds == null)
    return sql`select ${columns} from account_month m join scope a on a.id = m.account_id where m.tenant_id = ${TENANT} and ${monthsInScope(question)}`;
  return salesOf({ question, due, select: sql`${key} as key, m.before, m.after` });
}
