import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { allSteps, type Steps } from '../optimize/index.js';
import type { CommitteeSettings } from './committee.js';
import {
  COMMITTEE_MEMBERS,
  DEFAULT_ALARM_BUDGET,
  memberBudget,
  type CalibratedThreshold,
  type CommitteeMember,
} from './detector.js';
import { calibrateGapOnDays } from './gap-calibration.js';
import { gapScoresOnDays } from './gap-scores.js';
import {
  labelledBudgetShare,
  NO_LABELS,
  type DetectorLabels,
  type LabelTuningPolicy,
  type ThresholdTuning,
} from './label-tuning.js';
import { alarmStarts, calibrateLevelThreshold } from './level-calibration.js';
import { medianIntervalOf, orderDaysOf } from './order-history.js';
import { FOUR_WEEK_RULE, levelScores, THIRTEEN_WEEK_RULE, type LevelDetector } from './robust-level.js';
import { deseasonalise, seasonalIndex, type SeasonalIndex } from './seasonal-index.js';
import { WEEKS_PER_YEAR, type WeeklySeries } from './weekly-series.js';

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
 * O(orders · log orders + weeks · history).
 *
 * @throws InvalidValueError `INVALID_DATE` where the series do not end with the same week
 */
export function calibrateCommittee(
  accounts: readonly CommitteeHistory[],
  options: CommitteeCalibrationOptions,
): CommitteeCalibration {
  return allSteps(calibrateCommitteeInSteps(accounts, options));
}

/**
 * {@link calibrateCommittee} in steps of some milliseconds, so that whoever has others to serve can do so in between.
 *
 * @throws InvalidValueError as {@link calibrateCommittee}
 */
export function* calibrateCommitteeInSteps(
  accounts: readonly CommitteeHistory[],
  options: CommitteeCalibrationOptions,
): Steps<CommitteeCalibration> {
  const { asOf, from, refractoryWeeks = 0, gapEvaluationEveryDays: evaluationEveryDays = 1 } = options;
  const budgetPerAccountYear = memberBudget(
    options.budgetPerAccountYear ?? DEFAULT_ALARM_BUDGET,
    COMMITTEE_MEMBERS.length,
  );
  const days: (readonly number[])[] = [];
  for (const { orderDates } of accounts) {
    days.push(orderDaysOf(orderDates));
    yield;
  }
  const season = options.season ?? seasonalIndex(accounts.map(({ weekly }) => weekly));
  yield;
  const tenantMedian = medianIntervalOf(days);
  // Weeks before the window tell whether what is on in its first week began there.
  const lookback = refractoryWeeks + 1;
  const span = weeksSince(accounts, from) + lookback;
  const scores = yield* memberScores(accounts, days, { season, tenantMedian, span });
  const window = from === undefined ? { asOf } : { asOf, from };
  const calibrated = (member: CommitteeMember, budgetShare: number): CalibratedThreshold => {
    const budget = budgetPerAccountYear * budgetShare;
    return member === 'ORDER_GAP'
      ? calibrateGapOnDays(days, { ...window, budgetPerAccountYear: budget, evaluationEveryDays })
      : calibrateLevelThreshold(scores[member], { budgetPerAccountYear: budget, refractoryWeeks, fromWeek: lookback });
  };
  const { labels, labelTuning } = options;
  const shareOf = (member: CommitteeMember): number => labelledBudgetShare(labels?.[member] ?? NO_LABELS, labelTuning);
  const members = yield* mapMembers((member) => calibrated(member, shareOf(member)));
  const tuning = yield* mapMembers((member): ThresholdTuning => {
    const budgetShare = shareOf(member);
    const { threshold: untuned } = budgetShare === 1 ? members[member] : calibrated(member, 1);
    return { ...(labels?.[member] ?? NO_LABELS), budgetShare, untuned };
  });
  const thresholds = yield* mapMembers((member) => members[member].threshold);
  const measured = committeeStarts(scores, thresholds, { lookback, refractoryWeeks });
  return { season, tenantMedianIntervalDays: tenantMedian, members, tuning, thresholds, ...measured };
}

function* mapMembers<T>(of: (member: CommitteeMember) => T): Steps<Readonly<Record<CommitteeMember, T>>> {
  const found = new Map<CommitteeMember, T>();
  for (const member of COMMITTEE_MEMBERS) {
    found.set(member, of(member));
    yield;
  }
  return Object.fromEntries(found) as Readonly<Record<CommitteeMember, T>>;
}

type MemberScores = Readonly<Record<CommitteeMember, readonly WeeklyScores[]>>;

/** The scores of every member for every account in the last `span` weeks, account by account. */
function* memberScores(
  accounts: readonly CommitteeHistory[],
  days: readonly (readonly number[])[],
  {
    season,
    tenantMedian,
    span,
  }: { readonly season: SeasonalIndex; readonly tenantMedian: number | null; readonly span: number },
): Steps<MemberScores> {
  const aligned = (scores: WeeklyScores): WeeklyScores => [
    ...new Array<undefined>(Math.max(0, span - scores.length)).fill(undefined),
    ...scores.slice(-span),
  ];
  const scores: Record<CommitteeMember, WeeklyScores[]> = {
    ORDER_GAP: [],
    FOUR_WEEK_LEVEL: [],
    THIRTEEN_WEEK_LEVEL: [],
  };
  for (const [account, { weekly }] of accounts.entries()) {
    const first = epochDay(weekly.firstWeek);
    const ends = weekly.values.map((_, week) => first + 7 * week + 6);
    const orders = days[account] as readonly number[];
    scores.ORDER_GAP.push(aligned(tenantMedian === null ? [] : gapScoresOnDays(orders, ends, tenantMedian)));
    const values = deseasonalise(weekly, season);
    for (const rule of [FOUR_WEEK_RULE, THIRTEEN_WEEK_RULE]) {
      const member: LevelDetector = rule.detector;
      scores[member].push(aligned(levelScores(values, rule).map((found) => found?.score)));
    }
    yield;
  }
  return scores;
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
    const weekly = COMMITTEE_MEMBERS.map((member) => ({
      scores: scores[member][account] as WeeklyScores,
      threshold: thresholds[member],
    }));
    const alarms = gaps.map((_, week) =>
      weekly.some(({ scores: each, threshold }) => (each[week] ?? -Infinity) > threshold),
    );
    starts += alarmStarts(alarms, refractoryWeeks).filter((week) => week >= lookback).length;
    for (let week = lookback; week < gaps.length; week++) {
      if (weekly.some(({ scores: each }) => each[week] !== undefined)) weeks += 1;
    }
  });
  const accountYears = weeks / WEEKS_PER_YEAR;
  return { startsPerAccountYear: weeks === 0 ? 0 : starts / accountYears, accountYears };
}
