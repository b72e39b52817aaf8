import { sql } from '../../platform/database/tenant-sql.js';
import { one, type Order, readModel } from '../../platform/graphql/read-engine/read-model.js';

/** People by name. */
export const STAFF_BY_NAME: Order = {
  keys: [
    { by: 'name', type: 'text' },
    { by: 'id', type: 'uuid' },
  ],
};

/** API keys, the newest first. */
export const KEYS_BY_AGE: Order = { keys: [{ by: 'id', type: 'uuid' }], descending: true };

export const STAFF_MEMBER_READS = [
  readModel('StaffMember', { table: 'staff_member' }),
  readModel('ApiKey', {
    table: 'api_key',
    fields: { owner: one({ where: (key, staff) => sql`${staff('id')} = ${key('staff_id')}` }) },
  }),
];
