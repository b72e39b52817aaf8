import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, type Sql } from '../../platform/database/tenant-sql.js';
import {
  computed,
  embedded,
  extendReadModel,
  one,
  type Order,
  page,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';
import { staffIdOf } from '../staff/staff-actor.js';

/** Alerts, the newest first. */
export const NEWEST_ALERTS: Order = {
  keys: [
    { by: 'opened_at', type: 'timestamptz' },
    { by: 'id', type: 'uuid' },
  ],
  descending: true,
};

/** One figure of what the alert keeps of its reason. */
const figure = (of: (explanation: Sql) => Sql) => computed((why) => of(why('explanation')));

export const ALERT_READS = [
  readModel('Alert', {
    table: 'alert',
    visible: (alert, ctx, several) => visibleAccount(ctx, alert('account_id'), several),
    fields: {
      account: one({ where: (alert, account) => sql`${account('id')} = ${alert('account_id')}`, implied: true }),
      triagedBy: one({ where: (alert, staff) => sql`${staff('id')} = ${staffIdOf(alert('triaged_by'))}` }),
      why: embedded((alert) => ({
        explanation: alert('explanation'),
        ratio: alert('score'),
        threshold: alert('threshold'),
      })),
    },
  }),
  readModel('AlertWhy', {
    fields: {
      asOf: figure((why) => sql`(${why} ->> 'asOf')::date`),
      lastOrder: figure((why) => sql`(${why} ->> 'lastOrder')::date`),
      expectedIntervalDays: figure((why) => sql`(${why} ->> 'expectedIntervalDays')::float8`),
      expectedNextOrder: figure((why) => sql`(${why} ->> 'expectedNextOrder')::date`),
      gapDays: figure((why) => sql`(${why} ->> 'gapDays')::integer`),
      alarmFrom: figure((why) => sql`(${why} ->> 'alarmFrom')::date`),
      intervals: figure((why) => sql`(${why} ->> 'intervals')::integer`),
      ownMeanIntervalDays: figure((why) => sql`(${why} ->> 'ownMeanIntervalDays')::float8`),
      tenantMedianIntervalDays: figure((why) => sql`(${why} ->> 'tenantMedianIntervalDays')::float8`),
      thresholdSource: figure((why) => sql`${why} -> 'calibration' ->> 'source'`),
      alarmBudget: figure((why) => sql`(${why} -> 'calibration' ->> 'budget')::float8`),
      alarmStartsPerAccountYear: figure((why) => sql`(${why} -> 'calibration' ->> 'startsPerAccountYear')::float8`),
      sources: figure((why) => sql`array(select jsonb_array_elements_text(${why} -> 'sources'))`),
    },
  }),
  extendReadModel('Account', {
    alerts: page({
      where: (account, alert) => sql`${alert('account_id')} = ${account('id')}`,
      order: NEWEST_ALERTS,
      permission: 'alert.read',
      implied: true,
    }),
  }),
];
