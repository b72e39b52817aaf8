import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { Topic } from '../../platform/jobs/topics.js';
import { topicsFor } from './event-audience.js';
import type { EventCursor } from './event-cursor.js';

const BATCH = 200;

/** A message as listeners get it, with the cursor behind it. */
export interface FeedEvent {
  readonly cursor: EventCursor;
  readonly topic: Topic;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What came next, and where to go on from. */
export interface FeedBatch {
  readonly events: readonly FeedEvent[];
  readonly cursor: EventCursor;
  /** Whether more is waiting already. */
  readonly more: boolean;
}

interface Row {
  xid: string;
  id: string;
  topic: Topic;
  accountId: string | null;
  payload: Record<string, unknown>;
  at: Date;
}

/** Reads the outbox for listeners. */
@Injectable()
export class EventFeedService {
  /** The cursor of somebody who starts listening now. */
  async now(ctx: RequestContext): Promise<EventCursor> {
    return { seen: await this.snapshot(ctx), batch: null };
  }

  /** The next messages behind the cursor that the caller may see. */
  async read(ctx: RequestContext, cursor: EventCursor, wanted: readonly Topic[]): Promise<FeedBatch> {
    const upTo = cursor.batch?.upTo ?? (await this.snapshot(ctx));
    const { seen, batch } = cursor;
    const { ofTenant, ofAccounts } = topicsFor(ctx, wanted);
    // The comparison with xmin alone can use the index; the function then looks at the few rows behind it.
    const rows = await ctx.unit.query<Row>(tenantSql`
      select o.xid, o.id, o.topic, o.account_id as "accountId", o.payload, o.at from outbox o
      where o.tenant_id = ${TENANT}
        and o.xid >= pg_snapshot_xmin(${seen}::pg_snapshot)::text::bigint
        and not pg_visible_in_snapshot(o.xid::text::xid8, ${seen}::pg_snapshot)
        and pg_visible_in_snapshot(o.xid::text::xid8, ${upTo}::pg_snapshot)
        and ${batch ? sql`(o.xid, o.id) > (${batch.xid}::bigint, ${batch.id}::uuid)` : sql`true`}
        and (o.topic = any(${ofTenant}) or (o.topic = any(${ofAccounts}) and o.account_id is not null and ${visibleAccount(ctx, 'o.account_id')}))
      order by o.xid, o.id limit ${BATCH}`);
    const events = rows.map(({ xid, id, topic, accountId, payload, at }) => ({
      cursor: { seen, batch: { upTo, xid, id } },
      topic,
      data: { ...payload, accountId, at },
    }));
    const more = rows.length === BATCH;
    return { events, more, cursor: more ? (events.at(-1)?.cursor ?? cursor) : { seen: upTo, batch: null } };
  }

  private async snapshot(ctx: RequestContext): Promise<string> {
    const row = await ctx.unit.first<{ snapshot: string }>(tenantSql`
      select pg_current_snapshot()::text as snapshot from tenant where id = ${TENANT}`);
    if (!row) throw new Error('The tenant is gone.');
    return row.snapshot;
  }
}
