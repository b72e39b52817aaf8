import {
  type AlertEvent,
  type AlertRecord,
  type AlertState,
  type BusinessCalendar,
  type IsoDate,
  type SignalKind,
  triageDue,
  type TriageResult,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type Sql, sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { storedEvent } from './alert-event.codec.js';
import type { CloseReason } from './alert.enums.js';

/** What an alert shows besides its life. */
export interface AlertFigures {
  /** Highest score ÷ threshold of the signals that speak. */
  readonly score: number;
  /** The signal with that ratio: the one to explain first. */
  readonly leading: SignalKind;
  /** A sudden stop: orders ceased without any warning before. */
  readonly exceptional: boolean;
  /** The day as of which it was raised. */
  readonly raisedOn: IsoDate;
  /** The day as of which it first became an alert; null while it is only watched. */
  readonly alertedOn: IsoDate | null;
  /** The last order day that has been counted as a cycle. */
  readonly cycleOn: IsoDate | null;
}

/** An alert as the database has it: its life folded from its events, and its figures. */
export interface StoredAlert extends AlertFigures {
  readonly id: string;
  readonly accountId: string;
  readonly record: AlertRecord;
}

/** What a decision does to an alert. */
export interface AlertChange {
  readonly before: AlertRecord;
  /** The alert afterwards. */
  readonly alert: StoredAlert;
  readonly events: readonly AlertEvent[];
  readonly closeReason: CloseReason | null;
}

interface AlertRow {
  id: string;
  account_id: string;
  version: number;
  state: AlertState;
  since: Date;
  alerted_at: Date | null;
  signal_kinds: SignalKind[];
  cycles_within_limits: number;
  label: TriageResult | null;
  executive: string | null;
  budget_cap_minor: string | null;
  score: number;
  leading_kind: SignalKind;
  exceptional: boolean;
  raised_on: string;
  alerted_on: string | null;
  cycle_on: string | null;
}

/** Current rows of alerts and their append-only events, always written together and many at once. */
@Injectable()
export class AlertStore {
  /**
   * Locks an alert until the transaction ends; whoever comes second waits and decides on what the first has made of it.
   * @throws NotFound also for alerts of accounts the caller may not see
   */
  async lock(ctx: RequestContext, alertId: string): Promise<StoredAlert> {
    const [alert] = await this.read(ctx, sql`l.id = ${alertId} and ${visibleAccount(ctx, 'l.account_id')}`);
    if (!alert) throw new NotFound('Alert');
    return alert;
  }

  /** Locks the open alerts of accounts. @returns by account */
  async lockOpen(ctx: RequestContext, accountIds: readonly string[]): Promise<ReadonlyMap<string, StoredAlert>> {
    const alerts = await this.read(ctx, sql`l.account_id = any(${accountIds}::uuid[]) and l.closed_at is null`);
    return new Map(alerts.map((alert) => [alert.accountId, alert]));
  }

  /**
   * Enters new alerts, one event each at least.
   * @param calendar in which the day of triage is counted
   * @returns those of which the account had no open alert: another run may have been quicker
   */
  async insert(
    ctx: RequestContext,
    changes: readonly AlertChange[],
    calendar: BusinessCalendar,
  ): Promise<readonly AlertChange[]> {
    if (changes.length === 0) return [];
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      insert into alert (tenant_id, id, account_id, opened_at, ${COLUMNS}, close_reason, closed_at, triaged_at, triaged_by, triage_note)
      select ${TENANT}::uuid, v.id, v.account_id, v.since, ${VALUES}, null, null, null, null, null
      from ${values(changes, calendar)} join account a on a.tenant_id = ${TENANT} and a.id = v.account_id and a.archived_at is null
        and a.stage is distinct from 'ENDED'
      order by v.place on conflict (tenant_id, account_id) where closed_at is null do nothing returning id`);
    const entered = new Set(rows.map(({ id }) => id));
    const kept = changes.filter(({ alert }) => entered.has(alert.id));
    await this.append(ctx, kept);
    return kept;
  }

  /** Brings locked alerts to what their new events have made of them. */
  async update(ctx: RequestContext, changes: readonly AlertChange[], calendar: BusinessCalendar): Promise<void> {
    if (changes.length === 0) return;
    await ctx.unit.execute(tenantSql`
      update alert l set (${COLUMNS}) = row(${VALUES}), close_reason = coalesce(v.close_reason, l.close_reason),
        closed_at = case when v.close_reason is not null then v.since else l.closed_at end,
        triaged_at = coalesce(v.triaged_at, l.triaged_at), triaged_by = coalesce(v.triaged_by, l.triaged_by),
        triage_note = coalesce(v.said, v.triage_note, l.triage_note)
      from ${values(changes, calendar)} where l.tenant_id = ${TENANT} and l.id = v.id`);
    await this.append(ctx, changes);
  }

  /** Figures of alerts that go on as they were. */
  async refresh(ctx: RequestContext, alerts: readonly StoredAlert[]): Promise<void> {
    if (alerts.length === 0) return;
    await ctx.unit.execute(tenantSql`
      update alert l set score = v.score, leading_kind = v.leading_kind, cycle_on = v.cycle_on
      from unnest(${alerts.map(({ id }) => id)}::uuid[], ${alerts.map(({ score }) => score)}::float8[],
        ${alerts.map(({ leading }) => leading)}::text[], ${alerts.map(({ cycleOn }) => cycleOn)}::date[]) as v (id, score, leading_kind, cycle_on)
      where l.tenant_id = ${TENANT} and l.id = v.id`);
  }

  private async read(ctx: RequestContext, condition: Sql): Promise<readonly StoredAlert[]> {
    const rows = await ctx.unit.query<AlertRow>(tenantSql`
      select l.id, l.account_id, l.version, l.state, l.since, l.alerted_at, l.signal_kinds, l.cycles_within_limits, l.label, l.executive,
        l.budget_cap_minor, l.score, l.leading_kind, l.exceptional, l.raised_on, l.alerted_on, l.cycle_on
      from alert l where l.tenant_id = ${TENANT} and ${condition} order by l.id for no key update of l`);
    return rows.map(fromRow);
  }

  private async append(ctx: RequestContext, changes: readonly AlertChange[]): Promise<void> {
    const events = changes.flatMap(({ before, alert, events: added }) =>
      added.map((event, index) => ({ alertId: alert.id, seq: before.version + index + 1, event })),
    );
    if (events.length === 0) return;
    await ctx.unit.execute(tenantSql`
      insert into alert_event (tenant_id, alert_id, seq, type, at, recorded_at, actor, data, policy_version)
      select ${TENANT}::uuid, e.alert_id, e.seq, e.type, e.at, ${ctx.now()}::timestamptz, ${ctx.actor}, e.data,
        coalesce((select max(p.version) from policy p where p.tenant_id = ${TENANT}), 0)
      from unnest(${events.map(({ alertId }) => alertId)}::uuid[], ${events.map(({ seq }) => seq)}::int[],
        ${events.map(({ event }) => event.type)}::text[], ${events.map(({ event }) => event.at)}::timestamptz[],
        ${events.map(({ event }) => storedEvent(event))}::jsonb[]) as e (alert_id, seq, type, at, data)`);
  }
}

const COLUMNS = sql`version, state, since, alerted_at, triage_due_on, signal_kinds, cycles_within_limits, label, executive, budget_cap_minor,
  score, leading_kind, exceptional, raised_on, alerted_on, cycle_on`;
const VALUES = sql`v.version, v.state, v.since, v.alerted_at, v.triage_due_on, string_to_array(v.signal_kinds, ' '), v.cycles_within_limits, v.label,
  v.executive, v.budget_cap_minor, v.score, v.leading_kind, v.exceptional, v.raised_on, v.alerted_on, v.cycle_on`;

/** Alerts as a table in a statement. */
function values(changes: readonly AlertChange[], calendar: BusinessCalendar): Sql {
  const of = <T>(value: (change: AlertChange) => T): T[] => changes.map(value);
  const record = <K extends keyof AlertRecord>(key: K): AlertRecord[K][] => of(({ alert }) => alert.record[key]);
  const triage = of(({ events }) => events.find((event) => event.type === 'ALERT_TRIAGED') ?? null);
  const said = of(({ events }) => events.find((event) => event.type === 'LABEL_REVISED')?.note ?? null);
  return sql`unnest(${changes.map((_, place) => place)}::int[], ${of(({ alert }) => alert.id)}::uuid[],
      ${of(({ alert }) => alert.accountId)}::uuid[], ${record('version')}::int[], ${record('state')}::text[],
      ${record('since')}::timestamptz[], ${record('alertedAt')}::timestamptz[], ${of(({ alert }) => triageDue(alert.record, calendar))}::date[],
      ${of(({ alert }) => alert.record.signals.join(' '))}::text[], ${record('cyclesWithinLimits')}::int[], ${record('label')}::text[],
      ${record('executive')}::text[], ${of(({ alert }) => alert.record.budgetCapMinor?.toString() ?? null)}::bigint[],
      ${of(({ alert }) => alert.score)}::float8[], ${of(({ alert }) => alert.leading)}::text[], ${of(({ alert }) => alert.exceptional)}::boolean[],
      ${of(({ alert }) => alert.raisedOn)}::date[], ${of(({ alert }) => alert.alertedOn)}::date[], ${of(({ alert }) => alert.cycleOn)}::date[], ${of(({ closeReason }) => closeReason)}::text[],
      ${triage.map((event) => event?.at ?? null)}::timestamptz[], ${triage.map((event) => event?.by ?? null)}::text[],
      ${triage.map((event) => event?.note ?? null)}::text[], ${said}::text[])
    as v (place, id, account_id, version, state, since, alerted_at, triage_due_on, signal_kinds, cycles_within_limits, label, executive,
      budget_cap_minor, score, leading_kind, exceptional, raised_on, alerted_on, cycle_on, close_reason, triaged_at, triaged_by, triage_note, said)`;
}

function fromRow(row: AlertRow): StoredAlert {
  return {
    id: row.id,
    accountId: row.account_id,
    record: {
      version: row.version,
      state: row.state,
      since: row.since.toISOString(),
      alertedAt: row.alerted_at?.toISOString() ?? null,
      signals: row.signal_kinds,
      cyclesWithinLimits: row.cycles_within_limits,
      label: row.label,
      executive: row.executive,
      budgetCapMinor: row.budget_cap_minor === null ? null : BigInt(row.budget_cap_minor),
    },
    score: row.score,
    leading: row.leading_kind,
    exceptional: row.exceptional,
    raisedOn: row.raised_on,
    alertedOn: row.alerted_on,
    cycleOn: row.cycle_on,
  };
}
