import { type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
import type { RowRef } from '../../platform/graphql/read-engine/read-model.js';

// `offset 0` keeps PostgreSQL from reading all that is on any promotion to tell about one.

/** Whether a promotion holds for an account; both are rows of their tables. */
export function holdsFor(promotion: RowRef, account: RowRef): Sql {
  return sql`case when ${promotion('audience')} = 'PARTICIPANTS' then exists (
      select from promotion_uptake taken where taken.tenant_id = ${TENANT} and taken.promotion_id = ${promotion('id')} and taken.account_id = ${account('id')} offset 0)
    else (${promotion('country')} is null or ${promotion('country')} = ${account('country')})
      and (${promotion('region')} is null or ${promotion('region')} = ${account('region')}) end`;
}

/** Whether a promotion is on a product, given the product's identifier and that of its category. */
export function isOnProduct(promotion: RowRef, productId: Sql, categoryId: Sql): Sql {
  return sql`(${isOnEverything(promotion)} or exists (
    select from promotion_item i where i.tenant_id = ${TENANT} and i.promotion_id = ${promotion('id')}
      and (i.product_id = ${productId} or i.category_id = ${categoryId}) offset 0))`;
}

/** Whether a promotion names a category, a product of it, or nothing, which is everything. */
export function touchesCategory(promotion: RowRef, categoryId: Sql): Sql {
  return sql`(${isOnEverything(promotion)} or exists (
    select from promotion_item i left join product q on q.tenant_id = ${TENANT} and q.id = i.product_id
    where i.tenant_id = ${TENANT} and i.promotion_id = ${promotion('id')} and (i.category_id = ${categoryId} or q.category_id = ${categoryId}) offset 0))`;
}

function isOnEverything(promotion: RowRef): Sql {
  return sql`not exists (select from promotion_item named where named.tenant_id = ${TENANT} and named.promotion_id = ${promotion('id')} offset 0)`;
}
