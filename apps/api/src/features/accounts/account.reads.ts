import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import { computed, list, one, type Order, page, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** Accounts by name. */
export const BY_NAME: Order = {
  keys: [
    { by: 'name_lower', type: 'text' },
    { by: 'id', type: 'uuid' },
  ],
};

export const ACCOUNT_READS = readModel('Account', {
  table: 'account',
  visible: (account, ctx, several) => visibleAccount(ctx, account('id'), several),
  fields: {
    parent: one({ where: (account, parent) => sql`${parent('id')} = ${account('parent_id')}` }),
    ancestors: list({
      from: (account) => sql`
        select a.*, c.depth from account_closure c join account a on a.tenant_id = c.tenant_id and a.id = c.ancestor_id
        where c.tenant_id = ${TENANT} and c.descendant_id = ${account('id')} and c.depth > 0`,
      order: { keys: [{ by: 'depth', type: 'integer' }] },
    }),
    children: page({
      where: (account, child) => sql`${child('parent_id')} = ${account('id')} and ${child('archived_at')} is null`,
      order: BY_NAME,
      implied: true,
    }),
    descendantCount: computed(
      (account, { ctx }) => sql`
        select count(*) from account_closure c join account a on a.tenant_id = c.tenant_id and a.id = c.descendant_id
        where c.tenant_id = ${TENANT} and c.ancestor_id = ${account('id')} and c.depth > 0 and a.archived_at is null
          and ${visibleAccount(ctx, 'a.id')}`,
    ),
    owner: one({
      where: (account, staff) => sql`${staff('id')} = ${account('owner_id')}`,
      permission: 'staff.read',
    }),
  },
});
