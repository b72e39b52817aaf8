import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import { extendReadModel, list, type Order, page, readModel } from '../../platform/graphql/read-engine/read-model.js';
import { BY_NAME } from '../accounts/account.reads.js';
import { STAFF_BY_NAME } from '../staff/staff.reads.js';

/** Teams by name, which is unique. */
export const TEAMS_BY_NAME: Order = { keys: [{ by: 'name', type: 'text' }] };

export const TEAM_READS = [
  readModel('Team', {
    table: 'team',
    fields: {
      members: page({
        where: (team, staff) => sql`${staff('disabled_at')} is null and ${staff('id')} in (
          select m.staff_id from team_member m where m.tenant_id = ${TENANT} and m.team_id = ${team('id')})`,
        order: STAFF_BY_NAME,
        permission: 'staff.read',
      }),
      accounts: page({
        where: (team, account) => sql`${account('id')} in (
          select t.account_id from account_team t where t.tenant_id = ${TENANT} and t.team_id = ${team('id')})`,
        order: BY_NAME,
        permission: 'account.read',
      }),
    },
  }),
  extendReadModel('Account', {
    teams: list({
      where: (account, team) => sql`${team('id')} in (
        select t.team_id from account_team t where t.tenant_id = ${TENANT} and t.account_id = ${account('id')})`,
      order: TEAMS_BY_NAME,
      permission: 'staff.read',
    }),
  }),
];
