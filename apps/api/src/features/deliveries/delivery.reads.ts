import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, type Sql } from '../../platform/database/tenant-sql.js';
import { day } from '../../platform/errors/input-schemas.js';
import {
  column,
  computed,
  earliestFirst,
  extendReadModel,
  late,
  latestFirst,
  list,
  type Order,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { deliveryMark } from './delivery.correct.js';
import { DELIVERY_STATES } from './delivery.types.js';

/** Promised lines, the latest day first. */
const LATEST_PROMISES = latestFirst('promised_on', 'date');

const OLDEST_CONTENT: Order = { keys: [{ by: 'ordinal', type: 'integer' }] };

const promiseArguments = z.object({
  state: z.enum(DELIVERY_STATES).nullish(),
  from: day.nullish(),
  to: day.nullish(),
});

/** How a promised line stands. */
function stateOf(promise: RowRef, ctx: RequestContext): Sql {
  const [promised, first] = [promise('promised_on'), promise('first_delivered_on')];
  return sql`case when ${first} is null and ${promised} < ${today(ctx)}::date then 'OVERDUE' when ${first} is null then 'OPEN'
    when ${first} > ${promised} then 'LATE' when ${promise('first_quantity')} < ${promise('quantity')} then 'PARTIAL' else 'KEPT' end`;
}

function today(ctx: RequestContext): string {
  return ctx.now().toISOString().slice(0, 10);
}

export const DELIVERY_READS = [
  readModel('DeliveryPromise', {
    table: 'delivery_promise',
    visible: (promise, ctx, several) => visibleAccount(ctx, promise('account_id'), several),
    fields: {
      daysLate: computed((promise) => sql`${promise('first_delivered_on')} - ${promise('promised_on')}`),
      state: computed((promise, { ctx }) => stateOf(promise, ctx)),
      corrections: list({
        where: (promise, correction) => sql`${correction('promise_id')} = ${promise('id')}`,
        order: OLDEST_CONTENT,
        implied: true,
      }),
      deliveries: list({
        where: (promise, delivery) => sql`${delivery('promise_id')} = ${promise('id')}`,
        order: earliestFirst('delivered_on', 'date'),
        implied: true,
      }),
    },
  }),
  readModel('Delivery', {
    table: 'delivery',
    visible: (delivery, ctx, several) => visibleAccount(ctx, delivery('account_id'), several),
    fields: {
      corrections: list({
        where: (delivery, correction) =>
          sql`${correction('promise_id')} = ${delivery('promise_id')} and ${correction('mark')} = ${deliveryMark(delivery)}`,
        order: OLDEST_CONTENT,
        implied: true,
      }),
    },
  }),
  readModel('DeliveryPromiseCorrection', {
    table: 'delivery_promise_correction',
    fields: { importId: column('brought_by_import') },
  }),
  readModel('DeliveryCorrection', { table: 'delivery_correction' }),
  extendReadModel('Account', {
    deliveries: page({
      where: (account, promise, { ctx, args: { state, from, to } }) =>
        all([
          sql`${promise('account_id')} = ${account('id')}`,
          state == null ? undefined : sql`${stateOf(promise, ctx)} = ${state}`,
          from == null ? undefined : sql`${promise('promised_on')} >= ${from}::date`,
          to == null ? undefined : sql`${promise('promised_on')} <= ${to}::date`,
        ]),
      order: LATEST_PROMISES,
      args: promiseArguments,
      permission: 'trade.read',
      implied: true,
    }),
    deliveryPerformance: late({ id: 'id' }, { permission: 'trade.read' }),
  }),
];
