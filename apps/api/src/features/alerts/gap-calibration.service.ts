import {
  calibrateGapThreshold,
  type CalibratedThreshold,
  dateOfEpochDay,
  daysBetween,
  DETECTORS,
  type IsoDate,
  memberBudget,
  meanIntervalDays,
  summariseOrders,
  tenantMedianIntervalDays,
} from '@mortise/domain';
import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { PolicyVersion } from '../policies/policy.service.js';

/** A month: thresholds follow the tenant's rhythm, but not every day. */
const VALID_DAYS = 31;
/** Accounts enough to know a threshold within a few percent; a tenant's largest histories still fit into memory. */
const SAMPLE = 2_000;

/** The order-gap threshold a tenant works with, and the rhythm accounts are shrunken to. */
export interface GapCalibration extends CalibratedThreshold {
  readonly budget: number;
  readonly medianIntervalDays: number | null;
}

interface CalibrationRow {
  calibrated_at: Date;
  threshold: number;
  budget: number;
  source: CalibratedThreshold['source'];
  starts_per_account_year: number;
  account_years: number;
  median_interval_days: number | null;
}

/** Keeps each tenant's threshold within its alarm budget, recalibrated monthly on its own orders. */
@Injectable()
export class GapCalibrationService {
  /** The calibration in force as of a day; made now when there is none, it is a month old, or the budget was changed. */
  async current(ctx: RequestContext, policy: PolicyVersion, asOf: IsoDate): Promise<GapCalibration> {
    const budget = memberBudget(policy.document.alarm.startsPerAccountYear, DETECTORS.length);
    const row = await ctx.unit.first<CalibrationRow>(tenantSql`
      select calibrated_at, threshold, budget, source, starts_per_account_year, account_years, median_interval_days
      from detector_calibration where tenant_id = ${TENANT} and detector = 'ORDER_GAP'`);
    const age = row ? daysBetween(row.calibrated_at.toISOString().slice(0, 10), asOf) : Infinity;
    if (row?.source === 'CALIBRATED' && row.budget === budget && Math.abs(age) < VALID_DAYS) return fromRow(row);
    return this.calibrate(ctx, budget, asOf);
  }

  private async calibrate(ctx: RequestContext, budget: number, asOf: IsoDate): Promise<GapCalibration> {
    const histories = await this.histories(ctx, asOf);
    const calibrated = calibrateGapThreshold(histories, { asOf, budgetPerAccountYear: budget });
    const median = tenantMedianIntervalDays(
      histories.flatMap((dates) => summariseOrders(dates) ?? []).filter((each) => meanIntervalDays(each) !== null),
    );
    await ctx.unit.execute(tenantSql`
      insert into detector_calibration (tenant_id, detector, calibrated_at, threshold, budget, source, starts_per_account_year, account_years, median_interval_days)
      values (${TENANT}, 'ORDER_GAP', ${asOf}::date::timestamp at time zone 'UTC', ${calibrated.threshold}, ${budget}, ${calibrated.source},
        ${calibrated.startsPerAccountYear}, ${calibrated.accountYears}, ${median})
      on conflict (tenant_id, detector) do update set calibrated_at = excluded.calibrated_at, threshold = excluded.threshold, budget = excluded.budget,
        source = excluded.source, starts_per_account_year = excluded.starts_per_account_year, account_years = excluded.account_years,
        median_interval_days = excluded.median_interval_days`);
    return { ...calibrated, budget, medianIntervalDays: median };
  }

  /** Order days of a sample of the accounts that have ordered: the same accounts as long as they are there. */
  private async histories(ctx: RequestContext, asOf: IsoDate): Promise<IsoDate[][]> {
    const rows = await ctx.unit.query<{ days: number[] }>(tenantSql`
      select array(
        select d.day - date '1970-01-01' from account_order_day d
        where d.tenant_id = ${TENANT} and d.account_id = a.id and d.day <= ${asOf} and d.net_minor > 0 order by d.day) as days
      from account a
      where a.tenant_id = ${TENANT} and exists (
        select 1 from account_order_day d where d.tenant_id = ${TENANT} and d.account_id = a.id and d.day <= ${asOf} and d.net_minor > 0)
      order by md5(a.id::text) limit ${SAMPLE}`);
    return rows.map(({ days }) => days.map(dateOfEpochDay));
  }
}

function fromRow(row: CalibrationRow): GapCalibration {
  return {
    threshold: row.threshold,
    source: row.source,
    startsPerAccountYear: row.starts_per_account_year,
    accountYears: row.account_years,
    budget: row.budget,
    medianIntervalDays: row.median_interval_days,
  };
}
