import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { computed, extendReadModel, list, one, readModel } from '../../platform/graphql/read-engine/read-model.js';

const member = (column: string) =>
  one({ where: (row, staff) => sql`${staff('id')} = ${row(column)}`, permission: 'staff.read' });

export const TRIGGER_READS = [
  readModel('TriggerCourse', {
    table: 'trigger_course',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      verifiedBy: member('verified_by'),
      owner: member('owner_id'),
      planPlay: one({
        where: (row, play) => sql`${play('id')} = ${row('plan_play_id')}`,
        permission: 'plan.read',
        implied: true,
      }),
      events: list({
        where: (row, event) => sql`${event('course_id')} = ${row('id')}`,
        order: { keys: [{ by: 'seq', type: 'integer' }] },
        implied: true,
      }),
    },
  }),
  readModel('TriggerEvent', {
    table: 'trigger_event',
    fields: { note: computed((event) => sql`${event('data')} ->> 'note'`) },
  }),
  extendReadModel('LedgerEntry', {
    triggerCourse: one({ where: (entry, row) => sql`${row('entry_id')} = ${entry('id')}`, implied: true }),
  }),
];
