import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { tenantToday } from '../../platform/context/tenant-day.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { computed, earliestFirst, one, readModel } from '../../platform/graphql/read-engine/read-model.js';
import { followUpText } from '../follow-ups/follow-up.text.js';

/** What is to be done, the first due first. */
export const FIRST_DUE_ACTION = earliestFirst('due_on', 'date');

export const STAFF_ACTION_READS = [
  readModel('StaffAction', {
    // A view over the live actions of plans and the open follow-ups: each is read by its own index, and the two are merged.
    table: 'staff_action',
    visible: (row, ctx, several) => visibleAccount(ctx, row('account_id'), several),
    fields: {
      // A view promises nothing of its columns: they are read as values are.
      ...{ id: computed((row) => row('id')), accountId: computed((row) => row('account_id')) },
      ...{ kind: computed((row) => row('kind')), dueOn: computed((row) => row('due_on')) },
      text: computed((row, { ctx }) => sql`coalesce(${row('text')} ->> ${ctx.locale}, ${followUpText(row, ctx)})`),
      overdue: computed((row, { ctx }) => sql`${row('due_on')} < ${tenantToday(ctx)}`),
      account: one({ where: (row, account) => sql`${account('id')} = ${row('account_id')}`, implied: true }),
      owner: one({ where: (row, staff) => sql`${staff('id')} = ${row('owner_id')}` }),
      planAction: one({
        where: (row, action) => sql`${row('kind')} = 'PLAN_ACTION' and ${action('id')} = ${row('id')}`,
        implied: true,
      }),
      followUp: one({
        where: (row, task) => sql`${row('kind')} <> 'PLAN_ACTION' and ${task('id')} = ${row('id')}`,
        implied: true,
      }),
    },
  }),
];
