import {
  addMonthsToDate,
  ALERT_MACHINE,
  type AlertState,
  type DetectorLabels,
  HEALTH_OF_ALERT,
  type HealthState,
  type Instant,
  isFinal,
  type IsoDate,
  replayAlert,
  type SignalKind,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { endOfKnownDay } from '../../platform/context/tenant-day.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { eventOf } from './alert-event.codec.js';

/** States of an alert that has become a crisis of the relationship. */
const CRISIS: readonly AlertState[] = ['CRISIS', 'WIN_BACK'];

/** Labels of the alerts for which one kind of signal spoke. */
export interface KindLabels extends DetectorLabels {
  /** The newest of the false alarms. */
  readonly falseAlarmIds: readonly string[];
}

/** An alert as it stood on a day. */
export interface AlertOnDay {
  readonly id: string;
  readonly state: AlertState;
  readonly since: Instant;
}

/** False alarms that are named one by one. */
const MOST_NAMED = 50;

/** What other features ask about alerts. */
@Injectable()
export class AlertQueries {
  /** Open alerts of accounts with what they were known to be at the end of a day, replayed from their events. */
  async openOn(
    ctx: RequestContext,
    accountIds: readonly string[],
    day: IsoDate,
  ): Promise<ReadonlyMap<string, readonly AlertOnDay[]>> {
    const over = endOfKnownDay(day);
    const rows = await ctx.unit.query<{ id: string; account_id: string; events: Record<string, unknown>[] }>(tenantSql`
      select l.id, l.account_id, (
        select jsonb_agg(e.data order by e.seq) from alert_event e where e.tenant_id = ${TENANT} and e.alert_id = l.id and e.recorded_at < ${over}) as events
      from alert l
      where l.tenant_id = ${TENANT} and l.account_id = any(${accountIds}::uuid[]) and l.opened_at < ${over}
        and (l.closed_at is null or l.closed_at >= ${over}) and ${visibleAccount(ctx, 'l.account_id', true)} order by l.opened_at, l.id`);
    const found = new Map<string, AlertOnDay[]>();
    for (const { id, account_id: accountId, events } of rows) {
      const { state, since } = replayAlert((events ?? []).map(eventOf));
      if (state === null || since === null || isFinal(ALERT_MACHINE, state)) continue;
      found.set(accountId, [...(found.get(accountId) ?? []), { id, state, since }]);
    }
    return found;
  }

  /** Those of the accounts that have an open alert which has become a crisis. */
  async accountsInCrisis(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select distinct account_id from alert
      where tenant_id = ${TENANT} and account_id = any(${accountIds}) and closed_at is null and state = any(${CRISIS})`);
    return new Set(rows.map(({ account_id: id }) => id));
  }

  /** The health of accounts that have an open alert; the others are well, unless their relationship has ended. */
  async health(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, HealthState>> {
    const rows = await ctx.unit.query<{ account_id: string; state: AlertState }>(tenantSql`
      select account_id, state from alert where tenant_id = ${TENANT} and account_id = any(${accountIds}::uuid[]) and closed_at is null`);
    return new Map(rows.map(({ account_id: id, state }) => [id, HEALTH_OF_ALERT[state]]));
  }

  /**
   * What people said of the alerts that were raised within some days up to one, by the kinds of signals that spoke for
   * them; a case has the last word.
   */
  async labels(ctx: RequestContext, asOf: IsoDate, days: number): Promise<ReadonlyMap<SignalKind, KindLabels>> {
    const rows = await ctx.unit.query<KindLabels & { kind: SignalKind }>(tenantSql`
      select k.kind, (count(*) filter (where l.label = 'CONFIRMED'))::int as confirmed, (count(*) filter (where l.label = 'FALSE_ALARM'))::int as "falseAlarms",
        coalesce((array_agg(l.id order by l.alerted_on desc, l.id) filter (where l.label = 'FALSE_ALARM'))[:${MOST_NAMED}], '{}') as "falseAlarmIds"
      from alert l cross join lateral unnest(l.signal_kinds) as k (kind)
      where l.tenant_id = ${TENANT} and l.label is not null and l.alerted_on <= ${asOf} and l.alerted_on > ${asOf}::date - ${days}::int group by k.kind`);
    return new Map(rows.map(({ kind, ...labels }) => [kind, labels]));
  }

  /** Those of the alerts that the caller may see. */
  async visible(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select l.id from alert l where l.tenant_id = ${TENANT} and l.id = any(${ids}::uuid[]) and ${visibleAccount(ctx, 'l.account_id', true)}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** Accounts of which somebody has confirmed within the year before a day that they are slipping. */
  async accountsConfirmed(ctx: RequestContext, asOf: IsoDate): Promise<string[]> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select distinct account_id from alert
      where tenant_id = ${TENANT} and label = 'CONFIRMED' and alerted_on <= ${asOf} and alerted_on > ${addMonthsToDate(asOf, -12)} order by account_id`);
    return rows.map(({ account_id: id }) => id);
  }
}
