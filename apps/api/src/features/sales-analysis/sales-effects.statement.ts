import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql, type Sql, type TenantSql } from '../../platform/database/tenant-sql.js';
import { cellsOf } from './sales-cells.js';
import { DIMENSION_SOURCES } from './sales-dimension.js';
import { accountsInScope, type SalesQuestion } from './sales-scope.js';

/** A line of what {@link salesEffectsStatement} gives; amounts as text. */
export interface EffectFigures {
  readonly total: boolean;
  readonly key: string | null;
  readonly customer: string;
  readonly volume: string;
  readonly price: string;
  readonly mix: string;
  readonly accounts: number;
  readonly accounts_before: number;
}

/**
 * The change of sales taken apart, of all and by each value, from what each account bought of each product. What the
 * domain's `decomposeSalesChange` says of cells of customer and product, said of all of them at once: there may be
 * millions. A product that moved to another category is another one there. Returns beyond what was sold count as no
 * quantity.
 * @param due how many accounts have years that are not added up
 */
export function salesEffectsStatement(ctx: RequestContext, question: SalesQuestion, due: number): TenantSql {
  const select = sql`a.id as account_id, ${DIMENSION_SOURCES[question.by].key} as key, m.before, m.after,
    greatest(m.quantity_before, 0) as quantity_before, greatest(m.quantity_after, 0) as quantity_after`;
  return tenantSql`
    with scope as materialized (select a.* from account a where a.tenant_id = ${TENANT} and ${accountsInScope(ctx, question)}),
    accounts as materialized (
      select key, account_id, bool_or(before <> 0 or quantity_before > 0) as bought_before, bool_or(after <> 0 or quantity_after > 0) as bought,
        sum(before) as before, sum(after) as after, sum(quantity_before) as quantity_before, sum(quantity_after) as quantity_after,
        coalesce(sum(after - round(before * quantity_after / quantity_before)) filter (where quantity_before > 0 and quantity_after > 0), 0) as price
      from (${cellsOf({ question, due, select })}) c group by key, account_id),
    whole as (
      select bool_or(bought_before) as bought_before, bool_or(bought) as bought, sum(before) as before, sum(after) as after,
        sum(quantity_before) as quantity_before, sum(quantity_after) as quantity_after, sum(price) as price from accounts group by account_id)
    select true as total, null as key, ${effectsOf(sql`whole`)} having count(*) > 0
    union all
    select false as total, key::text, ${effectsOf(sql`accounts`)} group by key`;
}

/** The effects of the accounts in `source`, and how many of them bought. */
function effectsOf(source: Sql): Sql {
  const kept = sql`filter (where bought_before and bought)`;
  const [before, after] = [sql`coalesce(sum(before) ${kept}, 0)`, sql`coalesce(sum(after) ${kept}, 0)`];
  const price = sql`coalesce(sum(price) ${kept}, 0)`;
  const volume = sql`coalesce(round(sum(before) ${kept} * (sum(quantity_after) ${kept} - sum(quantity_before) ${kept}) / nullif(sum(quantity_before) ${kept}, 0)), 0)`;
  return sql`coalesce(sum(after - before) filter (where not (bought_before and bought)), 0)::bigint::text as customer, ${volume}::bigint::text as volume,
      ${price}::bigint::text as price, (${after} - ${before} - ${volume} - ${price})::bigint::text as mix,
      (count(*) filter (where bought))::int as accounts, (count(*) filter (where bought_before))::int as accounts_before from ${source}`;
}
