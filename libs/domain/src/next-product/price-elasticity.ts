import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, sum } from '../statistics/descriptive.js';
import type { Interval } from '../statistics/interval.js';
import { normalQuantile } from '../statistics/normal.js';

/** What was sold at a price. Both in the same unit and currency over all points. */
export interface PriceVolumePoint {
  readonly price: number;
  readonly volume: number;
}

export type PriceElasticity =
  | {
      readonly known: true;
      /** Percent of volume per percent of price; usually negative. */
      readonly elasticity: number;
      readonly standardError: number;
      readonly interval: Interval;
      readonly confidence: number;
      readonly points: number;
      readonly pricePoints: number;
    }
  | { readonly known: false; readonly reason: 'TOO_FEW_PRICE_POINTS'; readonly pricePoints: number };

/** Different prices needed before an elasticity is shown. Configurable. */
export const MINIMUM_PRICE_POINTS = 8;

/**
 * Constant price elasticity: the slope of ln volume on ln price by least squares, with Student's interval. Points
 * without sales or price say nothing on a logarithmic scale and are left out. Association, not proof: prices are
 * rarely set at random. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a confidence outside (0, 1), `INVALID_LENGTH` for fewer than three
 *   price points asked for
 */
export function priceElasticity(
  observations: readonly PriceVolumePoint[],
  { confidence = 0.9, minimumPricePoints = MINIMUM_PRICE_POINTS } = {},
): PriceElasticity {
  if (!(confidence > 0 && confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', confidence);
  if (!Number.isInteger(minimumPricePoints) || minimumPricePoints < 3)
    throw new InvalidValueError('INVALID_LENGTH', minimumPricePoints);
  const points = observations
    .filter(({ price, volume }) => price > 0 && volume > 0 && Number.isFinite(price) && Number.isFinite(volume))
    .map(({ price, volume }) => ({ x: Math.log(price), y: Math.log(volume) }));
  const pricePoints = new Set(points.map(({ x }) => x)).size;
  if (pricePoints < minimumPricePoints) return { known: false, reason: 'TOO_FEW_PRICE_POINTS', pricePoints };
  const { slope, standardError } = leastSquares(points);
  const reach = studentQuantile((1 + confidence) / 2, points.length - 2) * standardError;
  const interval = { lower: slope - reach, upper: slope + reach };
  return { known: true, elasticity: slope, standardError, interval, confidence, points: points.length, pricePoints };
}

/** At least three points of at least three different x. */
function leastSquares(points: readonly { readonly x: number; readonly y: number }[]): {
  readonly slope: number;
  readonly standardError: number;
} {
  const centreX = mean(points.map(({ x }) => x)) as number;
  const centreY = mean(points.map(({ y }) => y)) as number;
  const spread = sum(points.map(({ x }) => (x - centreX) ** 2));
  const slope = sum(points.map(({ x, y }) => (x - centreX) * (y - centreY))) / spread;
  const errors = sum(points.map(({ x, y }) => (y - centreY - slope * (x - centreX)) ** 2));
  return { slope, standardError: Math.sqrt(errors / (points.length - 2) / spread) };
}

/**
 * Quantile of Student's t by the expansion around the normal one (Fisher & Cornish 1960; four terms): off by less than
 * 0.001 from 6 degrees of freedom on for the usual confidences.
 */
function studentQuantile(probability: number, degrees: number): number {
  const z = normalQuantile(probability);
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((total, term, order) => total + term / degrees ** order, 0);
}
