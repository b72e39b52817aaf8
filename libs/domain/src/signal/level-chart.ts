import type { IsoDate } from '../calendar/date.js';
import { finite } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';
import { levelScores, type LevelRule } from './robust-level.js';
import { deseasonalise, type SeasonalIndex } from './seasonal-index.js';
import { movingSums, weekEnd, weekStart, weeksOfYear, type WeeklySeries } from './weekly-series.js';

/** One sum of a level detector as a chart shows it: all amounts in the season of the weeks they are about. */
export interface LevelChartPoint {
  /** First and last day of the weeks that were added up. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** What the ledger says was bought. */
  readonly sales: number;
  /** The same, each week freed from its own season and the sum put into that of all of them: what is judged. */
  readonly actual: number;
  /** What was usual; undefined while the history is too short. */
  readonly expected: number | undefined;
  /** An alarm is on exactly where `actual` lies below; below zero nothing can. */
  readonly lowerLimit: number | undefined;
  readonly score: number | undefined;
}

/**
 * Expected against actual with the limit, week by week, as the detector saw it then: expected − threshold × spread is the
 * limit. The last point is the one that `levelReading` explains. O(weeks · history · log history).
 *
 * @throws InvalidValueError as `levelScores` and `deseasonalise` do
 */
export function levelChart(
  series: WeeklySeries,
  season: SeasonalIndex,
  { rule, threshold }: { readonly rule: LevelRule; readonly threshold: number },
): readonly LevelChartPoint[] {
  finite(threshold);
  const flat = deseasonalise(series, season);
  const scores = levelScores(flat, rule);
  const sums = movingSums(flat, rule.weeks);
  const sales = movingSums(series.values, rule.weeks);
  return sums.map((sum, place) => {
    const from = weekStart(series, place);
    const factor = mean(weeksOfYear(from, rule.weeks).map((week) => season[week] as number)) as number;
    const level = scores[place + rule.weeks - 1];
    return {
      from,
      to: weekEnd(series, place + rule.weeks - 1),
      sales: sales[place] as number,
      actual: sum * factor,
      expected: level && level.expected * factor,
      lowerLimit: level && (level.expected - threshold * level.spread) * factor,
      score: level?.score,
    };
  });
}
