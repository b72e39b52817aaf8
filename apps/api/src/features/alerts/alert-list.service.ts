import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { all, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type ConnectionArgs, type ConnectionOf, readPage, toConnection } from '../../platform/graphql/connection.js';
import { keyset, type OrderColumn } from '../../platform/graphql/keyset.js';
import { isRowId, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import { Alert } from './alert.entity.js';
import type { AlertArgs } from './alert.types.js';

const NEWEST_FIRST: readonly OrderColumn[] = [
  { column: 'l.opened_at', type: 'timestamptz' },
  { column: 'l.id', type: 'uuid' },
];

interface AlertKey {
  parent: string;
  id: string;
  at: string;
}

const filterArguments = z.object({ filter: z.object({ accountId: rowId.nullish() }).loose().nullish() });

/** Reads alerts, the newest first. */
@Injectable()
export class AlertListService {
  private readonly nested = new NestedPages<AlertKey, Alert>({
    order: NEWEST_FIRST,
    descending: true,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query<AlertKey>(tenantSql`
      select p.id as parent, l.id, l.at from unnest(${parents}::uuid[]) as p (id) cross join lateral (
        select l.id, l.opened_at, l.opened_at::text as at from alert l
        where l.tenant_id = ${TENANT} and l.account_id = p.id and ${all([visibleAccount(ctx, 'l.account_id'), after])}
        order by ${orderBy} ${limit}) l order by p.id, ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select l.account_id as parent, count(*) as count from alert l
      where l.tenant_id = ${TENANT} and l.account_id = any(${parents}) and ${visibleAccount(ctx, 'l.account_id')} group by l.account_id`),
    key: ({ at, id }) => [at, id],
    nodes: async (ctx, rows) => {
      const found = await this.byIds(
        ctx,
        rows.map(({ id }) => id),
      );
      return rows.map(({ id }) => found.get(id) as Alert);
    },
  });

  /** @throws NotFound also for alerts of accounts the caller may not see */
  async get(ctx: RequestContext, id: string): Promise<Alert> {
    const alert = isRowId(id) ? (await this.byIds(ctx, [id.toLowerCase()])).get(id.toLowerCase()) : undefined;
    if (!alert) throw new NotFound('Alert');
    return alert;
  }

  async list(ctx: RequestContext, { filter, ...args }: AlertArgs): Promise<ConnectionOf<Alert>> {
    parseArguments(filterArguments, { filter });
    const page = readPage(args, NEWEST_FIRST.length);
    const { after, orderBy, limit } = keyset(NEWEST_FIRST, page, true);
    const { open, accountId, state, exceptional } = filter ?? {};
    const matching = all([
      visibleAccount(ctx, 'l.account_id'),
      open == null ? undefined : sql`(l.closed_at is null) = ${open}`,
      accountId == null ? undefined : sql`l.account_id = ${accountId}`,
      state == null ? undefined : sql`l.state = ${state}`,
      exceptional == null ? undefined : sql`l.exceptional = ${exceptional}`,
    ]);
    const rows = await ctx.unit.query<AlertKey>(tenantSql`
      select l.account_id as parent, l.id, l.opened_at::text as at from alert l
      where l.tenant_id = ${TENANT} and ${all([matching, after])} order by ${orderBy} ${limit}`);
    const found = await this.byIds(
      ctx,
      rows.map(({ id }) => id),
    );
    return toConnection(rows, page, {
      key: ({ at, id }) => [at, id],
      node: ({ id }) => found.get(id) as Alert,
      totalCount: async () => {
        const row = await ctx.unit.first<{ count: string }>(
          tenantSql`select count(*) from alert l where l.tenant_id = ${TENANT} and ${matching}`,
        );
        return Number(row?.count ?? 0);
      },
    });
  }

  ofAccount(ctx: RequestContext, accountId: string, args: ConnectionArgs): Promise<ConnectionOf<Alert>> {
    return this.nested.page(ctx, accountId, args);
  }

  private async byIds(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, Alert>> {
    const visible = await ctx.unit.query<{ id: string }>(tenantSql`
      select l.id from alert l where l.tenant_id = ${TENANT} and l.id = any(${ids}) and ${visibleAccount(ctx, 'l.account_id')}`);
    const alerts = await (await ctx.unit.repository(Alert)).find({ id: In(visible.map(({ id }) => id)) });
    return new Map(alerts.map((alert) => [alert.id, alert]));
  }
}
