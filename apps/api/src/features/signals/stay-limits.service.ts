import {
  DAYS_PER_YEAR,
  daysBetween,
  type IsoDate,
  type Stage,
  stagnationLimit,
  type StagnationLimit,
  STAGES,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { alertRules } from '../alerts/alert-rules.js';
import type { PolicyVersion } from '../policies/policy.service.js';

const VALID_DAYS = 31;
const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;

type Limits = Readonly<Record<Stage, StagnationLimit>>;

/** How long accounts may stay in each stage, by the stays that the tenant's own accounts have completed; made monthly. */
@Injectable()
export class StayLimits {
  async current(ctx: RequestContext, policy: PolicyVersion, asOf: IsoDate): Promise<Limits> {
    const row = await ctx.unit.first<{
      stay_limits: { madeOn: IsoDate; version: number; limits: Limits } | null;
    }>(tenantSql`
      select stay_limits from signal_calibration where tenant_id = ${TENANT}`);
    const known = row?.stay_limits;
    if (known?.version === policy.version && Math.abs(daysBetween(known.madeOn, asOf)) < VALID_DAYS)
      return known.limits;
    const limits = await this.make(ctx, policy, asOf);
    const stored = JSON.stringify({ madeOn: asOf, version: policy.version, limits });
    await ctx.unit.execute(tenantSql`
      insert into signal_calibration (tenant_id, stay_limits) values (${TENANT}, ${stored}::jsonb)
      on conflict (tenant_id) do update set stay_limits = excluded.stay_limits`);
    return limits;
  }

  private async make(ctx: RequestContext, policy: PolicyVersion, asOf: IsoDate): Promise<Limits> {
    const stays = await ctx.unit.query<{ stage: Stage; months: number[] }>(tenantSql`
      select s.stage, array_agg(s.days / ${DAYS_PER_MONTH}::float8) as months from (
        select e.data -> 'entry' ->> 'from' as stage,
          (extract(epoch from e.at - lag(e.at) over (partition by e.account_id order by e.seq)) / 86400)::float8 as days
        from stage_event e where e.tenant_id = ${TENANT} and e.type in ('STAGE_OPENED', 'STAGE_CHANGED') and e.at < ${asOf}::date + 1) s
      where s.stage = any(${STAGES}) and s.days >= 0 group by s.stage`);
    const { stagnation: rule } = alertRules(policy);
    const completed = new Map(stays.map(({ stage, months }) => [stage, months]));
    const limits = STAGES.map((stage) => [stage, stagnationLimit(stage, completed.get(stage) ?? [], rule)] as const);
    return Object.fromEntries(limits) as unknown as Limits;
  }
}
