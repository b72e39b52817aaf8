import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { CommitteeSettings } from './committee.js';
import {
  COMMITTEE_MEMBERS,
  DEFAULT_ALARM_BUDGET,
  memberBudget,
  type CalibratedThreshold,
  type CommitteeMember,
} from './detector.js';
import { calibrateGapThreshold } from './gap-calibration.js';
import { gapScores } from './gap-scores.js';
import {
  labelledBudgetShare,
  NO_LABELS,
  type DetectorLabels,
  type LabelTuningPolicy,
  type ThresholdTuning,
} from './label-tuning.js';
import { alarmStarts, calibrateLevelThreshold } from './level-calibration.js';
import { summariseOrders, tenantMedianIntervalDays } from './order-history.js';
import { FOUR_WEEK_RULE, levelScores, THIRTEEN_WEEK_RULE, type LevelRule } from './robust-level.js';
import { deseasonalise, seasonalIndex, type SeasonalIndex } from './seasonal-index.js';
import { weekEnd, WEEKS_PER_YEAR, type WeeklySeries } from './weekly-series.js';

/** An account's past as the committee is calibrated on it. */
export interface CommitteeHistory {
  readonly orderDates: readonly IsoDate[];
  /** All series end with the same week. */
  readonly weekly: WeeklySeries;
}

export interface CommitteeCalibrationOptions {
  /** The last day of the history. */
  readonly asOf: IsoDate;
  /** Start of the calibration window; earlier weeks still show what is usual. Unless told, the whole history counts. */
  readonly from?: IsoDate;
  /** Alarm starts allowed per account-year over all members together; 0.5 unless told. */
  readonly budgetPerAccountYear?: number;
  /** Days between evaluations of the order gap: 1 for nightly, 7 where orders are known by week only. */
  readonly gapEvaluationEveryDays?: number;
  /** Weeks after an alarm in which its return is no new start; 0 unless told. */
  readonly refractoryWeeks?: number;
  /** What people said of the alerts for which each member spoke; nothing unless told. */
  readonly labels?: Readonly<Record<CommitteeMember, DetectorLabels>>;
  /** How false alarms hold a member back, see {@link labelledBudgetShare}. */
  readonly labelTuning?: LabelTuningPolicy;
  /** The season, where it is known from a larger group of accounts than these. */
  readonly season?: SeasonalIndex;
}

export interface CommitteeCalibration extends CommitteeSettings {
  readonly members: Readonly<Record<CommitteeMember, CalibratedThreshold>>;
  /** What labels have done to each member's threshold. */
  readonly tuning: Readonly<Record<CommitteeMember, ThresholdTuning>>;
  /** Alarm starts of the committee as one, week by week: no more than its members' together. */
  readonly startsPerAccountYear: number;
  readonly accountYears: number;
}

/** Scores of one account in the weeks that count, after a few weeks before them; undefined where there is none. */
type WeeklyScores = readonly (number | undefined)[];

/**
 * Thresholds with which the whole committee stays within one alarm budget on the tenant's own history: every member gets
 * an equal part, less what its false alarms have cost it, and an alarm of the committee can start only where one of a
 * member does. Recalibrate monthly.
 * O(orders · log orders + weeks · history · log history).
 *
 * @throws InvalidValueError `INVALID_DATE` where the series do not end with the same week
 */
export function calibrateCommittee(
  accounts: readonly CommitteeHistory[],
  options: CommitteeCalibrationOptions,
): CommitteeCalibration {
  const { asOf, from, refractoryWeeks = 0, gapEvaluationEveryDays: evaluationEveryDays = 1 } = options;
  const budgetPerAccountYear = memberBudget(
    options.budgetPerAccountYear ?? DEFAULT_ALARM_BUDGET,
    COMMITTEE_MEMBERS.length,
  );
  const dates = accounts.map(({ orderDates }) => orderDates);
  const season = options.season ?? seasonalIndex(accounts.map(({ weekly }) => weekly));
  const tenantMedian = tenantMedianIntervalDays(dates.flatMap((each) => summariseOrders(each) ?? []));
  // Weeks before the window tell whether what is on in its first week began there.
  const lookback = refractoryWeeks + 1;
  const scores = memberScores(accounts, { season, tenantMedian, span: weeksSince(accounts, from) + lookback });
  const window = from === undefined ? { asOf } : { asOf, from };
  const calibrated = (member: CommitteeMember, budgetShare: number): CalibratedThreshold => {
    const budget = budgetPerAccountYear * budgetShare;
    return member === 'ORDER_GAP'
      ? calibrateGapThreshold(dates, { ...window, budgetPerAccountYear: budget, evaluationEveryDays })
      : calibrateLevelThreshold(scores[member], { budgetPerAccountYear: budget, refractoryWeeks, fromWeek: lookback });
  };
  const { labels, labelTuning } = options;
  const shares = mapMembers((member) => labelledBudgetShare(labels?.[member] ?? NO_LABELS, labelTuning));
  const members = mapMembers((member) => calibrated(member, shares[member]));
  const tuning = mapMembers((member): ThresholdTuning => {
    const budgetShare = shares[member];
    const { threshold: untuned } = budgetShare === 1 ? members[member] : calibrated(member, 1);
    return { ...(labels?.[member] ?? NO_LABELS), budgetShare, untuned };
  });
  const thresholds = mapMembers((member) => members[member].threshold);
  const measured = committeeStarts(scores, thresholds, { lookback, refractoryWeeks });
  return { season, tenantMedianIntervalDays: tenantMedian, members, tuning, thresholds, ...measured };
}

function mapMembers<T>(of: (member: CommitteeMember) => T): Readonly<Record<CommitteeMember, T>> {
  return {
    ORDER_GAP: of('ORDER_GAP'),
    FOUR_WEEK_LEVEL: of('FOUR_WEEK_LEVEL'),
    THIRTEEN_WEEK_LEVEL: of('THIRTEEN_WEEK_LEVEL'),
  };
}

type MemberScores = Readonly<Record<CommitteeMember, readonly WeeklyScores[]>>;

/** The scores of every member for every account in the last `span` weeks. */
function memberScores(
  accounts: readonly CommitteeHistory[],
  {
    season,
    tenantMedian,
    span,
  }: { readonly season: SeasonalIndex; readonly tenantMedian: number | null; readonly span: number },
): MemberScores {
  const aligned = (scores: WeeklyScores): WeeklyScores => [
    ...new Array<undefined>(Math.max(0, span - scores.length)).fill(undefined),
    ...scores.slice(-span),
  ];
  const values = accounts.map(({ weekly }) => deseasonalise(weekly, season));
  const levels = (rule: LevelRule): readonly WeeklyScores[] =>
    values.map((each) => aligned(levelScores(each, rule).map((found) => found?.score)));
  return {
    ORDER_GAP: accounts.map(({ orderDates, weekly }) => {
      const ends = weekly.values.map((_, week) => weekEnd(weekly, week));
      return aligned(tenantMedian === null ? [] : gapScores(orderDates, ends, tenantMedian));
    }),
    FOUR_WEEK_LEVEL: levels(FOUR_WEEK_RULE),
    THIRTEEN_WEEK_LEVEL: levels(THIRTEEN_WEEK_RULE),
  };
}

/** Weeks from `from`, or from the first of all, to the last one. */
function weeksSince(accounts: readonly CommitteeHistory[], from: IsoDate | undefined): number {
  const ends = accounts.map(({ weekly }) => epochDay(weekly.firstWeek) + 7 * weekly.values.length);
  const end = ends[0] ?? 0;
  if (ends.some((each) => each !== end)) throw new InvalidValueError('INVALID_DATE', 'series with different ends');
  const longest = accounts.reduce((most, { weekly }) => Math.max(most, weekly.values.length), 0);
  return from === undefined ? longest : Math.min(longest, Math.max(0, Math.floor((end - epochDay(from)) / 7)));
}

/** Starts of weeks in which any member is above its threshold, per account-year in which any had something to say. */
function committeeStarts(
  scores: MemberScores,
  thresholds: Readonly<Record<CommitteeMember, number>>,
  { lookback, refractoryWeeks }: { readonly lookback: number; readonly refractoryWeeks: number },
): Pick<CommitteeCalibration, 'startsPerAccountYear' | 'accountYears'> {
  let [starts, weeks] = [0, 0];
  scores.ORDER_GAP.forEach((gaps, account) => {
    const weekly = gaps.map((_, week) => mapMembers((member) => scores[member][account]?.[week]));
    const alarms = weekly.map((week) =>
      COMMITTEE_MEMBERS.some((member) => (week[member] ?? -Infinity) > thresholds[member]),
    );
    starts += alarmStarts(alarms, refractoryWeeks).filter((week) => week >= lookback).length;
    weeks += weekly
      .slice(lookback)
      .filter((week) => COMMITTEE_MEMBERS.some((member) => week[member] !== undefined)).length;
  });
  const accountYears = weeks / WEEKS_PER_YEAR;
  return { startsPerAccountYear: weeks === 0 ? 0 : starts / accountYears, accountYears };
}
