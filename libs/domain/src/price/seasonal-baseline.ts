import { median } from '../statistics/descriptive.js';

/** What a baseline needs to know of a period beside its sales. */
export interface BaselinePeriod {
  /** Which period of the year it is: week 1…53 or month 1…12. */
  readonly season: number;
  /** Undisturbed periods are what others are compared with. */
  readonly undisturbed: boolean;
}

export interface BaselineReach {
  /** Periods on either side that set the level. */
  readonly level: number;
  /** Neighbouring seasons on either side that are pooled. */
  readonly season: number;
}

/** Sales of every period → what each would have sold by itself. */
export type Baseline = (sales: readonly number[]) => readonly number[];

/** The second round takes the level from sales without their season, so that a disturbed high season does not lower it. */
const ROUNDS = 2;

/**
 * Prepares a baseline: the median of the undisturbed periods around a period, times the median ratio to their level of
 * undisturbed periods in the same season. No period speaks for itself, so what is left over is an honest forecast
 * error. A season without comparison takes the level alone. One call costs O(n · reach · log reach + n²/seasons).
 */
export function seasonalBaseline(periods: readonly BaselinePeriod[], reach: BaselineReach): Baseline {
  const around = periods.map((_, at) => placesAround(periods, at, reach.level));
  const bySeason = comparableSeasons(periods, reach.season);
  const alike = periods.map(({ season }, at) => (bySeason.get(season) ?? []).filter((other) => other !== at));
  return (sales) => {
    let factors: readonly number[] = sales.map(() => 1);
    let levels: readonly number[] = sales;
    for (let round = 0; round < ROUNDS; round++) {
      const plain = sales.map((value, at) => ((factors[at] as number) > 0 ? value / (factors[at] as number) : value));
      levels = around.map((places) => median(places.map((place) => plain[place] as number)) as number);
      factors = alike.map((places) => seasonFactor(places, sales, levels));
    }
    return levels.map((level, at) => level * (factors[at] as number));
  };
}

function seasonFactor(places: readonly number[], sales: readonly number[], levels: readonly number[]): number {
  const ratios = places.flatMap((place) => {
    const level = levels[place] as number;
    return level > 0 ? [(sales[place] as number) / level] : [];
  });
  return median(ratios) ?? 1;
}

/**
 * Undisturbed periods next to one, itself left out: as many on both sides together at the ends of the series as in
 * its middle, so that a whole year stands behind every level. All there are where none is near.
 */
function placesAround(periods: readonly BaselinePeriod[], at: number, reach: number): readonly number[] {
  const from = Math.max(0, Math.min(at - reach, periods.length - 2 * reach - 1));
  const undisturbed = periods.flatMap((period, place) => (period.undisturbed && place !== at ? [place] : []));
  const near = undisturbed.filter((place) => place >= from && place <= from + 2 * reach);
  return near.length > 0 ? near : undisturbed;
}

/** Season → places of the undisturbed periods of that season and its neighbours, round the turn of the year. */
export function comparableSeasons(
  periods: readonly BaselinePeriod[],
  reach: number,
): ReadonlyMap<number, readonly number[]> {
  const seasons = [...new Set(periods.map(({ season }) => season))];
  const perYear = seasons.some((season) => season > 12) ? 52 : 12;
  const close = (a: number, b: number): boolean => {
    const apart = Math.abs(a - b);
    return Math.min(apart, Math.abs(perYear - apart)) <= reach;
  };
  return new Map(
    seasons.map((season) => [
      season,
      periods.flatMap((period, at) => (period.undisturbed && close(period.season, season) ? [at] : [])),
    ]),
  );
}
