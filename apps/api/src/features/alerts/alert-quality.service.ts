import {
  alertQuality,
  type AlertOutcome,
  type BusinessCalendar,
  DAYS_PER_YEAR,
  daysBetween,
  type IsoDate,
  type RelationshipLoss,
  triageDue,
  type TriageResult,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { tenantDayOf } from '../../platform/context/tenant-day.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { countedDay, parseArguments } from '../../platform/errors/input-schemas.js';
import { PolicyService } from '../policies/policy.service.js';
import type { AlertQuality } from './alert-quality.types.js';

const MOST_DAYS = 3_660;
const qualityArguments = z
  .object({ from: countedDay, to: countedDay })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) <= MOST_DAYS, {
    path: ['to'],
    message: 'must be a day from `from` on, within ten years',
  });

interface OutcomeRow {
  signal_kinds: string[];
  label: TriageResult | null;
  raised_on: string;
  alerted_at: Date;
  triaged_on: string | null;
  missing_since: string | null;
}

/** The alert-quality report: computed when it is asked for, from the alerts themselves. */
@Injectable()
export class AlertQualityService {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /** @throws InputInvalid */
  async report(ctx: RequestContext, args: unknown): Promise<AlertQuality> {
    const { from, to } = parseArguments(qualityArguments, args);
    const { document, calendar } = await this.policies.current(ctx);
    const accountYears = await this.accountYears(ctx, from, to);
    const quality = alertQuality(
      await this.outcomes(ctx, from, to, calendar),
      await this.losses(ctx, from, to),
      accountYears,
    );
    return {
      ...{ ...quality, from, to, accountYears, budget: document.alarm.startsPerAccountYear },
      byKind: quality.byKind as AlertQuality['byKind'],
      sources: ['alert', 'signal', 'stage_event', 'account_order_day'],
    };
  }

  private async outcomes(
    ctx: RequestContext,
    from: IsoDate,
    to: IsoDate,
    calendar: BusinessCalendar,
  ): Promise<AlertOutcome[]> {
    const rows = await ctx.unit.query<OutcomeRow>(tenantSql`
      select l.signal_kinds, l.label, l.alerted_on as raised_on, l.alerted_at, ${tenantDayOf(sql`l.triaged_at`)} as triaged_on,
        (select min(s.explanation ->> 'expectedNextOrder') from signal s
          where s.tenant_id = ${TENANT} and s.alert_id = l.id and s.kind = 'ORDER_GAP') as missing_since
      from alert l where l.tenant_id = ${TENANT} and l.alerted_on between ${from} and ${to}
        and ${visibleAccount(ctx, 'l.account_id', true)}`);
    return rows.map((row) => ({
      kinds: row.signal_kinds,
      label: row.label,
      raisedOn: row.raised_on,
      missingSince: row.missing_since !== null && row.missing_since <= row.raised_on ? row.missing_since : null,
      triageDueOn: triageDue({ state: 'ALERT', alertedAt: row.alerted_at.toISOString() }, calendar) ?? row.raised_on,
      triagedOn: row.triaged_on,
    }));
  }

  private async losses(ctx: RequestContext, from: IsoDate, to: IsoDate): Promise<RelationshipLoss[]> {
    const rows = await ctx.unit.query<{ lost_on: string; warned_on: string | null }>(tenantSql`
      select e.lost_on::text, (
        select min(l.alerted_on)::text from alert l where l.tenant_id = ${TENANT} and l.account_id = e.account_id
          and l.label is distinct from 'FALSE_ALARM' and l.alerted_on <= e.lost_on and l.alerted_on > e.lost_on - 365) as warned_on
      from (
        select c.account_id, (c.at at time zone 'UTC')::date as lost_on from stage_event c
        where c.tenant_id = ${TENANT} and c.type = 'STAGE_CHANGED' and c.data -> 'entry' ->> 'movement' in ('REGRESS', 'TERMINATE')
          and c.at >= ${from}::date::timestamp at time zone 'UTC' and c.at < (${to}::date + 1)::timestamp at time zone 'UTC'
          and ${visibleAccount(ctx, 'c.account_id', true)}) e`);
    return rows.map(({ lost_on: lostOn, warned_on: warnedOn }) => ({ lostOn, warnedOn }));
  }

  private async accountYears(ctx: RequestContext, from: IsoDate, to: IsoDate): Promise<number> {
    const row = await ctx.unit.first<{ days: string | null }>(tenantSql`
      select sum(${to}::date - greatest(f.first, ${from}::date) + 1) as days from (
        select d.account_id, min(d.day) as first from account_order_day d
        where d.tenant_id = ${TENANT} and d.day <= ${to} and d.net_minor > 0 and ${visibleAccount(ctx, 'd.account_id', true)}
        group by d.account_id) f`);
    return Number(row?.days ?? 0) / DAYS_PER_YEAR;
  }
}
