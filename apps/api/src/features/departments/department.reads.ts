import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql } from '../../platform/database/tenant-sql.js';
import { extendReadModel, one, type Order, page, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Departments by name. */
export const DEPARTMENTS_BY_NAME: Order = {
  keys: [
    { by: 'name', type: 'text' },
    { by: 'id', type: 'uuid' },
  ],
};

export const DEPARTMENT_READS = [
  readModel('Department', {
    table: 'department',
    visible: (department, ctx, several) =>
      sql`(${department('account_id')} is null or ${visibleAccount(ctx, department('account_id'), several)})`,
    fields: {
      account: one({
        where: (department, account) => sql`${account('id')} = ${department('account_id')}`,
        permission: 'account.read',
        implied: true,
      }),
    },
  }),
  extendReadModel('Account', {
    departments: page({
      where: (account, department) => sql`${department('account_id')} = ${account('id')}`,
      order: DEPARTMENTS_BY_NAME,
      implied: true,
    }),
  }),
];
