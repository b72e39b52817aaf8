import {
  type CausePolicy,
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
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { PolicyService } from '../policies/policy.service.js';
import { CommitteeCalibrationService, type StoredCalibration } from '../signals/committee-calibration.service.js';
import type { OrderSeries } from '../signals/order-series.js';
import { type AlertOrders, AlertOrdersReader } from './alert-orders.js';
import { AlertPast, type DropFacts } from './alert-past.js';
import type { AlertWhy, LevelSeries, OrderRhythm, SuggestedCause, SuggestedPlay } from './alert-why.types.js';

/** What of a signal a play knows. */
const CALLS_FOR: Readonly<Partial<Record<SignalKind, PlaySignal>>> = {
  ORDER_GAP: 'ORDER_VOLATILITY',
  FOUR_WEEK_LEVEL: 'ORDER_VOLATILITY',
  THIRTEEN_WEEK_LEVEL: 'ORDER_VOLATILITY',
  MIX_LOSS: 'WHITE_SPACE',
  CONTACT_SILENCE: 'CONTACT_SILENCE',
};
const MOST_PLAYS = 5;

/** Why an alert was raised, with the name of its account. */
export interface AlertReasons extends AlertWhy {
  readonly account: string;
}

interface Subject {
  id: string;
  account: string;
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
    @Inject(AlertOrdersReader) private readonly orders: AlertOrdersReader,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @throws NotFound also for alerts of accounts the caller may not see */
  async of(ctx: RequestContext, alertId: string): Promise<AlertReasons> {
    const found = await batchLoad(ctx, this.byAlert, alertId);
    if (!found) throw new NotFound('Alert');
    return found;
  }

  /** For nested fields; stable, so that siblings share one batch. As many statements for many alerts as for one. */
  readonly byAlert = async (
    ctx: RequestContext,
    alertIds: readonly string[],
  ): Promise<ReadonlyMap<string, AlertReasons>> => {
    const subjects = (await this.subjects(ctx, alertIds)).map((subject) => ({
      ...subject,
      accountId: subject.account_id,
      asOf: subject.as_of ?? subject.raised_on,
      droppedOn: subject.gap?.expectedNextOrder ?? subject.level_from ?? null,
    }));
    if (subjects.length === 0) return new Map();
    const settings = await this.calibrations.stored(ctx);
    const orders = await this.orders.read(ctx, subjects);
    const pastAlerts = await this.past.alerts(
      ctx,
      subjects.map(({ id }) => id),
    );
    const causes = await this.causes(ctx, subjects);
    return new Map(
      subjects.map((subject, place): [string, AlertReasons] => {
        const { id, account, stage, currency, asOf, droppedOn } = subject;
        const kinds = subject.kinds ?? [];
        const series = orders[place];
        const named = causes.get(id) ?? [];
        const reasons: AlertReasons = {
          ...{ account, asOf, agreeing: kinds, currency, droppedOn, causes: named },
          rhythm: series && settings ? rhythmOf(series, settings, asOf) : null,
          weekly: series
            ? series.weekly.values.map((sales, week) => ({ from: weekStart(series.weekly, week), sales }))
            : [],
          levels:
            series && settings
              ? [FOUR_WEEK_RULE, THIRTEEN_WEEK_RULE].map((rule) => levelOf(series, settings, rule))
              : [],
          pastAlerts: pastAlerts.get(id) ?? [],
          plays: stage !== null && stage !== 'ENDED' ? playsOf(ctx, stage, kinds, named) : [],
          sources: SOURCES,
        };
        return [id, reasons];
      }),
    );
  };

  private async subjects(ctx: RequestContext, alertIds: readonly string[]): Promise<readonly Subject[]> {
    return ctx.unit.query<Subject>(tenantSql`
      select l.id, l.account_id, a.name as account, l.raised_on, a.stage, t.currency, s.kinds, s.as_of, s.gap, s.level_from
      from alert l join account a on a.tenant_id = ${TENANT} and a.id = l.account_id join tenant t on t.id = ${TENANT}
      left join lateral (
        select max(g.last_seen_on)::text as as_of, array_agg(g.kind order by g.ratio desc) filter (where g.last_seen_on = m.last) as kinds,
          (array_agg(g.explanation order by g.opened_on) filter (where g.kind = 'ORDER_GAP'))[1] as gap,
          min(g.explanation ->> 'from') filter (where g.kind in ('FOUR_WEEK_LEVEL', 'THIRTEEN_WEEK_LEVEL')) as level_from
        from signal g cross join (select max(x.last_seen_on) as last from signal x where x.tenant_id = ${TENANT} and x.alert_id = l.id) m
        where g.tenant_id = ${TENANT} and g.alert_id = l.id) s on true
      where l.tenant_id = ${TENANT} and l.id = any(${alertIds}::uuid[]) and ${visibleAccount(ctx, 'l.account_id', alertIds.length > 1)}`);
  }

  /** By alert; of those only of which it is known since when something is missing. */
  private async causes(
    ctx: RequestContext,
    subjects: readonly { readonly id: string; readonly accountId: string; readonly droppedOn: IsoDate | null }[],
  ): Promise<ReadonlyMap<string, readonly SuggestedCause[]>> {
    const dropped = subjects.flatMap(({ id, accountId, droppedOn }) =>
      droppedOn === null ? [] : [{ id, accountId, droppedOn }],
    );
    if (dropped.length === 0) return new Map();
    const { case: cases } = (await this.policies.current(ctx)).document;
    const facts = await this.past.causeFacts(ctx, dropped, cases.causes.windowDays);
    return new Map(dropped.map(({ id }, place) => [id, suggestedOf(facts[place] as DropFacts, cases.causes)]));
  }
}

/** Causes with the complaints themselves, where complaints are the evidence. */
function suggestedOf(facts: DropFacts, policy: CausePolicy): readonly SuggestedCause[] {
  return suggestCauses(facts, policy).map((suggestion) => ({
    ...suggestion,
    complaints:
      suggestion.cause === 'COMPLAINT_NOT_RESOLVED_IN_TIME'
        ? suggestion.evidence.flatMap((id) => facts.breaches.filter(({ complaintId }) => complaintId === id))
        : [],
  }));
}

const SOURCES = [
  'account_order_day',
  'detector_calibration',
  'signal_calibration',
  'account_contact',
  'ledger_entry',
  'complaint_breach',
  'alert',
  'signal',
];

function rhythmOf(
  { history, orderDays }: AlertOrders,
  { tenantMedianIntervalDays, thresholds }: StoredCalibration,
  asOf: IsoDate,
): OrderRhythm | null {
  const reading = orderGap({ history, tenantMedianIntervalDays, asOf, threshold: thresholds.ORDER_GAP });
  if (reading === null) return null;
  const { score, threshold, alarm, explanation } = reading;
  return { ...explanation, ratio: score, threshold, speaks: alarm, orderDays };
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
  causes: readonly SuggestedCause[],
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
