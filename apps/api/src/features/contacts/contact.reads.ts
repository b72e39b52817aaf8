import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import { todayOf } from '../../platform/context/today.js';
import { sql, TENANT } from '../../platform/database/tenant-sql.js';
import { day } from '../../platform/errors/input-schemas.js';
import {
  extendReadModel,
  latestFirst,
  list,
  one,
  type Order,
  page,
  readModel,
} from '../../platform/graphql/read-engine/read-model.js';
import { visibleContact } from './contact.visibility.js';

/** People, or their links to an account, by the people's names. */
export const CONTACTS_BY_NAME: Order = {
  keys: [
    { by: 'name_lower', type: 'text' },
    { by: 'id', type: 'uuid' },
  ],
};

const LATEST_FIRST = latestFirst('valid_from', 'date');

const LATEST_CHANGE = latestFirst('until');

export const CONTACT_READS = [
  readModel('Contact', {
    table: 'contact',
    visible: (contact, ctx, several) => visibleContact(ctx, contact('id'), several),
    fields: {
      accounts: page({
        where: (contact, link) => sql`${link('contact_id')} = ${contact('id')}`,
        order: LATEST_FIRST,
      }),
    },
  }),
  readModel('AccountContact', {
    table: 'account_contact',
    visible: (link, ctx, several) => visibleAccount(ctx, link('account_id'), several),
    fields: {
      contact: one({
        where: (link, contact) => sql`${contact('id')} = ${link('contact_id')}`,
        permission: 'contact.read',
        implied: true,
      }),
      account: one({
        where: (link, account) => sql`${account('id')} = ${link('account_id')}`,
        permission: 'account.read',
        implied: true,
      }),
      counterpart: one({
        where: (link, staff) => sql`${staff('id')} = ${link('counterpart_id')}`,
        permission: 'staff.read',
      }),
      history: list({
        where: (link, past) => sql`${past('account_contact_id')} = ${link('id')}`,
        order: LATEST_CHANGE,
        implied: true,
      }),
      // Always one of the link's own account.
      department: one({
        where: (link, department) => sql`${department('id')} = ${link('department_id')}`,
        implied: true,
      }),
    },
  }),
  readModel('AccountContactPast', { table: 'account_contact_past' }),
  extendReadModel('Account', {
    contacts: page({
      args: z.object({ at: day.nullish() }),
      from: (account, { ctx, args: { at } }) => {
        const on = at ?? todayOf(ctx);
        return sql`
          select k.*, c.name_lower, c as person from account_contact k join contact c on c.tenant_id = k.tenant_id and c.id = k.contact_id
          where k.tenant_id = ${TENANT} and k.account_id = ${account('id')}
            and k.valid_from <= ${on}::date and (k.valid_to is null or k.valid_to >= ${on}::date)`;
      },
      brings: { contact: 'person' },
      order: CONTACTS_BY_NAME,
      permission: 'contact.read',
      implied: true,
    }),
  }),
];
