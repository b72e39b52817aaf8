import {
  addMonthsToDate,
  DAYS_PER_YEAR,
  daysBetween,
  type IsoDate,
  stagnation,
  stagnationSignal,
  STAGES,
  type Stage,
} from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { alertRules } from '../alerts/alert-rules.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { type SignalReading, type SignalSource, SignalSources } from './signal-source.js';
import { StayLimits } from './stay-limits.service.js';

/** Nothing lies above it: who stands there has arrived. */
const HIGHEST = STAGES.at(-1);
const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;

interface StandingRow {
  id: string;
  stage: Stage;
  since: string;
  now: number;
  before: number;
}

/** Accounts that stand still: the best prevention of a relapse is to move on. */
@Injectable()
export class StagnationSource implements SignalSource, OnModuleInit {
  readonly kinds = ['STAGNATION'] as const;

  constructor(
    @Inject(SignalSources) private readonly sources: SignalSources,
    @Inject(StayLimits) private readonly stays: StayLimits,
  ) {}

  onModuleInit(): void {
    this.sources.register(this);
  }

  async read(
    ctx: RequestContext,
    accountIds: readonly string[],
    asOf: IsoDate,
    policy: PolicyVersion,
  ): Promise<ReadonlyMap<string, readonly SignalReading[]>> {
    const { stagnation: rule } = alertRules(policy);
    const rows = await this.standing(ctx, accountIds, asOf);
    if (rows.length === 0) return new Map();
    const limits = await this.stays.current(ctx, policy, asOf);
    const readings = new Map<string, readonly SignalReading[]>();
    for (const { id, stage, since, now, before } of rows) {
      const limit = limits[stage];
      const found = stagnation({ since, asOf, limit }, { now, twoQuartersAgo: before }, rule);
      const signal = stagnationSignal(found.stalledSince ?? null, asOf);
      if (signal === null) continue;
      const months = daysBetween(since, asOf) / DAYS_PER_MONTH;
      readings.set(id, [
        {
          kind: 'STAGNATION',
          grade: signal.grade,
          score: months,
          threshold: limit.months,
          ratio: limit.months > 0 ? months / limit.months : 1,
          basis: `stage:${stage}:${since}`,
          explanation: {
            asOf,
            stage,
            since,
            stalledSince: found.stalledSince,
            limitMonths: limit.months,
            limitSource: limit.source,
            shareNow: now,
            shareTwoQuartersAgo: before,
          },
          sources: ['stage_event', 'account_share'],
        },
      ]);
    }
    return readings;
  }

  /** Accounts that could advance and whose share is known now and two quarters ago. */
  private standing(ctx: RequestContext, accountIds: readonly string[], asOf: IsoDate): Promise<StandingRow[]> {
    const month = addMonthsToDate(`${asOf.slice(0, 7)}-01`, -1);
    return ctx.unit.query<StandingRow>(tenantSql`
      select a.id, a.stage, to_char(a.stage_since at time zone 'UTC', 'YYYY-MM-DD') as since, n.share as now, b.share as before
      from account a
      join account_share n on n.tenant_id = ${TENANT} and n.account_id = a.id and n.month = ${month}
      join account_share b on b.tenant_id = ${TENANT} and b.account_id = a.id and b.month = ${addMonthsToDate(month, -6)}
      where a.tenant_id = ${TENANT} and a.id = any(${accountIds}::uuid[]) and a.stage_since <= ${addMonthsToDate(asOf, -1)}::date
        and a.stage not in ('ENDED', ${HIGHEST}) order by a.id`);
  }
}
