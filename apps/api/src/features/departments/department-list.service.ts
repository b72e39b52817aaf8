import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import type { Department } from './department.entity.js';
import { DepartmentService } from './department.service.js';

const BY_NAME: readonly OrderColumn[] = [
  { column: 'd.name', type: 'text' },
  { column: 'd.id', type: 'uuid' },
];

interface Row {
  readonly id: string;
  readonly name: string;
}

/** Lists of departments, by name. */
@Injectable()
export class DepartmentListService {
  constructor(@Inject(DepartmentService) private readonly departments: DepartmentService) {}

  /** The supplier's own. */
  async ours(ctx: RequestContext, args: ConnectionArgs): Promise<ConnectionOf<Department>> {
    const page = readPage(args, BY_NAME.length);
    const { after, orderBy, limit } = keyset(BY_NAME, page);
    const rows = await ctx.unit.query<Row>(tenantSql`
      select d.id, d.name from department d where d.tenant_id = ${TENANT} and d.account_id is null and ${after} order by ${orderBy} ${limit}`);
    const nodes = await this.nodes(ctx, rows);
    return toConnection(
      rows.map((row, index) => ({ row, node: nodes[index] as Department })),
      page,
      {
        key: ({ row }) => [row.name, row.id],
        node: ({ node }) => node,
        totalCount: async () => {
          const row = await ctx.unit.first<{ count: string }>(tenantSql`
          select count(*) from department where tenant_id = ${TENANT} and account_id is null`);
          return Number(row?.count ?? 0);
        },
      },
    );
  }

  /** Those at an account. */
  at(ctx: RequestContext, accountId: string, args: ConnectionArgs): Promise<ConnectionOf<Department>> {
    return this.theirs.page(ctx, accountId, args);
  }

  private readonly theirs = new NestedPages<Row & { parent: string }, Department>({
    order: BY_NAME,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, d.* from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select d.id, d.name from department d
        where d.tenant_id = ${TENANT} and d.account_id = p.id and ${visibleAccount(ctx, 'd.account_id')} and ${after} order by ${orderBy} ${limit}) d
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select d.account_id as parent, count(*) from department d
      where d.tenant_id = ${TENANT} and d.account_id = any(${parents}::uuid[]) and ${visibleAccount(ctx, 'd.account_id')} group by d.account_id`),
    key: (row) => [row.name, row.id],
    nodes: (ctx, rows) => this.nodes(ctx, rows),
  });

  private async nodes(ctx: RequestContext, rows: readonly Row[]): Promise<Department[]> {
    const departments = await this.departments.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return rows.map(({ id }) => departments.get(id) as Department);
  }
}
