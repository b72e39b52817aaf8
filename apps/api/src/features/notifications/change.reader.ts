import type { AlertState, StagePosition, WinBackState } from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { Topic, TopicPayloads } from '../../platform/jobs/topics.js';
import { topicsFor } from '../events/event-audience.js';
import { withinScope } from './account-scope.js';
import type { Found } from './found.js';
import { LISTED, type NoticeItem } from './notice.items.js';
import type { AccountScope } from './notification.enums.js';

/** Changes that people want to read of afterwards; of alerts only where it was ever more than watching. */
const TOLD: readonly Topic[] = ['stage.changed', 'alert.changed', 'alert.closed', 'win-back.changed'];
const ALERT_TURNS: readonly AlertState[] = ['CONFIRMED', 'RECOVERING', 'CRISIS'];
const WIN_BACK_ENDS: readonly WinBackState[] = ['WON', 'LOST'];

interface Row {
  account: string;
  topic: Topic;
  payload: unknown;
  total: string;
  seen: string;
}

/** What became of accounts, as the outbox tells it. */
@Injectable()
export class ChangeReader {
  /**
   * The latest changes that were not visible yet in a snapshot. PostgreSQL's own snapshots are what tells them apart: by
   * time, a transaction that commits late would be told by no digest.
   * @param since the snapshot, or the moment from which on where there is none yet
   * @returns the changes, and the snapshot they were read in
   */
  async changes(
    ctx: RequestContext,
    scope: AccountScope,
    since: { readonly seen: string } | { readonly at: Date },
  ): Promise<Found & { readonly seen: string }> {
    const topics = topicsFor(ctx, TOLD).ofAccounts;
    const isNew =
      'seen' in since
        ? sql`o.xid >= pg_snapshot_xmin(${since.seen}::pg_snapshot)::text::bigint
            and not pg_visible_in_snapshot(o.xid::text::xid8, ${since.seen}::pg_snapshot)`
        : sql`o.at >= ${since.at}`;
    const rows = await ctx.unit.query<Row>(tenantSql`
      select n.account, n.topic, n.payload, n.total, pg_current_snapshot()::text as seen from tenant t left join lateral (
        select a.name as account, o.topic, o.payload, count(*) over () as total
        from outbox o join account a on a.tenant_id = o.tenant_id and a.id = o.account_id
        where o.tenant_id = ${TENANT} and o.topic = any(${topics}) and ${isNew}
          and (o.topic not in ('alert.changed', 'win-back.changed') or o.payload ->> 'state' = any(${[...ALERT_TURNS, ...WIN_BACK_ENDS]}))
          and (o.topic <> 'alert.closed' or exists (
            select from alert l where l.tenant_id = ${TENANT} and l.id = (o.payload ->> 'alertId')::uuid and l.alerted_at is not null))
          and ${withinScope(scope, ctx.staff.staffId, sql`o.account_id`)} and ${visibleAccount(ctx, 'o.account_id')}
        order by o.xid desc, o.id desc limit ${LISTED}) n on true
      where t.id = ${TENANT}`);
    const told = rows.filter(({ topic }) => topic !== null);
    return { items: told.map(item), total: Number(told[0]?.total ?? 0), seen: rows[0]?.seen ?? '' };
  }
}

function item({ account, topic, payload }: Row): NoticeItem {
  switch (topic) {
    case 'stage.changed': {
      const { from, to } = payload as TopicPayloads['stage.changed'];
      return { kind: 'STAGE', account, from: from as StagePosition | null, to: to as StagePosition };
    }
    case 'win-back.changed':
      return { kind: 'WIN_BACK', account, state: (payload as TopicPayloads['win-back.changed']).state as WinBackState };
    default:
      return { kind: 'ALERT_STATE', account, state: (payload as TopicPayloads['alert.changed']).state as AlertState };
  }
}
