import {
  calibrateCommitteeInSteps,
  type CalibratedThreshold,
  COMMITTEE_MEMBERS,
  type CommitteeCalibration,
  type CommitteeHistory,
  type CommitteeMember,
  dateOfEpochDay,
  daysBetween,
  DEFAULT_LABEL_TUNING,
  FLAT_SEASON,
  type IsoDate,
  type LabelTuningPolicy,
  memberBudget,
  NO_LABELS,
  type SeasonalIndex,
  type ThresholdTuning,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { takingTurns } from '../../platform/jobs/taking-turns.js';
import { AlertQueries } from '../alerts/alert.queries.js';
import type { PolicyVersion } from '../policies/policy.service.js';
import { endOfWeeks, numbersOf } from './order-series.js';

/** A month: thresholds follow the tenant's rhythm, but not every day. */
const VALID_DAYS = 31;
/** Accounts enough to know a threshold within a few percent; a tenant's largest histories still fit into memory. */
const SAMPLE = 2_000;
/** Weeks of history that a threshold is chosen on: three years, and what the first of their weeks looks back at. */
const WEEKS = 247;

/** What the committee of a tenant works with, and what it would have cost on the tenant's own history. */
export interface StoredCalibration extends CommitteeCalibration {
  readonly calibratedOn: IsoDate;
  /** Alarm starts per account and year that the tenant accepts, over all members together. */
  readonly budget: number;
  /** The rule by which labels have changed the thresholds. */
  readonly labelTuning: LabelTuningPolicy;
  readonly tuning: Readonly<Record<CommitteeMember, StoredTuning>>;
}

/** What labels have done to a threshold, with the newest of the false alarms. */
export interface StoredTuning extends ThresholdTuning {
  readonly falseAlarmIds: readonly string[];
}

interface CalibrationRow {
  calibrated_on: string;
  budget: number;
  season: number[];
  median_interval_days: number | null;
  starts_per_account_year: number;
  account_years: number;
  detector: CommitteeMember;
  threshold: number;
  source: CalibratedThreshold['source'];
  member_starts: number;
  member_years: number;
  label_tuning: LabelTuningPolicy | null;
  tuning: StoredTuning | null;
}

/** Keeps each tenant's committee within its alarm budget, recalibrated monthly on its own orders. */
@Injectable()
export class CommitteeCalibrationService {
  constructor(@Inject(AlertQueries) private readonly alerts: AlertQueries) {}

  /** The calibration in force as of a day; made now when there is none, it is a month old, or its rules were changed. */
  async current(ctx: RequestContext, policy: PolicyVersion, asOf: IsoDate): Promise<StoredCalibration> {
    const { startsPerAccountYear: budget, tuning: labelTuning } = policy.document.alarm;
    const known = await this.stored(ctx);
    if (known?.members.ORDER_GAP.source === 'CALIBRATED' && known.budget === budget && isSameRule(known, labelTuning)) {
      if (Math.abs(daysBetween(known.calibratedOn, asOf)) < VALID_DAYS) return known;
    }
    const labels = await this.alerts.labels(ctx, asOf, labelTuning.labelDays);
    const histories = await this.histories(ctx, asOf);
    const calibration = await takingTurns(
      calibrateCommitteeInSteps(histories, {
        ...{ asOf, budgetPerAccountYear: budget, labelTuning },
        labels: byMember((member) => labels.get(member) ?? NO_LABELS),
      }),
    );
    const tuning = byMember((member): StoredTuning => {
      const { confirmed, falseAlarms, budgetShare, untuned } = calibration.tuning[member];
      const falseAlarmIds = labels.get(member)?.falseAlarmIds ?? [];
      return { confirmed, falseAlarms, budgetShare, untuned, falseAlarmIds };
    });
    const made = { ...calibration, calibratedOn: asOf, budget, labelTuning, tuning };
    await this.store(ctx, made);
    return made;
  }

  /** The calibration that was made last; undefined before the first. */
  async stored(ctx: RequestContext): Promise<StoredCalibration | undefined> {
    const rows = await ctx.unit.query<CalibrationRow>(tenantSql`
      select c.calibrated_on, c.budget, c.season, c.median_interval_days, c.starts_per_account_year, c.account_years, c.label_tuning,
        d.tuning, d.detector, d.threshold, d.source, d.starts_per_account_year as member_starts, d.account_years as member_years
      from signal_calibration c join detector_calibration d on d.tenant_id = ${TENANT} and d.detector = any(${COMMITTEE_MEMBERS})
      where c.tenant_id = ${TENANT} and c.calibrated_on is not null`);
    return rows.length === COMMITTEE_MEMBERS.length ? fromRows(rows) : undefined;
  }

  private async store(
    ctx: RequestContext,
    { members, tuning, labelTuning, calibratedOn, budget, ...rest }: StoredCalibration,
  ): Promise<void> {
    await ctx.unit.execute(tenantSql`
      insert into signal_calibration (tenant_id, calibrated_on, budget, season, median_interval_days, starts_per_account_year, account_years, label_tuning)
      values (${TENANT}, ${calibratedOn}, ${budget}, ${rest.season}::float8[], ${rest.tenantMedianIntervalDays}, ${rest.startsPerAccountYear}, ${rest.accountYears},
        ${JSON.stringify(labelTuning)}::jsonb)
      on conflict (tenant_id) do update set calibrated_on = excluded.calibrated_on, budget = excluded.budget, season = excluded.season,
        median_interval_days = excluded.median_interval_days, starts_per_account_year = excluded.starts_per_account_year,
        account_years = excluded.account_years, label_tuning = excluded.label_tuning`);
    const of = <T>(value: (member: CalibratedThreshold) => T): T[] =>
      COMMITTEE_MEMBERS.map((member) => value(members[member]));
    await ctx.unit.execute(tenantSql`
      insert into detector_calibration (tenant_id, detector, calibrated_at, threshold, budget, source, starts_per_account_year, account_years, median_interval_days, tuning)
      select ${TENANT}::uuid, m.detector, ${calibratedOn}::date::timestamp at time zone 'UTC', m.threshold,
        ${memberBudget(budget, COMMITTEE_MEMBERS.length)}::float8 * (m.tuning ->> 'budgetShare')::float8, m.source, m.starts, m.years,
        ${rest.tenantMedianIntervalDays}::float8, m.tuning
      from unnest(${COMMITTEE_MEMBERS}::text[], ${of(({ threshold }) => threshold)}::float8[], ${of(({ source }) => source)}::text[],
        ${of((member) => member.startsPerAccountYear)}::float8[], ${of((member) => member.accountYears)}::float8[],
        ${COMMITTEE_MEMBERS.map((member) => JSON.stringify(tuning[member]))}::jsonb[]) as m (detector, threshold, source, starts, years, tuning)
      on conflict (tenant_id, detector) do update set calibrated_at = excluded.calibrated_at, threshold = excluded.threshold, budget = excluded.budget,
        source = excluded.source, starts_per_account_year = excluded.starts_per_account_year, account_years = excluded.account_years,
        median_interval_days = excluded.median_interval_days, tuning = excluded.tuning`);
  }

  /**
   * Orders of a sample of the accounts that have ordered: the same accounts as long as they are there. An account of which
   * somebody has confirmed within a year that it is slipping is left out: what the detectors said of it was no false alarm,
   * and must not be paid for out of the budget of those.
   */
  private async histories(ctx: RequestContext, asOf: IsoDate): Promise<CommitteeHistory[]> {
    const end = endOfWeeks(asOf);
    const slipping = await this.alerts.accountsConfirmed(ctx, asOf);
    // The sample first, in its order: what is gathered of an account is gathered of these alone.
    const rows = await ctx.unit.query<HistoryRow>(tenantSql`
      select d.days, d.net from (
        select a.id, md5(a.id::text) as place from account a
        where a.tenant_id = ${TENANT} and a.id <> all(${slipping}::uuid[]) order by md5(a.id::text)) a
      cross join lateral (
        select array_agg(day - date '1970-01-01' order by day)::text as days, array_agg(net_minor order by day)::text as net
        from account_order_day where tenant_id = ${TENANT} and account_id = a.id and day <= ${asOf} having max(net_minor) > 0) d
      order by a.place limit ${SAMPLE}`);
    return takingTurns(historiesOf(rows, end));
  }
}

/** Arrays as text: see {@link numbersOf}. */
interface HistoryRow {
  readonly days: string;
  readonly net: string;
}

function* historiesOf(rows: readonly HistoryRow[], end: number): Generator<void, CommitteeHistory[], void> {
  const histories: CommitteeHistory[] = [];
  for (const { days, net } of rows) {
    histories.push(historyOf(numbersOf(days), numbersOf(net), end));
    yield;
  }
  return histories;
}

function historyOf(days: readonly number[], net: readonly number[], end: number): CommitteeHistory {
  const ordered = days.filter((_, i) => (net[i] as number) > 0);
  const weeks = Math.min(WEEKS, Math.max(0, Math.ceil((end - (ordered[0] as number)) / 7)));
  const start = end - 7 * weeks;
  const values = new Array<number>(weeks).fill(0);
  days.forEach((day, i) => {
    const week = Math.floor((day - start) / 7);
    if (week >= 0 && week < weeks) values[week] = (values[week] as number) + (net[i] as number);
  });
  return { orderDates: ordered.map(dateOfEpochDay), weekly: { firstWeek: dateOfEpochDay(start), values } };
}

/** Of calibrations from before labels counted. */
const UNTUNED: LabelTuningPolicy = { ...DEFAULT_LABEL_TUNING, enabled: false };

function isSameRule({ labelTuning }: StoredCalibration, rule: LabelTuningPolicy): boolean {
  return (Object.keys(rule) as (keyof LabelTuningPolicy)[]).every((key) => labelTuning[key] === rule[key]);
}

function byMember<T>(of: (member: CommitteeMember) => T): Readonly<Record<CommitteeMember, T>> {
  return Object.fromEntries(COMMITTEE_MEMBERS.map((member) => [member, of(member)])) as Record<CommitteeMember, T>;
}

function fromRows(rows: readonly CalibrationRow[]): StoredCalibration {
  const [first] = rows as [CalibrationRow];
  const members = Object.fromEntries(
    rows.map(({ detector, threshold, source, member_starts, member_years }) => [
      detector,
      { threshold, source, startsPerAccountYear: member_starts, accountYears: member_years },
    ]),
  ) as StoredCalibration['members'];
  const tuningOf = new Map(rows.map(({ detector, tuning }) => [detector, tuning]));
  const season: SeasonalIndex = first.season.length === FLAT_SEASON.length ? first.season : FLAT_SEASON;
  return {
    calibratedOn: first.calibrated_on,
    budget: first.budget,
    season,
    tenantMedianIntervalDays: first.median_interval_days,
    thresholds: {
      ORDER_GAP: members.ORDER_GAP.threshold,
      FOUR_WEEK_LEVEL: members.FOUR_WEEK_LEVEL.threshold,
      THIRTEEN_WEEK_LEVEL: members.THIRTEEN_WEEK_LEVEL.threshold,
    },
    members,
    labelTuning: first.label_tuning ?? UNTUNED,
    tuning: byMember((member) => {
      const untuned = members[member].threshold;
      return tuningOf.get(member) ?? { ...NO_LABELS, budgetShare: 1, untuned, falseAlarmIds: [] };
    }),
    startsPerAccountYear: first.starts_per_account_year,
    accountYears: first.account_years,
  };
}
