import {
  COMPLAINT_SEVERITIES,
  type ComplaintSeverity,
  dateOfEpochDay,
  durationPercentiles,
  epochDay,
  type IsoDate,
  lastWholeQuarter,
  minutesPerBusinessDay,
  type ServiceStandardPolicy,
  suggestServiceStandard,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { visibleAccount } from '../../platform/auth/account-visibility.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { dayPeriod, parseArguments } from '../../platform/errors/input-schemas.js';
import { PolicyService } from '../policies/policy.service.js';
import type { ComplaintStandard, ComplaintStandards } from './complaint-standards.types.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Working milliseconds of the complaints of one severity. */
interface Times {
  readonly response: readonly number[];
  readonly resolution: readonly number[];
}

/** How long complaints took against what is promised, and what could be promised. */
@Injectable()
export class ComplaintStandardsService {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  /** Of the accounts that the caller may see. @throws InputInvalid */
  async report(ctx: RequestContext, args: unknown): Promise<ComplaintStandards> {
    const { from, to } = parseArguments(dayPeriod, args);
    const { version, document, calendar } = await this.policies.current(ctx);
    const today = todayOf(ctx);
    // A quarter that is not over yet has nothing to say.
    const yesterday = dateOfEpochDay(epochDay(today) - 1);
    const quarter = lastWholeQuarter(to < yesterday ? to : yesterday);
    const period = await this.times(ctx, from, to);
    const last = await this.times(ctx, quarter.from, quarter.to);
    const rules = document.serviceStandard;
    const day = minutesPerBusinessDay(calendar) * MINUTE_MS;
    const severities = COMPLAINT_SEVERITIES.map((severity) => {
      const { acknowledgeHours, resolveDays } = document.complaint.standards[severity];
      const [now, then] = [period.get(severity), last.get(severity)];
      const of = (kind: keyof Times, unit: number, inForce: number): ComplaintStandard =>
        standardOf(inUnits(now?.[kind], unit), inUnits(then?.[kind], unit), inForce, rules);
      return {
        severity,
        response: of('response', HOUR_MS, acknowledgeHours),
        resolution: of('resolution', day, resolveDays),
      };
    });
    return {
      ...{ from, to, quarterFrom: quarter.from, quarterTo: quarter.to, severities },
      ...{ leastCases: rules.leastCases, policyVersion: version, sources: ['complaint', 'complaint_event', 'policy'] },
    };
  }

  private async times(ctx: RequestContext, from: IsoDate, to: IsoDate): Promise<ReadonlyMap<ComplaintSeverity, Times>> {
    const rows = await ctx.unit.query<{
      severity: ComplaintSeverity;
      response: string[];
      resolution: string[];
    }>(tenantSql`
      select c.severity, coalesce(array_agg(c.acknowledged_in::text) filter (where c.acknowledged_in is not null), '{}') as response,
        coalesce(array_agg(c.resolved_in::text) filter (where c.resolved_in is not null), '{}') as resolution
      from complaint c where c.tenant_id = ${TENANT} and c.created_at >= ${`${from}T00:00:00Z`}::timestamptz
        and c.created_at < ${`${to}T00:00:00Z`}::timestamptz + interval '1 day' and ${visibleAccount(ctx, 'c.account_id', true)}
      group by c.severity`);
    return new Map(
      rows.map(({ severity, response, resolution }) => [
        severity,
        { response: response.map(Number), resolution: resolution.map(Number) },
      ]),
    );
  }
}

/** A tenant that never works has no working days to count in: nothing has a length there. */
function inUnits(milliseconds: readonly number[] | undefined, unit: number): readonly number[] {
  return unit > 0 ? (milliseconds ?? []).map((each) => each / unit) : [];
}

function standardOf(
  period: readonly number[],
  quarter: readonly number[],
  inForce: number,
  rules: ServiceStandardPolicy,
): ComplaintStandard {
  const percentiles = durationPercentiles(period);
  const held = period.filter((time) => time <= inForce).length;
  const suggested = suggestServiceStandard(quarter, inForce, rules) ?? null;
  return {
    inForce,
    times: percentiles ? { ...percentiles, heldShare: held / period.length } : null,
    timesMissing: percentiles ? null : 'NO_COMPLAINTS',
    suggested,
    suggestedMissing: suggested ? null : quarter.length === 0 ? 'NO_COMPLAINTS' : 'TOO_FEW_COMPLAINTS',
  };
}
