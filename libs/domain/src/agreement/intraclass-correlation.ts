import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, sum } from '../statistics/descriptive.js';
import { givenRatings, rescale, type UnitRatings } from './ratings.js';

/**
 * The six intraclass correlations of Shrout & Fleiss. The first digit is the design: 1 each target has other raters,
 * 2 the same raters, drawn from many (absolute agreement), 3 these raters and no others (consistency). Single: one
 * rater's rating; average: the mean over the raters. A coefficient is undefined where its denominator vanishes.
 */
export interface IntraclassCorrelations {
  /** ICC(1,1), ICC(2,1), ICC(3,1). */
  readonly single: Readonly<Record<IccDesign, number | undefined>>;
  /** ICC(1,k), ICC(2,k), ICC(3,k). */
  readonly average: Readonly<Record<IccDesign, number | undefined>>;
  /** Targets that every rater rated; the others are left out. */
  readonly targets: number;
  readonly raters: number;
}

export const ICC_DESIGNS = ['ONE_WAY_RANDOM', 'TWO_WAY_RANDOM', 'TWO_WAY_MIXED'] as const;
export type IccDesign = (typeof ICC_DESIGNS)[number];

/**
 * Intraclass correlations from the mean squares between targets B, within targets W, between raters J and residual E,
 * with n targets and k raters (Shrout & Fleiss 1979): (B−W)/(B+(k−1)W), (B−E)/(B+(k−1)E+k(J−E)/n), (B−E)/(B+(k−1)E);
 * averages (B−W)/B, (B−E)/(B+(J−E)/n), (B−E)/B. Not changed by the order of targets or raters, nor by another zero or
 * unit of the scale. Undefined of fewer than two complete targets or two raters. O(targets · raters).
 *
 * @param targets one row per target, one column per rater; a row with a missing rating is left out
 * @throws InvalidValueError `INVALID_LENGTH` for rows of different length, `INVALID_NUMBER` for NaN and infinities
 */
export function intraclassCorrelations(targets: readonly UnitRatings[]): IntraclassCorrelations | undefined {
  const raters = targets[0]?.length ?? 0;
  const odd = targets.find((row) => row.length !== raters);
  if (odd !== undefined) throw new InvalidValueError('INVALID_LENGTH', odd.length);
  const complete = targets.map(givenRatings).filter((row) => row.length === raters);
  if (complete.length < 2 || raters < 2) return undefined;
  const { b, w, j, e } = meanSquares(complete, raters);
  const [n, k] = [complete.length, raters];
  const least = NEGLIGIBLE * Math.max(b, w, j, e);
  const ratio = (numerator: number, denominator: number): number | undefined =>
    denominator > least ? numerator / denominator : undefined;
  return {
    single: {
      ONE_WAY_RANDOM: ratio(b - w, b + (k - 1) * w),
      TWO_WAY_RANDOM: ratio(b - e, b + (k - 1) * e + (k * (j - e)) / n),
      TWO_WAY_MIXED: ratio(b - e, b + (k - 1) * e),
    },
    average: {
      ONE_WAY_RANDOM: ratio(b - w, b),
      TWO_WAY_RANDOM: ratio(b - e, b + (j - e) / n),
      TWO_WAY_MIXED: ratio(b - e, b),
    },
    targets: n,
    raters: k,
  };
}

/** A denominator this much smaller than the mean squares it is made of is rounding, not variation. */
const NEGLIGIBLE = 1e-12;

function meanSquares(complete: readonly (readonly number[])[], raters: number) {
  const values = rescale(complete.flat());
  const rows = complete.map((_, row) => values.slice(row * raters, (row + 1) * raters));
  const grand = meanOf(values);
  const rowMeans = rows.map(meanOf);
  const columnMeans = Array.from({ length: raters }, (_, column) => meanOf(rows.map((row) => row[column] as number)));
  const cells = (of: (value: number, row: number, column: number) => number): number =>
    sum(
      rows.flatMap((row, r) => row.map((value, c) => of(value, rowMeans[r] as number, columnMeans[c] as number) ** 2)),
    );
  const [n, k] = [rows.length, raters];
  return {
    b: cells((_, row) => row - grand) / (n - 1),
    w: cells((value, row) => value - row) / (n * (k - 1)),
    j: cells((_, __, column) => column - grand) / (k - 1),
    // From the residuals themselves: as a difference of sums it could lose all its digits.
    e: cells((value, row, column) => value - row - column + grand) / ((n - 1) * (k - 1)),
  };
}

function meanOf(values: readonly number[]): number {
  return mean(values) as number;
}
