import type { IsoDate } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, sumOfRange } from '../statistics/descriptive.js';
import { SortedWindow } from '../statistics/sorted-window.js';
import type { CommitteeMember, DetectorReading } from './detector.js';
import { deseasonalise, type SeasonalIndex } from './seasonal-index.js';
import { movingSums, weekEnd, weekStart, weeksOfYear, type WeeklySeries } from './weekly-series.js';

/** Codes of the detectors that compare a rolling sum with the account's own usual level. */
export type LevelDetector = Exclude<CommitteeMember, 'ORDER_GAP'>;

/** Which weeks are added up, and with how many earlier sums they are compared. */
export interface LevelWindow {
  /** Weeks in the sum that is judged. */
  readonly weeks: number;
  /** Earlier sums, one a week, that show what is usual. */
  readonly history: number;
  /** With fewer earlier sums than this the detector says nothing. */
  readonly minimumHistory: number;
}

export interface LevelRule extends LevelWindow {
  readonly detector: LevelDetector;
}

/** A sharp drop: the last 4 weeks against the sums of the year before. */
export const FOUR_WEEK_RULE: LevelRule = { detector: 'FOUR_WEEK_LEVEL', weeks: 4, history: 52, minimumHistory: 26 };

/** A slow fade: the last quarter against the sums of a year and a half before. */
export const THIRTEEN_WEEK_RULE: LevelRule = {
  detector: 'THIRTEEN_WEEK_LEVEL',
  weeks: 13,
  history: 78,
  minimumHistory: 39,
};

/** Part of the mean that the spread never falls below, so that a very regular account is not judged by the cent. */
export const SPREAD_FLOOR = 0.05;

/** What makes a median absolute deviation a standard deviation under normal noise. */
export const MAD_TO_SIGMA = 1.4826;

/** How far a rolling sum is below what the account usually buys. */
export interface LevelScore {
  /** z = (expected − actual) ÷ spread, in robust standard deviations; above 0 when less is bought than usual. */
  readonly score: number;
  readonly actual: number;
  /** Median of the earlier sums. */
  readonly expected: number;
  readonly spread: number;
  /** Earlier sums that were there. */
  readonly history: number;
}

/** Why a level detector says what it says: expected against actual, without season. */
export interface LevelExplanation extends Omit<LevelScore, 'score'> {
  /** First and last day of the weeks that are judged. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** 1 − actual ÷ expected: the part that is missing; negative when more is bought. Null where nothing was expected. */
  readonly missing: number | null;
  /** Mean seasonal factor of the judged weeks: expected × factor is what one would have looked for in the ledger. */
  readonly seasonalFactor: number;
}

export type LevelReading = DetectorReading<LevelDetector, LevelExplanation>;

/**
 * The score of one rolling sum against earlier ones, z = (median − actual) ÷ (1.4826·MAD + 0.05·mean): a level that one
 * wild order or one missed week in the history does not move. Undefined without spread, as where nothing was bought.
 * O(n log n).
 *
 * @param earlier sums of the same length, all before `actual`, in any order
 * @throws InvalidValueError `INVALID_NUMBER` for values that are no numbers
 */
export function levelScore(actual: number, earlier: readonly number[]): LevelScore | undefined {
  finite(actual);
  return scoreAgainst(actual, SortedWindow.of(earlier.map(finite)), { sums: earlier, from: 0, to: earlier.length });
}

/** @param usual the sums from one place to before another, which are numbers, in order */
function scoreAgainst(
  actual: number,
  usual: SortedWindow,
  { sums, from, to }: { readonly sums: readonly number[]; readonly from: number; readonly to: number },
): LevelScore | undefined {
  const [expected, deviation, least, most] = [usual.median(), usual.medianAbsoluteDeviation(), usual.least, usual.most];
  if (expected === undefined || deviation === undefined || least === undefined || most === undefined) return undefined;
  const centre = sumOfRange(sums, from, to) / (to - from);
  if (!Number.isFinite(centre)) return undefined;
  // As `mean` has it: rounding must not carry it beyond its values.
  const average = Math.min(most, Math.max(least, centre));
  const spread = MAD_TO_SIGMA * deviation + SPREAD_FLOOR * average;
  const score = (expected - actual) / spread;
  if (!(spread > 0) || !Number.isFinite(score)) return undefined;
  return { score, actual, expected, spread, history: to - from };
}

/**
 * The score of every week of deseasonalised sales, in order; undefined while the history is too short. Each is made of
 * what was known in that week. O(weeks · history).
 */
export function levelScores(values: readonly number[], rule: LevelWindow): readonly (LevelScore | undefined)[] {
  const sums = movingSums(values, checkedRule(rule).weeks);
  const usual = SortedWindow.empty(rule.history);
  return values.map((_, week) => {
    const place = week + 1 - rule.weeks;
    const actual = sums[place];
    if (actual === undefined) return undefined;
    const from = Math.max(0, place - rule.history);
    const found = place < rule.minimumHistory ? undefined : scoreAgainst(actual, usual, { sums, from, to: place });
    if (place >= rule.history) usual.remove(sums[from] as number);
    usual.add(actual);
    return found;
  });
}

/**
 * The score of the last of these weeks of deseasonalised sales, as {@link levelScores} has it. O(weeks + history · log
 * history).
 */
export function lastLevelScore(values: readonly number[], rule: LevelWindow): LevelScore | undefined {
  const needed = checkedRule(rule).weeks + rule.history;
  const sums = movingSums(values.length > needed ? values.slice(-needed) : values, rule.weeks);
  const [place, actual] = [sums.length - 1, sums.at(-1)];
  if (actual === undefined || place < rule.minimumHistory) return undefined;
  return scoreAgainst(actual, SortedWindow.of(sums.slice(0, place)), { sums, from: 0, to: place });
}

/**
 * What a level detector says of the last week of an account's series. Undefined while its history is too short or
 * nothing was bought. O(weeks + history · log history).
 *
 * @param season see `seasonalIndex`
 * @param threshold see `calibrateLevelThreshold`
 */
export function levelReading(
  series: WeeklySeries,
  season: SeasonalIndex,
  { rule, threshold }: { readonly rule: LevelRule; readonly threshold: number },
): LevelReading | undefined {
  const { weeks, history } = checkedRule(rule);
  const found = lastLevelScore(deseasonalise(lastWeeks(series, weeks + history), season), rule);
  return explainLevel(series, season, found, { rule, threshold });
}

/** The end of a series: so many weeks of it, or all there are. O(weeks). */
export function lastWeeks({ firstWeek, values }: WeeklySeries, weeks: number): WeeklySeries {
  const first = Math.max(0, values.length - weeks);
  return first === 0
    ? { firstWeek, values }
    : { firstWeek: weekStart({ firstWeek }, first), values: values.slice(first) };
}

/** A score of the last week of a series as {@link levelReading} explains it; undefined of none. O(1). */
export function explainLevel(
  series: WeeklySeries,
  season: SeasonalIndex,
  found: LevelScore | undefined,
  { rule, threshold }: { readonly rule: LevelRule; readonly threshold: number },
): LevelReading | undefined {
  finite(threshold);
  if (found === undefined) return undefined;
  const last = series.values.length - 1;
  const { score, ...figures } = found;
  const from = weekStart(series, last + 1 - rule.weeks);
  return {
    detector: rule.detector,
    score,
    threshold,
    alarm: score > threshold,
    explanation: {
      ...figures,
      from,
      to: weekEnd(series, last),
      missing: missingPart(figures),
      seasonalFactor: mean(weeksOfYear(from, rule.weeks).map((week) => season[week] as number)) as number,
    },
  };
}

function missingPart({ actual, expected }: Pick<LevelScore, 'actual' | 'expected'>): number | null {
  const missing = 1 - actual / expected;
  return expected > 0 && Number.isFinite(missing) ? missing : null;
}

function checkedRule(rule: LevelWindow): LevelWindow {
  for (const length of [rule.weeks, rule.history, rule.minimumHistory]) {
    if (!Number.isInteger(length) || length < 1) throw new InvalidValueError('INVALID_LENGTH', length);
  }
  return rule;
}
