import { HEALTH_OF_ALERT } from '@mortise/domain';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { type Sql, sql, TENANT } from '../../platform/database/tenant-sql.js';
import {
  column,
  earliestFirst,
  extendReadModel,
  late,
  latestFirst,
  list,
  one,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { staffIdOf } from '../staff/staff-actor.js';

/** Alerts, the newest first. */
export const NEWEST_ALERTS = latestFirst('opened_at');

const BY_OPENING = earliestFirst('opened_on', 'date');

/** The health that the state of an open alert stands for, by the domain's table. */
function healthOf(state: Sql): Sql {
  return sql`(${JSON.stringify(HEALTH_OF_ALERT)}::jsonb ->> ${state})`;
}

/** The health of an account; one alert of it is open at most. */
function health(account: RowRef): Sql {
  return sql`
    select case when ${account('stage')} = 'ENDED' then 'ENDED' else coalesce(${healthOf(sql`l.state`)}, 'NORMAL') end as state,
      case when ${account('stage')} = 'ENDED' then ${account('stage_since')} else coalesce(l.since, last.closed_at) end as since,
      coalesce(l.signal_kinds, '{}') as signals, l.id as alert_id
    from (select 1) always
    left join alert l on l.tenant_id = ${TENANT} and l.account_id = ${account('id')} and l.closed_at is null
    left join lateral (
      select max(c.closed_at) as closed_at from alert c where c.tenant_id = ${TENANT} and c.account_id = ${account('id')}) last on true`;
}

export const ALERT_READS = [
  readModel('Alert', {
    table: 'alert',
    visible: (alert, ctx, several) => visibleAccount(ctx, alert('account_id'), several),
    fields: {
      account: one({ where: (alert, account) => sql`${account('id')} = ${alert('account_id')}`, implied: true }),
      leading: column('leading_kind'),
      signals: list({
        where: (alert, signal) => sql`${signal('alert_id')} = ${alert('id')}`,
        order: BY_OPENING,
        implied: true,
      }),
      triagedBy: one({ where: (alert, staff) => sql`${staff('id')} = ${staffIdOf(alert('triaged_by'))}` }),
      why: late({ id: 'id' }, { permission: 'trade.read' }),
    },
  }),
  readModel('AccountHealth', {
    fields: {
      alert: one({ where: (row, alert) => sql`${alert('id')} = ${row('alert_id')}`, implied: true }),
    },
  }),
  extendReadModel('Account', {
    alerts: page({
      where: (account, alert) => sql`${alert('account_id')} = ${account('id')}`,
      order: NEWEST_ALERTS,
      permission: 'alert.read',
      implied: true,
    }),
    health: one({ from: health, permission: 'alert.read', implied: true }),
  }),
];
