import { STAGE_POSITIONS } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql, type Sql } from '../../platform/database/tenant-sql.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { lookedAfterBy } from '../teams/team-accounts.condition.js';
import type { Account } from './account.entity.js';
import type { AccountOrder } from './account.enums.js';
import { AccountService } from './account.service.js';
import type { AccountListArgs } from './account.types.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';

const listArguments = z.object({
  filter: z
    .object({
      search: line(200).nullish(),
      stage: z.enum(STAGE_POSITIONS).nullish(),
      ownerId: rowId.nullish(),
      teamId: rowId.nullish(),
      parentId: rowId.nullish(),
      below: rowId.nullish(),
      archived: z.boolean().nullish(),
    })
    .nullish(),
});
type Filter = NonNullable<z.output<typeof listArguments>['filter']>;

interface Row {
  readonly id: string;
  readonly name_lower: string;
  /** As text: a JavaScript date would lose the microseconds and with them rows between two pages. */
  readonly created: string;
}

const ID: OrderColumn = { column: 'a.id', type: 'uuid' };
const BY_NAME: readonly OrderColumn[] = [{ column: 'a.name_lower', type: 'text' }, ID];
const ORDERS: Readonly<
  Record<AccountOrder, { columns: readonly OrderColumn[]; descending: boolean; key: (row: Row) => readonly unknown[] }>
> = {
  NAME: { columns: BY_NAME, descending: false, key: (row) => [row.name_lower, row.id] },
  CREATED: {
    columns: [{ column: 'a.created_at', type: 'timestamptz' }, ID],
    descending: true,
    key: (row) => [row.created, row.id],
  },
};

/** Lists of accounts. */
@Injectable()
export class AccountListService {
  constructor(@Inject(AccountService) private readonly accounts: AccountService) {}

  async list(ctx: RequestContext, args: AccountListArgs): Promise<ConnectionOf<Account>> {
    const { filter } = parseArguments(listArguments, { filter: args.filter });
    const { columns, descending, key } = ORDERS[args.order ?? 'NAME'];
    const page = readPage(args, columns.length);
    const { after, orderBy, limit } = keyset(columns, page, descending);
    const which = this.conditions(ctx, filter ?? {});
    const rows = await ctx.unit.query<Row>(tenantSql`
      select a.id, a.name_lower, a.created_at::text as created from account a
      where a.tenant_id = ${TENANT} and ${which} and ${after} order by ${orderBy} ${limit}`);
    const found = await this.accounts.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return toConnection(rows, page, {
      key,
      node: ({ id }) => found.get(id) as Account,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(tenantSql`
          select count(*) from account a where a.tenant_id = ${TENANT} and ${which}`);
        return Number(row?.count ?? 0);
      },
    });
  }

  /** The direct parts of an account that are in use, by name. */
  children(ctx: RequestContext, accountId: string, args: ConnectionArgs): Promise<ConnectionOf<Account>> {
    return this.childPages.page(ctx, accountId, args);
  }

  private readonly childPages = new NestedPages<Row & { parent: string }, Account>({
    order: BY_NAME,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, a.* from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select a.id, a.name_lower from account a where a.tenant_id = ${TENANT} and a.parent_id = p.id and a.archived_at is null
          and ${visibleAccount(ctx, 'a.id')} and ${after} order by ${orderBy} ${limit}) a
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select a.parent_id as parent, count(*) from account a
      where a.tenant_id = ${TENANT} and a.parent_id = any(${parents}::uuid[]) and a.archived_at is null and ${visibleAccount(ctx, 'a.id')}
      group by a.parent_id`),
    key: (row) => [row.name_lower, row.id],
    nodes: async (ctx, rows) => {
      const accounts = await this.accounts.byIds(
        ctx,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id }) => accounts.get(id) as Account);
    },
  });

  private conditions(ctx: RequestContext, { search, stage, ownerId, teamId, parentId, below, archived }: Filter): Sql {
    return all([
      visibleAccount(ctx, 'a.id'),
      archived ? sql`a.archived_at is not null` : sql`a.archived_at is null`,
      stage ? sql`a.stage = ${stage}` : undefined,
      ownerId ? sql`a.owner_id = ${ownerId}` : undefined,
      teamId ? lookedAfterBy(teamId, 'a.id') : undefined,
      // A hidden account has nothing below it, like one that does not exist.
      parentId ? sql`a.parent_id = ${parentId} and ${visibleAccount(ctx, 'a.parent_id')}` : undefined,
      below
        ? sql`a.id in (select c.descendant_id from account_closure c
            where c.tenant_id = ${TENANT} and c.ancestor_id = ${below} and c.depth > 0 and ${visibleAccount(ctx, 'c.ancestor_id')})`
        : undefined,
      search ? sql`(position(${search.toLowerCase()} in a.name_lower) > 0 or a.external_id = ${search})` : undefined,
    ]);
  }
}
