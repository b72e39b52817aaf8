import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { ConnectionArgs, ConnectionOf } from '../../platform/graphql/connection.js';
import { NestedPages } from '../../platform/graphql/nested-pages.js';
import type { TimelineEntry } from './timeline-entry.js';
import { readableEntry } from './timeline.visibility.js';

interface Row extends TimelineEntry {
  readonly parent: string;
  /** As text: a JavaScript date would lose the microseconds and with them rows between two pages. */
  readonly moment: string;
}

/** What happened at accounts. */
@Injectable()
export class TimelineService {
  /** One account's entries, the newest first. */
  of(ctx: RequestContext, accountId: string, args: ConnectionArgs): Promise<ConnectionOf<TimelineEntry>> {
    return this.pages.page(ctx, accountId, args);
  }

  private readonly pages = new NestedPages<Row, TimelineEntry>({
    order: [
      { column: 't.at', type: 'timestamptz' },
      { column: 't.id', type: 'uuid' },
    ],
    descending: true,
    rows: (ctx, parents, { after, orderBy, limit }) =>
      ctx.unit.query(tenantSql`
      select p.id as parent, t.id, t.at, t.at::text as moment, t.recorded_at as "recordedAt", t.kind, t.actor, t.entity,
        t.entity_id as "entityId", t.detail
      from unnest(${parents}::uuid[]) p(id) cross join lateral (
        select t.* from timeline_entry t
        where t.tenant_id = ${TENANT} and t.account_id = p.id and ${visibleAccount(ctx, 't.account_id')} and ${readableEntry(ctx)} and ${after} order by ${orderBy} ${limit}) t
      order by ${orderBy}`),
    counts: (ctx, parents) =>
      ctx.unit.query(tenantSql`
      select t.account_id as parent, count(*) from timeline_entry t
      where t.tenant_id = ${TENANT} and t.account_id = any(${parents}::uuid[]) and ${visibleAccount(ctx, 't.account_id')} and ${readableEntry(ctx)} group by t.account_id`),
    key: (row) => [row.moment, row.id],
    nodes: (_, rows) => Promise.resolve(rows),
  });
}
