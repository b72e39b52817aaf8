import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { type Sql, sql } from '../../platform/database/tenant-sql.js';
import {
  computed,
  earliestFirst,
  extendReadModel,
  one,
  page,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';
import { staffIdOf } from '../staff/staff-actor.js';
import { followUpText } from './follow-up.text.js';

/** Follow-ups, the first due first. */
export const FIRST_DUE = earliestFirst('due_on', 'date');

/** Whether it is open and should have been done. */
export function isFollowUpOverdue(row: RowRef, ctx: RequestContext): Sql {
  return sql`${row('status')} = 'OPEN' and ${row('due_on')} < ${tenantToday(ctx)}`;
}

export const FOLLOW_UP_READS = [
  readModel('FollowUp', {
    table: 'follow_up',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      text: computed((row, { ctx }) => followUpText(row, ctx)),
      overdue: computed((row, { ctx }) => isFollowUpOverdue(row, ctx)),
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      owner: one({ where: (row, staff) => sql`${staff('id')} = ${row('owner_id')}` }),
      endedBy: one({ where: (row, staff) => sql`${staff('id')} = ${staffIdOf(row('ended_by'))}` }),
      season: one({ where: (row, season) => sql`${season('id')} = ${row('season_id')}` }),
      touch: one({ where: (row, entry) => sql`${entry('id')} = ${row('touch_id')}`, permission: 'ledger.read' }),
      promotion: one({
        where: (row, promotion) => sql`${promotion('id')} = ${row('promotion_id')}`,
        permission: 'trade.read',
      }),
    },
  }),
  extendReadModel('Account', {
    followUps: page({
      where: (row, task) => sql`${task('account_id')} = ${row('id')}`,
      order: FIRST_DUE,
      permission: 'plan.read',
      implied: true,
    }),
  }),
  extendReadModel('Season', {
    followUps: page({ where: (row, task) => sql`${task('season_id')} = ${row('id')}`, order: FIRST_DUE }),
  }),
];
