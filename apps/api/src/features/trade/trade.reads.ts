import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { all, sql, TENANT, type Sql } from '../../platform/database/tenant-sql.js';
import { day, pickedRow } from '../../platform/errors/input-schemas.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  embedded,
  extendReadModel,
  latestFirst,
  list,
  one,
  page,
  type ReadField,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

/** Order lines, the newest first. */
export const NEWEST_LINES = latestFirst('ordered_on', 'date');

const period = z.object({ from: day.nullish(), to: day.nullish() });

const salesArguments = z.object({
  months: z
    .int()
    .min(1)
    .max(120)
    .nullish()
    .transform((months) => months ?? 12),
  categoryId: pickedRow,
});

const weekArguments = z.object({
  weeks: z
    .int()
    .min(1)
    .max(260)
    .nullish()
    .transform((weeks) => weeks ?? 26),
  categoryId: pickedRow,
  productId: pickedRow,
});

/** What a line says now, or said before. */
const LINE_CONTENT = {
  net: embedded((line) => moneyOf(line('net_minor'), line('currency'))),
  list: embedded((line) => moneyOf(line('list_minor'), line('currency')), {
    present: (line) => sql`${line('list_minor')} is not null`,
  }),
  cost: embedded((line) => moneyOf(line('cost_minor'), line('currency')), {
    present: (line) => sql`${line('cost_minor')} is not null`,
    permission: 'value.read',
  }),
  product: one({
    where: (line, product) => sql`${product('id')} = ${line('product_id')}`,
    permission: 'product.read',
  }),
} satisfies Readonly<Record<string, ReadField>>;

export const TRADE_READS = [
  readModel('OrderLine', {
    table: 'order_line',
    visible: (line, ctx, several) => visibleAccount(ctx, line('account_id'), several),
    fields: {
      ...LINE_CONTENT,
      corrections: list({
        where: (line, correction) => sql`${correction('line_id')} = ${line('id')}`,
        order: { keys: [{ by: 'ordinal', type: 'integer' }] },
      }),
      category: one({
        where: (line, category) => sql`${category('id')} = ${line('category_id')}`,
        permission: 'product.read',
      }),
    },
  }),
  readModel('OrderLineCorrection', {
    table: 'order_line_correction',
    // It may have been another account's.
    visible: (correction, ctx, several) => visibleAccount(ctx, correction('account_id'), several),
    fields: {
      ...LINE_CONTENT,
      account: one({
        where: (correction, account) => sql`${account('id')} = ${correction('account_id')}`,
        implied: true,
      }),
    },
  }),
  readModel('MonthlySales', {
    visible: (sales, ctx, several) => visibleAccount(ctx, sales('account_id'), several),
    fields: {
      net: embedded((sales) => moneyOf(sales('net_minor'), sales('currency'))),
      margin: embedded(
        (sales) => moneyOf(sql`(${sales('costed_minor')} - ${sales('cost_minor')})`, sales('currency')),
        {
          present: (sales) => sql`(${sales('costed_minor')} <> 0 or ${sales('cost_minor')} <> 0)`,
          permission: 'value.read',
        },
      ),
      costedNet: embedded((sales) => moneyOf(sales('costed_minor'), sales('currency'))),
    },
  }),
  readModel('WeeklySales', {
    visible: (sales, ctx, several) => visibleAccount(ctx, sales('account_id'), several),
    fields: { net: embedded((sales) => moneyOf(sales('net_minor'), sales('currency'))) },
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
    weeklySales: list({
      from: (account, { args }) => weeklySales(account, args),
      where: (_account, _week, { args: { categoryId, productId } }) =>
        categoryId === null || productId === null ? sql`false` : sql`true`,
      order: { keys: [{ by: 'week', type: 'date' }] },
      args: weekArguments,
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
      : [sql`and s.category_id = ${categoryId}::uuid`, sql`coalesce(s.quantity, 0)`];
  return sql`
    with latest as materialized (
      select date_trunc('month', max(d.day)::timestamp)::date as month from account_order_day d where d.tenant_id = ${TENANT})
    select ${account('id')} as account_id, m.month::date as month, t.currency, coalesce(s.net_minor, 0)::bigint as net_minor,
      ${quantity} as quantity, coalesce(s.lines, 0)::int as lines, coalesce(s.costed_minor, 0)::bigint as costed_minor,
      coalesce(s.cost_minor, 0)::bigint as cost_minor
    from latest
    cross join lateral generate_series(latest.month - make_interval(months => ${months - 1}), latest.month, '1 month') m (month)
    cross join (select t.currency from tenant t where t.id = ${TENANT}) t
    left join (
      select s.month, sum(s.net_minor) as net_minor, sum(s.quantity) as quantity, sum(s.lines) as lines,
        sum(s.costed_minor) as costed_minor, sum(s.cost_minor) as cost_minor
      from account_category_month s
      where s.tenant_id = ${TENANT} and s.account_id = ${account('id')} ${ofCategory}
        and s.month > (select (latest.month - make_interval(months => ${months}))::date from latest)
      group by s.month) s on s.month = m.month::date`;
}

/**
 * A row per week, up to that of the latest trade of anybody; none before any trade. Of all products the days are added up,
 * of one category or product the account's own lines: they lie in an index by day.
 */
function weeklySales(account: RowRef, { weeks, categoryId, productId }: z.output<typeof weekArguments>): Sql {
  const all = categoryId === undefined && productId === undefined;
  const monday = (day: Sql): Sql => sql`${day} - (extract(isodow from ${day})::int - 1)`;
  const bounds = (day: Sql): Sql => sql`${day} >= (select latest.week - ${7 * (weeks - 1)}::int from latest)`;
  const sums = all
    ? sql`select ${monday(sql`s.day`)} as week, sum(s.net_minor) as net_minor, null::numeric as quantity, sum(s.lines) as lines
        from account_order_day s where s.tenant_id = ${TENANT} and s.account_id = ${account('id')} and ${bounds(sql`s.day`)} group by 1`
    : sql`select ${monday(sql`s.ordered_on`)} as week, sum(s.net_minor) as net_minor, sum(s.quantity) as quantity, count(*) as lines
        from order_line s where s.tenant_id = ${TENANT} and s.account_id = ${account('id')} and ${bounds(sql`s.ordered_on`)}
          ${categoryId === undefined ? sql`` : sql`and s.category_id = ${categoryId}::uuid`}
          ${productId === undefined ? sql`` : sql`and s.product_id = ${productId}::uuid`} group by 1`;
  return sql`
    with latest as materialized (
      select ${monday(sql`max(d.day)`)} as week from account_order_day d where d.tenant_id = ${TENANT})
    select ${account('id')} as account_id, w.week, to_char(w.week, 'IYYY-"W"IW') as iso_week, t.currency, coalesce(s.net_minor, 0)::bigint as net_minor,
      ${all ? sql`null::numeric` : sql`trim_scale(coalesce(s.quantity, 0))`} as quantity, coalesce(s.lines, 0)::int as lines
    from latest
    cross join lateral (select latest.week - 7 * n as week from generate_series(0, ${weeks - 1}::int) n where latest.week is not null) w
    cross join (select t.currency from tenant t where t.id = ${TENANT}) t
    left join (${sums}) s on s.week = w.week`;
}
