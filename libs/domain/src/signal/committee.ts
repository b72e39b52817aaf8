import type { IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { COMMITTEE_MEMBERS, type CommitteeMember } from './detector.js';
import { gapRatio, orderGap, type OrderGapReading } from './order-gap.js';
import type { OrderHistory } from './order-history.js';
import {
  explainLevel,
  FOUR_WEEK_RULE,
  lastLevelScore,
  lastWeeks,
  THIRTEEN_WEEK_RULE,
  type LevelReading,
  type LevelRule,
  type LevelScore,
} from './robust-level.js';
import { deseasonalise, type SeasonalIndex } from './seasonal-index.js';
import type { WeeklySeries } from './weekly-series.js';

export type CommitteeReading = OrderGapReading | LevelReading;

/** What the committee says of one account: one signal, however many members speak. */
export interface CommitteeSignal {
  /** Whether any member is above its threshold. */
  readonly alarm: boolean;
  /** Highest score ÷ threshold of all members, so that members on different scales compare; an alarm above 1. */
  readonly score: number;
  /** The member with that ratio: the one to explain first. */
  readonly leading: CommitteeMember;
  /** Members above their threshold, the clearest first. */
  readonly firing: readonly CommitteeMember[];
  /** Members that had enough history to say anything, in the order of the committee. */
  readonly readings: readonly CommitteeReading[];
}

/** What the committee needs to know of a tenant: see `calibrateCommittee`. */
export interface CommitteeSettings {
  readonly season: SeasonalIndex;
  readonly tenantMedianIntervalDays: number | null;
  readonly thresholds: Readonly<Record<CommitteeMember, number>>;
}

/** An account as the committee sees it. */
export interface CommitteeAccount {
  readonly history: OrderHistory;
  /** The complete weeks up to the day that is judged. */
  readonly weekly: WeeklySeries;
}

const LEVEL_RULES: readonly LevelRule[] = [FOUR_WEEK_RULE, THIRTEEN_WEEK_RULE];
const WEEKS_NEEDED = Math.max(...LEVEL_RULES.map(({ weeks, history }) => weeks + history));

/**
 * All members on one account: the order gap on the day itself, both levels on the last complete week. Null while none of
 * them has enough history. O(weeks).
 */
export function committeeSignal(
  account: CommitteeAccount,
  settings: CommitteeSettings,
  asOf: IsoDate,
): CommitteeSignal | null {
  return explained(account, settings, asOf, levelsOf(account, settings));
}

/**
 * {@link committeeSignal} where any member raises an alarm, and null of a calm account, which most are: what a calm one
 * would have to say is not put into words. O(weeks).
 */
export function committeeAlarm(
  account: CommitteeAccount,
  settings: CommitteeSettings,
  asOf: IsoDate,
): CommitteeSignal | null {
  const { tenantMedianIntervalDays, thresholds } = settings;
  const levels = levelsOf(account, settings);
  const gap = gapRatio({ history: account.history, tenantMedianIntervalDays, asOf });
  const loud =
    (gap !== null && gap.score > thresholds.ORDER_GAP) ||
    levels.some(({ rule, found }) => found !== undefined && found.score > thresholds[rule.detector]);
  return loud ? explained(account, settings, asOf, levels) : null;
}

interface Level {
  readonly rule: LevelRule;
  readonly found: LevelScore | undefined;
}

function levelsOf({ weekly }: CommitteeAccount, { season }: CommitteeSettings): readonly Level[] {
  const flat = deseasonalise(lastWeeks(weekly, WEEKS_NEEDED), season);
  return LEVEL_RULES.map((rule) => ({ rule, found: lastLevelScore(flat, rule) }));
}

function explained(
  { history, weekly }: CommitteeAccount,
  { season, tenantMedianIntervalDays, thresholds }: CommitteeSettings,
  asOf: IsoDate,
  levels: readonly Level[],
): CommitteeSignal | null {
  const gap = orderGap({ history, tenantMedianIntervalDays, asOf, threshold: thresholds.ORDER_GAP });
  const readings = levels.map(({ rule, found }) =>
    explainLevel(weekly, season, found, { rule, threshold: thresholds[rule.detector] }),
  );
  return combineReadings([gap, ...readings].filter((reading) => reading !== null && reading !== undefined));
}

/**
 * One signal of the members' readings, whatever their order; null of none. The combined score is the highest ratio of a
 * score to its threshold: what one member sees clearly is not averaged away by those that cannot see it. O(members).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a threshold that is not above zero
 */
export function combineReadings(readings: readonly CommitteeReading[]): CommitteeSignal | null {
  const rated = COMMITTEE_MEMBERS.flatMap((member) => readings.filter(({ detector }) => detector === member)).map(
    (reading) => ({ reading, ratio: ratioOf(reading) }),
  );
  const ranked = rated.toSorted((a, b) => b.ratio - a.ratio);
  const [leading] = ranked;
  if (leading === undefined) return null;
  return {
    alarm: rated.some(({ reading }) => reading.alarm),
    score: leading.ratio,
    leading: leading.reading.detector,
    firing: ranked.flatMap(({ reading }) => (reading.alarm ? [reading.detector] : [])),
    readings: rated.map(({ reading }) => reading),
  };
}

function ratioOf({ score, threshold }: CommitteeReading): number {
  const ratio = score / threshold;
  if (!(threshold > 0 && Number.isFinite(ratio))) throw new InvalidValueError('INVALID_NUMBER', threshold);
  return ratio;
}
