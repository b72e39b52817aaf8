import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { all, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { pickedRow } from '../../platform/errors/input-schemas.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  embedded,
  extendReadModel,
  list,
  one,
  type Order,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

/** Order lines, the newest first. */
export const NEWEST_LINES: Order = {
  keys: [
    { by: 'ordered_on', type: 'date' },
    { by: 'id', type: 'uuid' },
  ],
  descending: true,
};

const period = z.object({ from: z.string().nullish(), to: z.string().nullish() });

const salesArguments = z.object({
  months: z
    .int()
    .min(1)
    .max(120)
    .nullish()
    .transform((months) => months ?? 12),
  categoryId: pickedRow,
});

const TENANT_CURRENCY = sql`(select t.currency from tenant t where t.id = ${TENANT})`;

export const TRADE_READS = [
  readModel('OrderLine', {
    table: 'order_line',
    visible: (line, ctx) => visibleAccount(ctx, line('account_id')),
    fields: {
      net: embedded((line) => moneyOf(line('net_minor'), line('currency'))),
      product: one({
        where: (line, product) => sql`${product('id')} = ${line('product_id')}`,
        permission: 'product.read',
      }),
      category: one({
        where: (line, category) => sql`${category('id')} = ${line('category_id')}`,
        permission: 'product.read',
      }),
    },
  }),
  readModel('MonthlySales', {
    visible: (sales, ctx) => visibleAccount(ctx, sales('account_id')),
    fields: { net: embedded((sales) => moneyOf(sales('net_minor'), TENANT_CURRENCY)) },
  }),
  extendReadModel('Account', {
    orderLines: page({
      where: (account, line, { args: { from, to } }) =>
        all([
          sql`${line('account_id')} = ${account('id')}`,
          from == null ? undefined : sql`${line('ordered_on')} >= ${from}::date`,
          to == null ? undefined : sql`${line('ordered_on')} <= ${to}::date`,
        ]),
      order: NEWEST_LINES,
      args: period,
      permission: 'trade.read',
      implied: true,
    }),
    monthlySales: list({
      from: (account, { args }) => monthlySales(account, args),
      where: (_account, _month, { args: { categoryId } }) => (categoryId === null ? sql`false` : sql`true`),
      order: { keys: [{ by: 'month', type: 'date' }] },
      args: salesArguments,
      permission: 'trade.read',
      implied: true,
    }),
  }),
];

/**
 * A row per month, up to the latest with trade of anybody; none before any trade. The months bound the scan of the
 * roll-up themselves: a long history costs no more than a short one.
 */
function monthlySales(account: RowRef, { months, categoryId }: z.output<typeof salesArguments>): Sql {
  const [ofCategory, quantity] =
    categoryId === undefined
      ? [sql``, sql`null::numeric`]
      : [sql`and s.category_id = ${categoryId}::uuid`, sql`coalesce(sum(s.quantity), 0)`];
  return sql`
    select ${account('id')} as account_id, m.* from (
      select date_trunc('month', max(d.day)::timestamp)::date as last from account_order_day d where d.tenant_id = ${TENANT}) latest
    cross join lateral (
      select m.month, coalesce(sum(s.net_minor), 0)::bigint as net_minor, ${quantity} as quantity, coalesce(sum(s.lines), 0)::int as lines
      from (select g::date as month from generate_series(latest.last - make_interval(months => ${months - 1}), latest.last, '1 month') g) m
      left join account_category_month s on s.tenant_id = ${TENANT} and s.account_id = ${account('id')} ${ofCategory}
        and s.month = m.month and s.month > (latest.last - make_interval(months => ${months}))::date
      group by m.month) m`;
}
