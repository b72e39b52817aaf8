import { COMPLAINT_STATES } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql, type Sql } from '../../platform/database/tenant-sql.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { line, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import { type Complaint, COMPLAINT_COLUMNS } from './complaint.model.js';
import type { ComplaintListArgs } from './complaint.types.js';

const listArguments = z.object({
  filter: z
    .object({ status: z.enum(COMPLAINT_STATES).nullish(), accountId: rowId.nullish(), search: line(200).nullish() })
    .nullish(),
});
type Filter = NonNullable<z.output<typeof listArguments>['filter']>;

const NEWEST: readonly OrderColumn[] = [
  { column: 'c.created_at', type: 'timestamptz' },
  { column: 'c.id', type: 'uuid' },
];

interface Row extends Complaint {
  /** As text: a JavaScript date would lose the microseconds and with them rows between two pages. */
  readonly created: string;
}

/** Lists of complaints, the newest first. */
@Injectable()
export class ComplaintListService {
  /** All the caller may see: for a buyer those of the one account. */
  async list(ctx: RequestContext, args: ComplaintListArgs): Promise<ConnectionOf<Complaint>> {
    const { filter } = parseArguments(listArguments, { filter: args.filter });
    const page = readPage(args, NEWEST.length);
    const { after, orderBy, limit } = keyset(NEWEST, page, true);
    const which = this.conditions(ctx, filter ?? {});
    const rows = await ctx.unit.query<Row>(tenantSql`
      select ${COMPLAINT_COLUMNS}, c.created_at::text as created from complaint c
      where c.tenant_id = ${TENANT} and ${which} and ${after} order by ${orderBy} ${limit}`);
    return toConnection(rows, page, {
      key: (row) => [row.created, row.id],
      node: (row) => row,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(
          tenantSql`select count(*) from complaint c where c.tenant_id = ${TENANT} and ${which}`,
        );
        return Number(row?.count ?? 0);
      },
    });
  }

  /** Those of one account. */
  ofAccount(ctx: RequestContext, accountId: string, args: ConnectionArgs): Promise<ConnectionOf<Complaint>> {
    return this.accountPages.page(ctx, accountId, args);
  }

  private readonly accountPages = new NestedPages<Row & { parent: string }, Complaint>({
    order: NEWEST,
    descending: true,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, ${COMPLAINT_COLUMNS}, c.created_at::text as created from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select c.* from complaint c where c.tenant_id = ${TENANT} and c.account_id = p.id
          and ${visibleAccount(ctx, 'c.account_id')} and ${after} order by ${orderBy} ${limit}) c
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select c.account_id as parent, count(*) from complaint c
      where c.tenant_id = ${TENANT} and c.account_id = any(${parents}::uuid[]) and ${visibleAccount(ctx, 'c.account_id')}
      group by c.account_id`),
    key: (row) => [row.created, row.id],
    nodes: async (_ctx, rows) => rows,
  });

  private conditions(ctx: RequestContext, { status, accountId, search }: Filter): Sql {
    return all([
      visibleAccount(ctx, 'c.account_id'),
      status ? sql`c.status = ${status}` : undefined,
      accountId ? sql`c.account_id = ${accountId}` : undefined,
      search
        ? sql`(c.number = ${search.toUpperCase()} or position(${search.toLowerCase()} in lower(c.subject)) > 0)`
        : undefined,
    ]);
  }
}
