import { SortedValues } from './sorted-values.js';

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
 * error. A season without comparison takes the level alone. One call costs O(n · reach + n²/seasons).
 */
export function seasonalBaseline(periods: readonly BaselinePeriod[], reach: BaselineReach): Baseline {
  const bySeason = comparableSeasons(periods, reach.season);
  return (sales) => {
    let factors: readonly number[] = sales.map(() => 1);
    let levels: readonly number[] = sales;
    for (let round = 0; round < ROUNDS; round++) {
      const plain = sales.map((value, at) => ((factors[at] as number) > 0 ? value / (factors[at] as number) : value));
      levels = levelsOf(periods, plain, reach.level);
      factors = seasonFactors(periods, bySeason, sales, levels);
    }
    return levels.map((level, at) => level * (factors[at] as number));
  };
}

/**
 * For each period the median of the undisturbed ones next to it, itself left out: as many on both sides together at the
 * ends of the series as in its middle, so that a whole year stands behind every level. All there are where none is near.
 */
function levelsOf(periods: readonly BaselinePeriod[], plain: readonly number[], reach: number): readonly number[] {
  const near = new SortedValues();
  let everywhere: SortedValues | undefined;
  let [first, next] = [0, 0];
  return periods.map(({ undisturbed }, at) => {
    const from = Math.max(0, Math.min(at - reach, periods.length - 2 * reach - 1));
    const to = Math.min(periods.length - 1, from + 2 * reach);
    for (; next <= to; next++) if (periods[next]?.undisturbed) near.add(plain[next] as number);
    for (; first < from; first++) if (periods[first]?.undisturbed) near.remove(plain[first] as number);
    const own = undisturbed ? plain[at] : undefined;
    return near.median(own) ?? ((everywhere ??= allUndisturbed(periods, plain)).median(own) as number);
  });
}

function allUndisturbed(periods: readonly BaselinePeriod[], plain: readonly number[]): SortedValues {
  const values = new SortedValues();
  periods.forEach(({ undisturbed }, at) => undisturbed && values.add(plain[at] as number));
  return values;
}

/** For each period the median ratio to their level of the comparable ones, itself left out. */
function seasonFactors(
  periods: readonly BaselinePeriod[],
  bySeason: ReadonlyMap<number, readonly number[]>,
  sales: readonly number[],
  levels: readonly number[],
): readonly number[] {
  const ratios = sales.map((value, at) => ((levels[at] as number) > 0 ? value / (levels[at] as number) : undefined));
  const known = new Map<number, SortedValues>();
  for (const [season, places] of bySeason) {
    const values = new SortedValues();
    for (const place of places) if (ratios[place] !== undefined) values.add(ratios[place]);
    known.set(season, values);
  }
  return periods.map(
    ({ season, undisturbed }, at) => known.get(season)?.median(undisturbed ? ratios[at] : undefined) ?? 1,
  );
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
