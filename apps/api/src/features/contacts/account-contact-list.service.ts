import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ConnectionArgs, ConnectionOf } from '../../platform/graphql/connection.js';
import { day, parseArguments } from '../../platform/errors/input-schemas.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import type { AccountContact } from './account-contact.entity.js';
import { AccountContactService } from './account-contact.service.js';
import type { AccountContactsArgs } from './account-contact.types.js';

const atArguments = z.object({ at: day.nullish() });

interface Row {
  readonly parent: string;
  readonly id: string;
  /** Name of the person, or first day of the link: whatever the list is ordered by. */
  readonly place: string;
}

/** The links between people and accounts, seen from either side. */
@Injectable()
export class AccountContactListService {
  constructor(@Inject(AccountContactService) private readonly links: AccountContactService) {}

  /** Who is at an account on a day, by name; today unless told. */
  async at(ctx: RequestContext, accountId: string, args: AccountContactsArgs): Promise<ConnectionOf<AccountContact>> {
    const { at } = parseArguments(atArguments, { at: args.at });
    return this.peoplePages.page(ctx, accountId, args, at ?? todayOf(ctx));
  }

  /** The visible accounts where a person is, was and will be, the latest first. */
  of(ctx: RequestContext, contactId: string, args: ConnectionArgs): Promise<ConnectionOf<AccountContact>> {
    return this.careerPages.page(ctx, contactId, args);
  }

  private readonly peoplePages = new NestedPages<Row, AccountContact>({
    order: [
      { column: 'k.name_lower', type: 'text' },
      { column: 'k.id', type: 'uuid' },
    ],
    rows: (ctx, parents, { after, orderBy, limit }, on) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, k.id, k.name_lower as place from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select k.id, k.name_lower from (
          select l.id, c.name_lower from account_contact l join contact c on c.tenant_id = l.tenant_id and c.id = l.contact_id
          where l.tenant_id = ${TENANT} and l.account_id = p.id and l.valid_from <= ${on}::date and (l.valid_to is null or l.valid_to >= ${on}::date)
            and ${visibleAccount(ctx, 'l.account_id')}) k
        where ${after} order by ${orderBy} ${limit}) k
      order by ${orderBy}`),
    counts: (ctx, parents, on) =>
      ctx.unit.query(tenantSql`
      select l.account_id as parent, count(*) from account_contact l
      where l.tenant_id = ${TENANT} and l.account_id = any(${parents}::uuid[]) and l.valid_from <= ${on}::date
        and (l.valid_to is null or l.valid_to >= ${on}::date) and ${visibleAccount(ctx, 'l.account_id')}
      group by l.account_id`),
    key: ({ place, id }) => [place, id],
    nodes: (ctx, rows) => this.nodes(ctx, rows),
  });

  private readonly careerPages = new NestedPages<Row, AccountContact>({
    order: [
      { column: 'k.valid_from', type: 'date' },
      { column: 'k.id', type: 'uuid' },
    ],
    descending: true,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, k.id, k.valid_from as place from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select k.id, k.valid_from from account_contact k
        where k.tenant_id = ${TENANT} and k.contact_id = p.id and ${visibleAccount(ctx, 'k.account_id')} and ${after} order by ${orderBy} ${limit}) k
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select k.contact_id as parent, count(*) from account_contact k
      where k.tenant_id = ${TENANT} and k.contact_id = any(${parents}::uuid[]) and ${visibleAccount(ctx, 'k.account_id')} group by k.contact_id`),
    key: ({ place, id }) => [place, id],
    nodes: (ctx, rows) => this.nodes(ctx, rows),
  });

  private async nodes(ctx: RequestContext, rows: readonly Row[]): Promise<AccountContact[]> {
    const links = await this.links.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return rows.map(({ id }) => links.get(id) as AccountContact);
  }
}
