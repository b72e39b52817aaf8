import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import { moneyOf } from '../../platform/graphql/money.reads.js';
import {
  computed,
  embedded,
  extendReadModel,
  late,
  list,
  one,
  type Order,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { todayOf } from './invoice.reads.js';

/** Accounts by what is open, the most first. */
export const MOST_OPEN: Order = {
  keys: [
    { by: 'open_minor', type: 'bigint' },
    { by: 'account_id', type: 'uuid' },
  ],
  descending: true,
};

const planArguments = z.object({
  ahead: z
    .int()
    .min(1)
    .max(52)
    .nullish()
    .transform((weeks) => weeks ?? 8),
  back: z
    .int()
    .min(0)
    .max(52)
    .nullish()
    .transform((weeks) => weeks ?? 8),
});

const money = (column: string) => embedded((row) => moneyOf(row(column), row('currency')));
const openOf = sql`greatest(i.amount_minor - i.settled_minor, 0)`;

export const RECEIVABLE_READS = [
  readModel('AccountReceivables', {
    table: 'account_receivable',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      asOf: computed((_row, { ctx }) => todayOf(ctx)),
      open: money('open_minor'),
      credit: money('credit_minor'),
      creditLimit: embedded((row) => moneyOf(row('limit_minor'), row('currency')), {
        present: (row) => sql`${row('limit_minor')} is not null`,
      }),
      overdue: one({
        from: (row, { ctx }) => sql`
          select coalesce(sum(${openOf}), 0)::bigint as minor, ${row('currency')} as currency from ${openInvoices(row)} and i.due_on < ${todayOf(ctx)}`,
        implied: true,
      }),
      oldestDueOn: computed((row) => sql`select min(i.due_on) from ${openInvoices(row)}`),
      aging: list({
        from: (row, { ctx }) => sql`
          select b.position, b.bucket, ${row('currency')} as currency, coalesce(sum(${openOf}), 0)::bigint as amount_minor, count(i.id)::int as invoices
          from (values (0, 'NOT_DUE', null, 0), (1, 'DAYS_1_30', 1, 30), (2, 'DAYS_31_60', 31, 60), (3, 'DAYS_61_90', 61, 90), (4, 'OVER_90', 91, null))
            b (position, bucket, first_day, last_day)
          left join (select i.* from ${openInvoices(row)}) i
            on (b.first_day is null or ${todayOf(ctx)} - i.due_on >= b.first_day) and (b.last_day is null or ${todayOf(ctx)} - i.due_on <= b.last_day)
          group by b.position, b.bucket`,
        order: { keys: [{ by: 'position', type: 'integer' }] },
        implied: true,
      }),
      collectionPlan: list({
        from: (row, { ctx, args: { ahead, back } }) => sql`
          with span as (
            select t.this - make_interval(weeks => ${back}) as first, t.this + make_interval(weeks => ${ahead - 1}) as last
            from (select date_trunc('week', ${todayOf(ctx)}::timestamp) as this) t)
          select w.week::date as week, ${row('currency')} as currency, coalesce(d.due_minor, 0) as due_minor, coalesce(d.open_minor, 0) as open_minor,
            coalesce(p.received_minor, 0) as received_minor
          from span cross join lateral generate_series(span.first, span.last, '1 week') w (week)
          left join (
            select date_trunc('week', i.due_on::timestamp) as week, sum(i.amount_minor)::bigint as due_minor, sum(${openOf})::bigint as open_minor
            from invoice i where i.tenant_id = ${TENANT} and i.account_id = ${row('account_id')}
              and i.due_on >= (select first::date from span) and i.due_on < (select last::date + 7 from span) group by 1) d on d.week = w.week
          left join (
            select date_trunc('week', p.paid_on::timestamp) as week, sum(p.amount_minor)::bigint as received_minor
            from payment p where p.tenant_id = ${TENANT} and p.account_id = ${row('account_id')}
              and p.paid_on >= (select first::date from span) and p.paid_on < (select last::date + 7 from span) group by 1) p on p.week = w.week`,
        order: { keys: [{ by: 'week', type: 'date' }] },
        args: planArguments,
        implied: true,
      }),
      creditLimits: list({
        where: (row, limit) => sql`${limit('account_id')} = ${row('account_id')}`,
        order: { keys: [{ by: 'version', type: 'integer' }], descending: true },
        implied: true,
      }),
      creditStatus: late((row) => ({
        openMinor: sql`${row('open_minor')}::text`,
        creditMinor: sql`${row('credit_minor')}::text`,
        limitMinor: sql`${row('limit_minor')}::text`,
        currency: row('currency'),
      })),
      daysSalesOutstanding: late({ accountId: 'account_id' }),
      paymentBehaviour: late({ accountId: 'account_id' }),
      sources: computed(() => sql`array['account_receivable', 'invoice', 'payment', 'credit_note', 'credit_limit']`),
    },
  }),
  readModel('ReceivableAging', { fields: { amount: money('amount_minor') } }),
  readModel('CollectionWeek', {
    fields: { due: money('due_minor'), open: money('open_minor'), received: money('received_minor') },
  }),
  readModel('CreditLimit', {
    table: 'credit_limit',
    visible: (limit, ctx, several) => visibleAccount(ctx, limit('account_id'), several),
    fields: {
      limit: embedded((limit) => moneyOf(limit('limit_minor'), limit('currency')), {
        present: (limit) => sql`${limit('limit_minor')} is not null`,
      }),
    },
  }),
  extendReadModel('Account', {
    receivables: one({
      where: (account, row) => sql`${row('account_id')} = ${account('id')}`,
      permission: 'receivable.read',
      implied: true,
    }),
    silentComplaint: late({ id: 'id' }, { permission: 'receivable.read' }),
  }),
];

/** `invoice i where …`: the open invoices of the account. */
function openInvoices(row: RowRef): Sql {
  return sql`invoice i where i.tenant_id = ${TENANT} and i.account_id = ${row('account_id')} and i.settled_on is null`;
}
