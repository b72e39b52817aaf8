import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { identifier, sql, type Sql, TENANT } from '../../platform/database/tenant-sql.js';
import {
  computed,
  embedded,
  late,
  one,
  readModel,
  type RowRef,
} from '../../platform/graphql/read-engine/read-model.js';

export const PORTAL_ME_READS = [
  // Who is signed in is a contact's place at an account.
  readModel('PortalMe', {
    table: 'account_contact',
    visible: (place, ctx) => visibleAccount(ctx, place('account_id')),
    fields: {
      name: computed((place) => ofContact(place, 'name')),
      email: computed((place) => ofContact(place, 'email')),
      language: late((place) => ({ language: ofContact(place, 'language') })),
      account: one({ where: (place, account) => sql`${account('id')} = ${place('account_id')}`, implied: true }),
      supplier: embedded(() => ({ slug: ofTenant('slug'), name: ofTenant('name') })),
    },
  }),
  readModel('PortalAccount', { table: 'account', visible: (account, ctx) => visibleAccount(ctx, account('id')) }),
  readModel('PortalSupplier', {}),
];

function ofContact(place: RowRef, column: 'name' | 'email' | 'language'): Sql {
  return sql`(select ${identifier(`c.${column}`)} from contact c where c.tenant_id = ${TENANT} and c.id = ${place('contact_id')})`;
}

function ofTenant(column: 'slug' | 'name'): Sql {
  return sql`(select ${identifier(`t.${column}`)} from tenant t where t.id = ${TENANT})`;
}
