import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  embedded,
  extendReadModel,
  latestFirst,
  list,
  one,
  type Order,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { holdsFor, isOnProduct } from './promotion.scope.js';
import type { PromotionOrder } from './promotion.types.js';

/** Orders of promotions. */
export const PROMOTIONS_BY: Readonly<Record<PromotionOrder, Order>> = {
  LATEST: latestFirst('starts_on', 'date'),
  CODE: { keys: [{ by: 'code', type: 'text' }] },
};

/** Participations, the latest first. */
const LATEST_UPTAKES = latestFirst('agreed_on', 'date');

/** How a promotion stands today. */
export function promotionState(promotion: RowRef, ctx: RequestContext): Sql {
  const today = sql`${ctx.now().toISOString().slice(0, 10)}::date`;
  return sql`case when ${promotion('starts_on')} > ${today} then 'UPCOMING' when ${promotion('ends_on')} < ${today} then 'OVER' else 'RUNNING' end`;
}

export const PROMOTION_READS = [
  readModel('Promotion', {
    table: 'promotion',
    fields: {
      state: computed((promotion, { ctx }) => promotionState(promotion, ctx)),
      cost: embedded((promotion) => moneyOf(promotion('cost_minor'), promotion('currency')), {
        present: (promotion) => sql`${promotion('cost_minor')} is not null`,
        permission: 'value.read',
      }),
      items: list({
        where: (promotion, item) => sql`${item('promotion_id')} = ${promotion('id')}`,
        order: { keys: [{ by: 'id', type: 'uuid' }] },
      }),
      uptakes: page({
        where: (promotion, uptake) => sql`${uptake('promotion_id')} = ${promotion('id')}`,
        order: LATEST_UPTAKES,
      }),
    },
  }),
  readModel('PromotionItem', {
    table: 'promotion_item',
    fields: {
      product: one({
        where: (item, product) => sql`${product('id')} = ${item('product_id')}`,
        permission: 'product.read',
      }),
      category: one({
        where: (item, category) => sql`${category('id')} = ${item('category_id')}`,
        permission: 'product.read',
      }),
    },
  }),
  readModel('PromotionUptake', {
    table: 'promotion_uptake',
    visible: (uptake, ctx, several) => visibleAccount(ctx, uptake('account_id'), several),
    fields: {
      promotion: one({ where: (uptake, promotion) => sql`${promotion('id')} = ${uptake('promotion_id')}` }),
      account: one({ where: (uptake, account) => sql`${account('id')} = ${uptake('account_id')}`, implied: true }),
    },
  }),
  extendReadModel('Account', {
    promotions: page({
      where: (account, promotion) => holdsFor(promotion, account),
      order: PROMOTIONS_BY.LATEST,
      permission: 'trade.read',
    }),
    promotionUptakes: page({
      where: (account, uptake) => sql`${uptake('account_id')} = ${account('id')}`,
      order: LATEST_UPTAKES,
      permission: 'trade.read',
      implied: true,
    }),
  }),
  ...['OrderLine', 'OrderLineCorrection'].map((type) =>
    extendReadModel(type, {
      promotion: one({ where: (line, promotion) => sql`${promotion('id')} = ${line('promotion_id')}` }),
    }),
  ),
  extendReadModel('Product', {
    promotions: page({
      where: (product, promotion) => isOnProduct(promotion, product('id'), product('category_id')),
      order: PROMOTIONS_BY.LATEST,
      permission: 'trade.read',
    }),
  }),
];
