import { DETECTORS, type IsoDate, orderGap, type OrderGapReading, type OrderHistory } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { type AlertAction, alertActions, type OpenAlert } from './alert-decision.js';
import type { AlertExplanation } from './alert-explanation.js';
import { AlertWriter } from './alert.writer.js';
import type { GapCalibration } from './gap-calibration.service.js';

const [ORDER_GAP] = DETECTORS;

/** What a run of the detectors did. */
export interface DetectionResult {
  readonly opened: number;
  readonly closed: number;
}

/** Runs the detectors over many accounts at once and opens, refreshes and closes their alerts. */
@Injectable()
export class AlertDetectionService {
  constructor(@Inject(AlertWriter) private readonly writer: AlertWriter) {}

  /** Inside a transaction. @param accounts accounts in use, and whether their relationship has ended */
  async detect(
    ctx: RequestContext,
    accounts: readonly { readonly id: string; readonly ended: boolean }[],
    calibration: GapCalibration,
    asOf: IsoDate,
  ): Promise<DetectionResult> {
    const accountIds = accounts.map(({ id }) => id);
    const open = await this.openAlerts(ctx, accountIds, asOf);
    const histories = await this.histories(ctx, accountIds, asOf);
    const falseAlarms = await this.falseAlarms(ctx, accountIds);
    const actions = accounts.flatMap(({ id: accountId, ended }): readonly (AlertAction & { accountId: string })[] => {
      const history = histories.get(accountId);
      const reading = history ? readingOf(history, calibration, asOf) : null;
      const finding = {
        reading,
        open: open.get(accountId) ?? null,
        ended,
        falseAlarmAfter: falseAlarms.get(accountId) ?? null,
      };
      return alertActions(finding).map((action) => ({ ...action, accountId }));
    });
    return this.carryOut(ctx, actions, calibration);
  }

  /** Closes what is still open at archived accounts, which no reading is made of any more. Inside a transaction. */
  async closeArchived(ctx: RequestContext, accountIds: readonly string[] | null): Promise<number> {
    const rows = await ctx.unit.query<{ id: string; account_id: string }>(tenantSql`
      select l.id, l.account_id from alert l join account a on a.tenant_id = ${TENANT} and a.id = l.account_id
      where l.tenant_id = ${TENANT} and l.detector = ${ORDER_GAP} and l.closed_at is null and a.archived_at is not null
        and (${accountIds === null} or l.account_id = any(${accountIds ?? []}::uuid[]))
      order by l.id for no key update of l`);
    for (const { id, account_id: accountId } of rows) {
      await this.writer.close(ctx, accountId, id, ORDER_GAP, 'RELATIONSHIP_ENDED');
    }
    return rows.length;
  }

  private async carryOut(
    ctx: RequestContext,
    actions: readonly (AlertAction & { readonly accountId: string })[],
    calibration: GapCalibration,
  ): Promise<DetectionResult> {
    const result = { opened: 0, closed: 0 };
    const refreshed: { id: string; reading: OrderGapReading; explanation: AlertExplanation }[] = [];
    for (const action of actions) {
      const { accountId } = action;
      if (action.type === 'OPEN') {
        if (await this.writer.open(ctx, accountId, action.reading, explain(action.reading, calibration)))
          result.opened++;
      } else if (action.type === 'REFRESH') {
        refreshed.push({
          id: action.alert.id,
          reading: action.reading,
          explanation: explain(action.reading, calibration),
        });
      } else if (action.type === 'RECOVER') {
        await this.writer.recovering(ctx, accountId, action.alert.id);
      } else {
        await this.writer.close(ctx, accountId, action.alert.id, ORDER_GAP, action.reason);
        result.closed++;
      }
    }
    await this.writer.refresh(ctx, refreshed);
    return result;
  }

  private async openAlerts(
    ctx: RequestContext,
    ids: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, OpenAlert>> {
    // Locked, so that a triage at the same moment comes before or after, never between reading and writing.
    const rows = await ctx.unit.query<{
      account_id: string;
      id: string;
      state: OpenAlert['state'];
      last_order: string;
      orders_since: string;
    }>(tenantSql`
      select l.account_id, l.id, l.state, l.explanation ->> 'lastOrder' as last_order, (
        select count(*) from account_order_day d where d.tenant_id = ${TENANT} and d.account_id = l.account_id and d.net_minor > 0
          and d.day > (l.explanation ->> 'lastOrder')::date and d.day <= ${asOf}) as orders_since
      from alert l where l.tenant_id = ${TENANT} and l.account_id = any(${ids}) and l.detector = ${ORDER_GAP} and l.closed_at is null
      order by l.id for no key update of l`);
    return new Map(
      rows.map((row) => [
        row.account_id,
        { id: row.id, state: row.state, lastOrder: row.last_order, ordersSince: Number(row.orders_since) },
      ]),
    );
  }

  private async histories(
    ctx: RequestContext,
    ids: readonly string[],
    asOf: IsoDate,
  ): Promise<ReadonlyMap<string, OrderHistory>> {
    const rows = await ctx.unit.query<{ account_id: string; first: string; last: string; days: string }>(tenantSql`
      select d.account_id, min(d.day) as first, max(d.day) as last, count(*) as days from account_order_day d
      where d.tenant_id = ${TENANT} and d.account_id = any(${ids}) and d.day <= ${asOf} and d.net_minor > 0 group by d.account_id`);
    return new Map(
      rows.map((row) => [row.account_id, { firstOrder: row.first, lastOrder: row.last, orderDays: Number(row.days) }]),
    );
  }

  private async falseAlarms(ctx: RequestContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await ctx.unit.query<{ account_id: string; last_order: string }>(tenantSql`
      select distinct on (account_id) account_id, explanation ->> 'lastOrder' as last_order from alert
      where tenant_id = ${TENANT} and account_id = any(${ids}) and detector = ${ORDER_GAP} and state = 'FALSE_ALARM'
      order by account_id, opened_at desc`);
    return new Map(rows.map((row) => [row.account_id, row.last_order]));
  }
}

function readingOf(
  history: OrderHistory,
  { threshold, medianIntervalDays }: GapCalibration,
  asOf: IsoDate,
): OrderGapReading | null {
  return orderGap({ history, tenantMedianIntervalDays: medianIntervalDays, asOf, threshold });
}

function explain(
  { explanation }: OrderGapReading,
  { source, startsPerAccountYear, accountYears, budget }: GapCalibration,
): AlertExplanation {
  return {
    ...explanation,
    calibration: { source, startsPerAccountYear, accountYears, budget },
    sources: ['account_order_day', 'detector_calibration'],
  };
}
