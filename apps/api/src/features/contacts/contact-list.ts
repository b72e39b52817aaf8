import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT } from '../../platform/database/tenant-sql.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { type Read, readConnection } from '../../platform/graphql/read-engine/read.js';
import type { Contact } from './contact.entity.js';
import { CONTACT_STATUSES } from './contact.enums.js';
import { CONTACTS_BY_NAME } from './contact.reads.js';
import type { ContactListArgs } from './contact.types.js';

const listArguments = z.object({
  filter: z
    .object({ search: line(254).nullish(), accountId: rowId.nullish(), status: z.enum(CONTACT_STATUSES).nullish() })
    .nullish(),
});

/** A page of the people whom the caller may see. */
export function contactsRead(ctx: RequestContext, args: ContactListArgs): Read<Contact> {
  const { search, accountId, status } = parseArguments(listArguments, { filter: args.filter }).filter ?? {};
  const lower = search?.toLowerCase();
  return readConnection(args, CONTACTS_BY_NAME, {
    where: (c) =>
      all([
        status ? sql`${c('status')} = ${status}` : undefined,
        accountId
          ? sql`${c('id')} in (select k.contact_id from account_contact k
              where k.tenant_id = ${TENANT} and k.account_id = ${accountId} and ${visibleAccount(ctx, 'k.account_id')})`
          : undefined,
        search
          ? sql`(position(${lower} in ${c('name_lower')}) > 0 or ${c('email_lower')} = ${lower} or ${c('external_id')} = ${search})`
          : undefined,
      ]),
  });
}
