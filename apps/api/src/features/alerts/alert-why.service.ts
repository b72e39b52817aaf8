import {
  type CauseSuggestion,
  FOUR_WEEK_RULE,
  type IsoDate,
  levelChart,
  type LevelRule,
  orderGap,
  type OrderGapReading,
  type PlaySignal,
  playsFor,
  type SignalKind,
  STAGES,
  type Stage,
  suggestCauses,
  THIRTEEN_WEEK_RULE,
  weekStart,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { CommitteeCalibrationService, type StoredCalibration } from '../signals/committee-calibration.service.js';
import { type OrderSeries, orderSeries } from '../signals/order-series.js';
import { AlertPast } from './alert-past.js';
import type { AlertWhy, LevelSeries, OrderRhythm, SuggestedPlay } from './alert-why.types.js';

/** What of a signal a play knows. */
const CALLS_FOR: Readonly<Partial<Record<SignalKind, PlaySignal>>> = {
  ORDER_GAP: 'ORDER_VOLATILITY',
  FOUR_WEEK_LEVEL: 'ORDER_VOLATILITY',
  THIRTEEN_WEEK_LEVEL: 'ORDER_VOLATILITY',
  MIX_LOSS: 'WHITE_SPACE',
  CONTACT_SILENCE: 'CONTACT_SILENCE',
};
const MOST_PLAYS = 5;

interface Subject {
  account_id: string;
  raised_on: string;
  stage: Stage | 'ENDED' | null;
  currency: string;
  kinds: SignalKind[] | null;
  as_of: string | null;
  gap: OrderGapReading['explanation'] | null;
  level_from: string | null;
}

/** Puts together why an alert was raised, when somebody asks: figures of the day it was last judged. */
@Injectable()
export class AlertWhyService {
  constructor(
    @Inject(CommitteeCalibrationService) private readonly calibrations: CommitteeCalibrationService,
    @Inject(AlertPast) private readonly past: AlertPast,
  ) {}

  /** @throws NotFound also for alerts of accounts the caller may not see */
  async of(ctx: RequestContext, alertId: string): Promise<AlertWhy> {
    const subject = await this.subject(ctx, alertId);
    const { account_id: accountId, stage, kinds, currency } = subject;
    const asOf = subject.as_of ?? subject.raised_on;
    const settings = await this.calibrations.stored(ctx);
    const series = (await orderSeries(ctx, [accountId], asOf)).get(accountId);
    const droppedOn = subject.gap?.expectedNextOrder ?? subject.level_from ?? null;
    const causes = droppedOn === null ? [] : suggestCauses(await this.past.causeFacts(ctx, accountId, droppedOn));
    return {
      asOf,
      agreeing: kinds ?? [],
      rhythm: series && settings ? await this.rhythm(ctx, accountId, series, settings, asOf) : null,
      weekly: series
        ? series.weekly.values.map((sales, week) => ({ from: weekStart(series.weekly, week), sales }))
        : [],
      currency,
      levels:
        series && settings ? [FOUR_WEEK_RULE, THIRTEEN_WEEK_RULE].map((rule) => levelOf(series, settings, rule)) : [],
      pastAlerts: await this.past.alerts(ctx, accountId, alertId),
      droppedOn,
      causes,
      plays: stage !== null && stage !== 'ENDED' ? playsOf(ctx, stage, kinds ?? [], causes) : [],
      sources: [
        'account_order_day',
        'detector_calibration',
        'signal_calibration',
        'account_contact',
        'ledger_entry',
        'alert',
        'signal',
      ],
    };
  }

  private async subject(ctx: RequestContext, alertId: string): Promise<Subject> {
    const row = await ctx.unit.first<Subject>(tenantSql`
      select l.account_id, l.raised_on, a.stage, t.currency, s.kinds, s.as_of, s.gap, s.level_from
      from alert l join account a on a.tenant_id = ${TENANT} and a.id = l.account_id join tenant t on t.id = ${TENANT}
      left join lateral (
        select max(g.last_seen_on)::text as as_of, array_agg(g.kind order by g.ratio desc) filter (where g.last_seen_on = m.last) as kinds,
          (array_agg(g.explanation order by g.opened_on) filter (where g.kind = 'ORDER_GAP'))[1] as gap,
          min(g.explanation ->> 'from') filter (where g.kind in ('FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL')) as level_from
        from signal g cross join (select max(x.last_seen_on) as last from signal x where x.tenant_id = ${TENANT} and x.alert_id = ${alertId}) m
        where g.tenant_id = ${TENANT} and g.alert_id = l.id) s on true
      where l.tenant_id = ${TENANT} and l.id = ${alertId} and ${visibleAccount(ctx, 'l.account_id')}`);
    if (!row) throw new NotFound('Alert');
    return row;
  }

  private async rhythm(
    ctx: RequestContext,
    accountId: string,
    { history }: OrderSeries,
    { tenantMedianIntervalDays, thresholds }: StoredCalibration,
    asOf: IsoDate,
  ): Promise<OrderRhythm | null> {
    const reading = orderGap({ history, tenantMedianIntervalDays, asOf, threshold: thresholds.ORDER_GAP });
    if (reading === null) return null;
    const { score, threshold, alarm, explanation } = reading;
    const orderDays = await this.past.orderDays(ctx, accountId, asOf);
    return { ...explanation, ratio: score, threshold, speaks: alarm, orderDays };
  }
}

function levelOf({ weekly }: OrderSeries, { season, thresholds }: StoredCalibration, rule: LevelRule): LevelSeries {
  const threshold = thresholds[rule.detector];
  const points = levelChart(weekly, season, { rule, threshold });
  const last = points.at(-1)?.score;
  return {
    kind: rule.detector,
    weeks: rule.weeks,
    threshold,
    speaks: last !== undefined && last > threshold,
    points: points.map(({ from, to, sales, actual, expected, lowerLimit }) => ({
      ...{ from, to, sales, actual },
      expected: expected ?? null,
      lowerLimit: lowerLimit ?? null,
    })),
  };
}

/** Plays that hold the relationship: what is in trouble is mended before it is pushed. */
function playsOf(
  { locale }: RequestContext,
  stage: Stage,
  kinds: readonly SignalKind[],
  causes: readonly CauseSuggestion[],
): readonly SuggestedPlay[] {
  if (!STAGES.includes(stage)) return [];
  const called = kinds.flatMap((kind) => CALLS_FOR[kind] ?? []);
  const thread = causes.some(({ cause }) => cause === 'SINGLE_THREAD_LOST') ? (['SINGLE_THREAD'] as const) : [];
  return playsFor({ stage, goal: 'HOLD', signals: [...new Set<PlaySignal>([...called, ...thread])] })
    .slice(0, MOST_PLAYS)
    .map(({ play, urgency, unmet }) => ({
      code: play.code,
      name: play.name[locale],
      objective: play.objective[locale],
      urgency,
      unmet,
    }));
}
