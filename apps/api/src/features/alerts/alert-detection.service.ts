import { type AlertCommand, INITIAL_ALERT, type IsoDate } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { CommitteeCalibrationService } from '../signals/committee-calibration.service.js';
import { SignalSources } from '../signals/signal-source.js';
import { SignalStore } from '../signals/signal.store.js';
import { type AccountFindings, type Judgement, judgeAccount } from './account-judgement.js';
import { AlertCommands, decided } from './alert-commands.service.js';
import { type AlertRules, alertRules } from './alert-rules.js';
import { type AlertChange, AlertStore, type StoredAlert } from './alert.store.js';

/** What a run of the detectors did. */
export interface DetectionResult {
  readonly opened: number;
  readonly closed: number;
}

/** An account, what is known of it and what that means. */
interface Judged extends Judgement {
  readonly accountId: string;
  readonly alert: StoredAlert | null;
  readonly lastOrder: IsoDate | null;
  readonly ordersSince: number;
}

/** Asks all sources of signals about many accounts at once and brings signals and alerts to what they say. */
@Injectable()
export class AlertDetectionService {
  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(AlertStore) private readonly store: AlertStore,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(CommitteeCalibrationService) private readonly calibrations: CommitteeCalibrationService,
  ) {}

  /**
   * Alerts go forward in time: makes the day the one as of which they are judged, with thresholds for it. In a transaction.
   * @param latest whether the day is the last of which anything can be said; it may go back where facts were taken back
   * @returns false for a day before the one they were judged as of last, which leaves them alone
   */
  async advance(ctx: RequestContext, policy: PolicyVersion, asOf: IsoDate, latest = true): Promise<boolean> {
    const moved = await ctx.unit.execute(tenantSql`
      insert into signal_calibration (tenant_id, judged_on) values (${TENANT}, ${asOf})
      on conflict (tenant_id) do update set judged_on = excluded.judged_on
        where ${latest} or signal_calibration.judged_on is null or signal_calibration.judged_on <= excluded.judged_on`);
    if (moved === 0) return false;
    await this.calibrations.current(ctx, policy, asOf);
    return true;
  }

  /** Inside a transaction. @param accounts accounts in use, and whether their relationship has ended */
  async detect(
    ctx: RequestContext,
    accounts: readonly { readonly id: string; readonly ended: boolean }[],
    policy: PolicyVersion,
    asOf: IsoDate,
  ): Promise<DetectionResult> {
    if (await this.isOvertaken(ctx, asOf)) return { opened: 0, closed: 0 };
    const ids = accounts.map(({ id }) => id);
    const alerts = await this.store.lockOpen(ctx, ids);
    const open = await this.signals.lockOpen(ctx, ids);
    const alive = accounts.filter(({ ended }) => !ended).map(({ id }) => id);
    const readings = await this.sources.read(ctx, alive, asOf, policy);
    // Most accounts are quiet and have been; nothing more is asked about them.
    const stirring = accounts.filter(({ id }) => readings.has(id) || open.has(id) || alerts.has(id));
    const past = await this.pastOf(
      ctx,
      stirring.map(({ id }) => id),
      asOf,
    );
    const rules = alertRules(policy);
    const frame = { ...rules, kinds: this.sources.kinds(), asOf, at: ctx.now().toISOString() };
    const judged = stirring.map(({ id, ended }): Judged => {
      const alert = alerts.get(id) ?? null;
      const known = {
        accountId: id,
        ended,
        alert,
        readings: readings.get(id) ?? [],
        open: open.get(id) ?? [],
        ...past(id),
      };
      return {
        ...judgeAccount(known, frame),
        accountId: id,
        alert,
        lastOrder: known.lastOrder,
        ordersSince: known.ordersSince,
      };
    });
    return this.carryOut(ctx, judged, rules, policy, asOf);
  }

  /** Ends what is still open at archived accounts, of which no reading is made any more. Inside a transaction. */
  async closeArchived(
    ctx: RequestContext,
    policy: PolicyVersion,
    accountIds: readonly string[] | null,
  ): Promise<number> {
    const rows = await ctx.unit.query<{ account_id: string }>(tenantSql`
      select l.account_id from alert l join account a on a.tenant_id = ${TENANT} and a.id = l.account_id
      where l.tenant_id = ${TENANT} and l.closed_at is null and a.archived_at is not null
        and (${accountIds === null} or l.account_id = any(${accountIds ?? []}::uuid[])) order by l.account_id`);
    const locked = await this.store.lockOpen(
      ctx,
      rows.map(({ account_id: id }) => id),
    );
    const end: AlertCommand = { type: 'END_RELATIONSHIP', at: ctx.now().toISOString() };
    const { alert: rules } = alertRules(policy);
    const changes = [...locked.values()].map((alert) => decided(alert, alert.record, [end], rules));
    await this.alerts.apply(ctx, [], changes, policy);
    return changes.length;
  }

  /** Whether another run has judged a later day in the meantime. */
  private async isOvertaken(ctx: RequestContext, asOf: IsoDate): Promise<boolean> {
    const later = await ctx.unit.first(
      tenantSql`select 1 from signal_calibration where tenant_id = ${TENANT} and judged_on > ${asOf}`,
    );
    return later !== undefined;
  }

  private async carryOut(
    ctx: RequestContext,
    judged: readonly Judged[],
    { alert: rules }: AlertRules,
    policy: PolicyVersion,
    asOf: IsoDate,
  ): Promise<DetectionResult> {
    const raised: AlertChange[] = [];
    const changed: AlertChange[] = [];
    const refreshed: StoredAlert[] = [];
    for (const each of judged) {
      const { accountId, alert, speaking, commands, exceptional, ordersSince } = each;
      const [clearest] = speaking;
      if (alert === null) {
        if (commands.length === 0 || !clearest) continue;
        const figures = {
          score: clearest.ratio,
          leading: clearest.kind,
          exceptional,
          raisedOn: asOf,
          alertedOn: null,
          cycleOn: each.lastOrder,
        };
        raised.push(dated(decided({ id: uuidv7(), accountId, ...figures }, INITIAL_ALERT, commands, rules), asOf));
        continue;
      }
      const now = {
        ...alert,
        exceptional,
        ...(clearest ? { score: clearest.ratio, leading: clearest.kind } : {}),
        // Orders that come before anybody has confirmed the alert are told as its end, not as its recovery.
        ...(ordersSince > 0 && isWorkedOn(alert) ? { cycleOn: each.lastOrder } : {}),
      };
      if (commands.length > 0) changed.push(dated(decided(now, alert.record, commands, rules, ordersSince > 0), asOf));
      else if (now.score !== alert.score || now.leading !== alert.leading || now.cycleOn !== alert.cycleOn)
        refreshed.push(now);
    }
    const written = await this.alerts.apply(ctx, raised, changed, policy);
    await this.store.refresh(ctx, refreshed);
    await this.writeSignals(ctx, judged, written, policy, asOf);
    const closed = changed.filter(({ closeReason }) => closeReason !== null).length;
    return { opened: written.length - changed.length, closed };
  }

  private async writeSignals(
    ctx: RequestContext,
    judged: readonly Judged[],
    written: readonly AlertChange[],
    { version }: PolicyVersion,
    asOf: IsoDate,
  ): Promise<void> {
    const alertOf = new Map(written.map(({ alert }) => [alert.accountId, alert.id]));
    const gathering = ({ accountId, alert }: Judged): string | undefined => alert?.id ?? alertOf.get(accountId);
    const opened = judged.flatMap((each) =>
      each.opened.flatMap((signal, i) => {
        const alertId = each.openedUnder[i] ?? gathering(each);
        return alertId === undefined ? [] : [{ ...signal, alertId }];
      }),
    );
    await this.signals.open(ctx, opened, asOf, version);
    const seen = judged.flatMap((each) =>
      each.seen
        .filter(({ signal, reading }) => signal.lastSeenOn !== asOf || !isSame(signal, reading))
        .map((seenNow) => ({ ...seenNow, alertId: seenNow.signal.alertId ?? gathering(each) ?? null })),
    );
    await this.signals.refresh(ctx, seen, asOf, version);
    await this.signals.close(
      ctx,
      judged.flatMap(({ closed }) => closed),
      asOf,
    );
  }

  /** What earlier days have to say about accounts: their orders since the alert, false alarms, and when they were warned of. */
  private async pastOf(
    ctx: RequestContext,
    ids: readonly string[],
    asOf: IsoDate,
  ): Promise<(id: string) => Pick<AccountFindings, 'ordersSince' | 'lastOrder' | 'falseAlarms' | 'alertsRaised'>> {
    if (ids.length === 0) return () => ({ ordersSince: 0, lastOrder: null, falseAlarms: new Map(), alertsRaised: [] });
    const orders = await ctx.unit.query<{ account_id: string; since: number; last: string }>(tenantSql`
      select d.account_id, max(d.day) as last, (count(*) filter (where d.day > coalesce(l.cycle_on, l.raised_on)))::int as since from account_order_day d
      left join alert l on l.tenant_id = ${TENANT} and l.account_id = d.account_id and l.closed_at is null
      where d.tenant_id = ${TENANT} and d.account_id = any(${ids}::uuid[]) and d.net_minor > 0 and d.day <= ${asOf} group by d.account_id`);
    const raised = await ctx.unit.query<{ account_id: string; days: string[] }>(tenantSql`
      select account_id, array_agg(raised_on::text order by raised_on) as days from alert
      where tenant_id = ${TENANT} and account_id = any(${ids}::uuid[]) group by account_id`);
    const falseAlarms = await this.signals.falseAlarms(ctx, ids);
    const orderOf = new Map(orders.map((row) => [row.account_id, row]));
    const raisedOf = new Map(raised.map(({ account_id: id, days }) => [id, days]));
    return (id) => ({
      ordersSince: orderOf.get(id)?.since ?? 0,
      lastOrder: orderOf.get(id)?.last ?? null,
      falseAlarms: falseAlarms.get(id) ?? new Map<string, string>(),
      alertsRaised: raisedOf.get(id) ?? [],
    });
  }
}

/** Keeps the day as of which what was watched became an alert. */
function dated(change: AlertChange, asOf: IsoDate): AlertChange {
  const { alert } = change;
  return alert.record.alertedAt === null || alert.alertedOn !== null
    ? change
    : { ...change, alert: { ...alert, alertedOn: asOf } };
}

function isWorkedOn({ record: { state } }: StoredAlert): boolean {
  return state !== 'WATCH' && state !== 'ALERT';
}

function isSame(
  signal: { readonly score: number; readonly threshold: number; readonly grade: string },
  reading: { readonly score: number; readonly threshold: number; readonly grade: string },
): boolean {
  return signal.score === reading.score && signal.threshold === reading.threshold && signal.grade === reading.grade;
}
