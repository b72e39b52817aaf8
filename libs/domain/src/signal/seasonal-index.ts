import { epochDay } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';
import { WEEKS_PER_YEAR, weeksOfYear, type WeeklySeries } from './weekly-series.js';

/** A factor for each week of the year, with mean 1: above 1 the tenant's customers buy more than usual. */
export type SeasonalIndex = readonly number[];

/** No season: what a tenant starts with, until it has a history of two years. */
export const FLAT_SEASON: SeasonalIndex = new Array<number>(WEEKS_PER_YEAR).fill(1);

/** Bounds of a factor, so that a week in which nearly nobody buys does not blow up what one account bought. */
export const SEASONAL_FACTOR_RANGE = { lowest: 0.2, highest: 5 } as const;

/**
 * Multiplicative index of the week of the year, pooled over the accounts of a tenant or segment: sales of all, week by
 * week, ÷ their own centred mean over 52 weeks, averaged over the years (ratio to moving average, Macaulay 1931), smoothed
 * over three weeks because holidays move, and scaled to mean 1. The flat season where there are fewer than two years.
 * O(accounts · weeks).
 *
 * @param accounts weekly sales; weeks must begin on the same weekday
 * @throws InvalidValueError `INVALID_DATE` where they do not
 */
export function seasonalIndex(accounts: readonly WeeklySeries[]): SeasonalIndex {
  const pooled = pool(accounts);
  if (pooled === null || pooled.values.length < 2 * WEEKS_PER_YEAR) return FLAT_SEASON;
  const ratios: number[][] = FLAT_SEASON.map(() => []);
  const weeks = weeksOfYear(pooled.firstWeek, pooled.values.length);
  centredMeans(pooled.values).forEach((level, i) => {
    const week = i + WEEKS_PER_YEAR / 2;
    const ratio = (pooled.values[week] as number) / level;
    if (level > 0 && Number.isFinite(ratio)) ratios[weeks[week] as number]?.push(Math.max(0, ratio));
  });
  return scaled(smoothed(ratios.map((years) => mean(years) ?? 1)));
}

/**
 * Weekly sales ÷ the factor of their week. O(weeks).
 *
 * @throws InvalidValueError `INVALID_LENGTH` unless there are 52 factors, `INVALID_NUMBER` for a factor that is not above
 *   zero and for sales that are no numbers
 */
export function deseasonalise(series: WeeklySeries, season: SeasonalIndex): readonly number[] {
  checkedSeason(season);
  const weeks = weeksOfYear(series.firstWeek, series.values.length);
  return series.values.map((value, week) => finite(value / (season[weeks[week] as number] as number)));
}

function pool(accounts: readonly WeeklySeries[]): WeeklySeries | null {
  const starts = accounts.map(({ firstWeek }) => epochDay(firstWeek));
  const first = starts.reduce((least, start) => Math.min(least, start), Infinity);
  const earliest = accounts[starts.indexOf(first)];
  if (earliest === undefined) return null;
  const totals: number[] = [];
  accounts.forEach(({ firstWeek, values }, account) => {
    const offset = ((starts[account] as number) - first) / 7;
    if (!Number.isInteger(offset)) throw new InvalidValueError('INVALID_DATE', firstWeek);
    values.forEach((value, week) => {
      totals[offset + week] = (totals[offset + week] ?? 0) + finite(value);
    });
  });
  return { firstWeek: earliest.firstWeek, values: Array.from(totals, (total) => total ?? 0) };
}

/** Means over 53 weeks, the first and the last of them half, so that each is centred on a week. */
function centredMeans(values: readonly number[]): readonly number[] {
  const half = WEEKS_PER_YEAR / 2;
  return values.slice(half, values.length - half).map((_, i) => {
    const window = values.slice(i, i + WEEKS_PER_YEAR + 1);
    const ends = ((window[0] as number) + (window[WEEKS_PER_YEAR] as number)) / 2;
    return (window.slice(1, WEEKS_PER_YEAR).reduce((total, value) => total + value, 0) + ends) / WEEKS_PER_YEAR;
  });
}

/** Means of each week and its two neighbours, around the turn of the year too. */
function smoothed(factors: readonly number[]): readonly number[] {
  return factors.map((factor, week) => {
    const before = factors.at(week - 1) as number;
    const after = factors[(week + 1) % factors.length] as number;
    return (before + factor + after) / 3;
  });
}

function scaled(factors: readonly number[]): SeasonalIndex {
  const average = mean(factors) as number;
  if (!(average > 0)) return FLAT_SEASON;
  const { lowest, highest } = SEASONAL_FACTOR_RANGE;
  return factors.map((factor) => Math.min(highest, Math.max(lowest, factor / average)));
}

function checkedSeason(season: SeasonalIndex): void {
  if (season.length !== WEEKS_PER_YEAR) throw new InvalidValueError('INVALID_LENGTH', season.length);
  for (const factor of season) if (!(finite(factor) > 0)) throw new InvalidValueError('INVALID_NUMBER', factor);
}
