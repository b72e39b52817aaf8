import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import type { Contact } from './contact.entity.js';
import { CONTACT_STATUSES } from './contact.enums.js';
import { ContactService } from './contact.service.js';
import type { ContactListArgs } from './contact.types.js';
import { visibleContact } from './contact.visibility.js';

const listArguments = z.object({
  filter: z
    .object({ search: line(254).nullish(), accountId: rowId.nullish(), status: z.enum(CONTACT_STATUSES).nullish() })
    .nullish(),
});
const BY_NAME: readonly OrderColumn[] = [
  { column: 'c.name_lower', type: 'text' },
  { column: 'c.id', type: 'uuid' },
];

/** Lists of people, by name. */
@Injectable()
export class ContactListService {
  constructor(@Inject(ContactService) private readonly contacts: ContactService) {}

  async list(ctx: RequestContext, args: ContactListArgs): Promise<ConnectionOf<Contact>> {
    const { search, accountId, status } = parseArguments(listArguments, { filter: args.filter }).filter ?? {};
    const page = readPage(args, BY_NAME.length);
    const { after, orderBy, limit } = keyset(BY_NAME, page);
    const lower = search?.toLowerCase();
    const which = all([
      visibleContact(ctx, 'c.id'),
      status ? sql`c.status = ${status}` : undefined,
      accountId
        ? sql`c.id in (select k.contact_id from account_contact k
            where k.tenant_id = ${TENANT} and k.account_id = ${accountId} and ${visibleAccount(ctx, 'k.account_id')})`
        : undefined,
      search
        ? sql`(position(${lower} in c.name_lower) > 0 or c.email_lower = ${lower} or c.external_id = ${search})`
        : undefined,
    ]);
    const rows = await ctx.unit.query<{ id: string; name_lower: string }>(tenantSql`
      select c.id, c.name_lower from contact c where c.tenant_id = ${TENANT} and ${which} and ${after} order by ${orderBy} ${limit}`);
    const found = await this.contacts.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return toConnection(rows, page, {
      key: (row) => [row.name_lower, row.id],
      node: ({ id }) => found.get(id) as Contact,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(
          tenantSql`select count(*) from contact c where c.tenant_id = ${TENANT} and ${which}`,
        );
        return Number(row?.count ?? 0);
      },
    });
  }
}
