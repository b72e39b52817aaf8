import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { randomIndex, type Random } from '../random/random.js';
import { quantile, sum } from '../statistics/descriptive.js';
import type { Interval } from '../statistics/interval.js';
import { comparableSeasons, seasonalBaseline, type BaselineReach } from './seasonal-baseline.js';

/**
 * `PROMOTION`: it ran. `AFTER`: the window after it, in which stocked-up customers buy less. `OTHER`: another promotion
 * disturbed the period, so that it says nothing about this one: neither counted nor compared with.
 */
export const PROMOTION_PHASES = ['NONE', 'PROMOTION', 'AFTER', 'OTHER'] as const;
export type PromotionPhase = (typeof PROMOTION_PHASES)[number];

/** One period (a week, a month) of a gapless series, oldest first. */
export interface PromotionPeriod {
  /** Which period of the year it is: week 1…53 or month 1…12. */
  readonly season: number;
  readonly phase: PromotionPhase;
  readonly sales: number;
}

export interface PromotionUplift {
  /** Baseline over the promotion: what would have been sold without it. */
  readonly expected: number;
  /** Actual − baseline over the promotion. */
  readonly grossUplift: number;
  /** Baseline − actual over the window after it, at least 0. */
  readonly dip: number;
  /** grossUplift − dip. */
  readonly netUplift: number;
  /** Of the net uplift, by residual bootstrap. */
  readonly interval: Interval;
  readonly confidence: number;
  /** Baseline of every period of the series. */
  readonly baseline: readonly number[];
  /** Seasons of the promotion without a period to compare with: their baseline is the level alone. */
  readonly seasonsWithoutComparison: readonly number[];
}

export interface PromotionUpliftOptions {
  readonly random: Random;
  /** 0.9 unless told. */
  readonly confidence?: number;
  readonly draws?: number;
  /** Periods on either side that set the level; half a year (26 weeks or 6 months) unless told. */
  readonly levelReach?: number;
  /** Neighbouring seasons that are pooled; 2 weeks or no month unless told. */
  readonly seasonReach?: number;
}

/**
 * Promotion uplift = actual − baseline, the dip after it subtracted. The baseline is made of medians of undisturbed
 * periods, so that single wild periods do not move it. Interval: forecast errors of the undisturbed periods are
 * drawn anew and the baseline learnt again (residual bootstrap, Efron & Tibshirani 1993). Undefined without a promotion
 * period, with fewer than two undisturbed ones or where figures are too large to add. O(draws · cost of the baseline).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for sales that are no number or a confidence outside (0, 1),
 *   `INVALID_LENGTH` for draws or reaches below 1 (0 for seasons)
 */
export function promotionUplift(
  periods: readonly PromotionPeriod[],
  options: PromotionUpliftOptions,
): PromotionUplift | undefined {
  const { random, confidence = 0.9, draws = 400 } = options;
  if (!(confidence > 0 && confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', confidence);
  if (!Number.isInteger(draws) || draws < 1) throw new InvalidValueError('INVALID_LENGTH', draws);
  const reach = reachOf(periods, options);
  const series = periods.map(({ season, phase }) => ({ season: finite(season), undisturbed: phase === 'NONE' }));
  const sales = periods.map((period) => finite(period.sales));
  const clean = series.filter(({ undisturbed }) => undisturbed).length;
  if (!periods.some(({ phase }) => phase === 'PROMOTION') || clean < 2) return undefined;
  const learn = seasonalBaseline(series, reach);
  const baseline = learn(sales);
  const residuals = series.flatMap(({ undisturbed }, at) =>
    undisturbed ? [(sales[at] as number) - (baseline[at] as number)] : [],
  );
  const counted = periods.flatMap(({ phase }, at) => (phase === 'PROMOTION' || phase === 'AFTER' ? [at] : []));
  const errors = Array.from({ length: draws }, () => {
    const drawn = baseline.map((value) => value + (residuals[randomIndex(random, residuals.length)] as number));
    const learnt = learn(drawn);
    return sum(counted.map((at) => (drawn[at] as number) - (learnt[at] as number)));
  });
  const above = (phase: PromotionPhase): number =>
    sum(periods.map((period, at) => (period.phase === phase ? period.sales - (baseline[at] as number) : 0)));
  const expected = sum(baseline.filter((_, at) => periods[at]?.phase === 'PROMOTION'));
  const grossUplift = above('PROMOTION');
  // A good window after a promotion is not credited to it.
  const dip = Math.max(0, -above('AFTER'));
  const netUplift = grossUplift - dip;
  const bound = (probability: number): number => netUplift - (quantile(errors, probability) as number);
  const interval = {
    lower: Math.min(netUplift, bound((1 + confidence) / 2)),
    upper: Math.max(netUplift, bound((1 - confidence) / 2)),
  };
  if (![...baseline, expected, grossUplift, dip, netUplift, interval.lower, interval.upper].every(Number.isFinite))
    return undefined;
  const seasonsWithoutComparison = seasonsMissing(periods, reach.season);
  return { expected, grossUplift, dip, netUplift, interval, confidence, baseline, seasonsWithoutComparison };
}

function reachOf(
  periods: readonly PromotionPeriod[],
  { levelReach, seasonReach }: PromotionUpliftOptions,
): BaselineReach {
  const weekly = periods.some(({ season }) => season > 12);
  const reach = { level: levelReach ?? (weekly ? 26 : 6), season: seasonReach ?? (weekly ? 2 : 0) };
  for (const [length, least] of [[reach.level, 1] as const, [reach.season, 0] as const])
    if (!Number.isInteger(length) || length < least) throw new InvalidValueError('INVALID_LENGTH', length);
  return reach;
}

function seasonsMissing(periods: readonly PromotionPeriod[], reach: number): readonly number[] {
  const undisturbed = periods.map(({ season, phase }) => ({ season, undisturbed: phase === 'NONE' }));
  const comparable = comparableSeasons(undisturbed, reach);
  const promoted = new Set(periods.filter(({ phase }) => phase === 'PROMOTION').map(({ season }) => season));
  return [...promoted].filter((season) => comparable.get(season)?.length === 0).sort((a, b) => a - b);
}
