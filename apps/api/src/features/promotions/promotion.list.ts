import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, identifier, sql, TENANT } from '../../platform/database/tenant-sql.js';
import { parseArguments, pickedRow } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import { promotionState, PROMOTIONS_BY } from './promotion.reads.js';
import { holdsFor, isOnProduct, touchesCategory } from './promotion.scope.js';
import { type Promotion, PROMOTION_STATES, type PromotionListArgs } from './promotion.types.js';

const listArguments = z.object({
  filter: z
    .object({
      state: z.enum(PROMOTION_STATES).nullish(),
      productId: pickedRow,
      categoryId: pickedRow,
      accountId: pickedRow,
    })
    .nullish(),
});

/** A page of the promotions. */
export function promotionsRead(
  ctx: RequestContext,
  { filter: given, order, ...page }: PromotionListArgs,
): Read<Promotion> {
  const { state, productId, categoryId, accountId } = parseArguments(listArguments, { filter: given }).filter ?? {};
  return readConnection(page, PROMOTIONS_BY[order ?? 'LATEST'], {
    where: (promotion) =>
      all([
        // What is no identifier finds nothing.
        productId === null || categoryId === null || accountId === null ? sql`false` : undefined,
        state == null ? undefined : sql`${promotionState(promotion, ctx)} = ${state}`,
        productId == null
          ? undefined
          : sql`exists (select from product f where f.tenant_id = ${TENANT} and f.id = ${productId}
              and ${isOnProduct(promotion, sql`f.id`, sql`f.category_id`)})`,
        categoryId == null
          ? undefined
          : sql`exists (select from product_category f where f.tenant_id = ${TENANT} and f.id = ${categoryId}
              and ${touchesCategory(promotion, sql`f.id`)})`,
        accountId == null
          ? undefined
          : sql`exists (select from account f where f.tenant_id = ${TENANT} and f.id = ${accountId} and ${visibleAccount(ctx, 'f.id')}
              and ${holdsFor(promotion, (column) => identifier(`f.${column}`))})`,
      ]),
  });
}
