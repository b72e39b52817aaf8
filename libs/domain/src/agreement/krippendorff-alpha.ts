import { sum } from '../statistics/descriptive.js';
import { givenRatings, rescale, type UnitRatings } from './ratings.js';

/** How far two values are apart: different or not; by the ranks between them; by their difference. */
export const ALPHA_METRICS = ['NOMINAL', 'ORDINAL', 'INTERVAL'] as const;
export type AlphaMetric = (typeof ALPHA_METRICS)[number];

/** Alpha with what it rests on: 1 perfect agreement, 0 what chance would give, below 0 systematic disagreement. */
export interface KnownAlpha {
  readonly known: true;
  readonly alpha: number;
  /** Units with at least two ratings; the others say nothing about agreement. */
  readonly units: number;
  /** Ratings in those units. */
  readonly ratings: number;
}

export interface UnknownAlpha {
  readonly known: false;
  /** `NO_PAIRS`: no unit has two ratings. `NO_VARIATION`: all ratings are alike, so chance cannot be told from agreement. */
  readonly reason: 'NO_PAIRS' | 'NO_VARIATION';
}

/**
 * Krippendorff's alpha, α = 1 − observed ÷ expected disagreement, for any number of raters and any missing ratings:
 * α = 1 − (n − 1)·Σ o_ck·δ²_ck ÷ Σ n_c·n_k·δ²_ck over the pairs of values c < k, with o_ck the coincidences within
 * units, each unit weighted by 1 ÷ (its ratings − 1), and n_c how often a value occurs (Krippendorff 2011, "Computing
 * Krippendorff's alpha-reliability"). Neither the order of units nor that of raters matters. O(units · raters² + values²).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a rating that is NaN or infinite
 */
export function krippendorffAlpha(units: readonly UnitRatings[], metric: AlphaMetric): KnownAlpha | UnknownAlpha {
  const pairable = units.map(givenRatings).filter((ratings) => ratings.length > 1);
  const all = pairable.flat();
  if (all.length === 0) return { known: false, reason: 'NO_PAIRS' };
  const values = [...new Set(all)].sort((a, b) => a - b);
  if (values.length === 1) return { known: false, reason: 'NO_VARIATION' };
  const place = new Map(values.map((value, index) => [value, index]));
  const coded = pairable.map((ratings) => ratings.map((rating) => place.get(rating) as number));
  const counts = countOf(coded.flat(), values.length);
  const distance = squaredDistance(metric, values, counts);
  const observed = sum(coded.map((codes) => sum(pairs(codes, distance)) / (codes.length - 1)));
  const expected = sum(
    pairs([...values.keys()], (c, k) => (counts[c] as number) * (counts[k] as number) * distance(c, k)),
  );
  return {
    known: true,
    alpha: 1 - ((all.length - 1) * observed) / expected,
    units: pairable.length,
    ratings: all.length,
  };
}

type SquaredDistance = (c: number, k: number) => number;

/** δ² between the c-th and the k-th value, up to a common factor, which cancels. */
function squaredDistance(metric: AlphaMetric, values: readonly number[], counts: readonly number[]): SquaredDistance {
  if (metric === 'NOMINAL') return (c, k) => (c === k ? 0 : 1);
  // Ordinal: ratings between the middles of two values. Its squared difference is (Σ n_g − (n_c + n_k) ÷ 2)².
  const positions = metric === 'ORDINAL' ? middles(counts) : rescale(values);
  return (c, k) => ((positions[c] as number) - (positions[k] as number)) ** 2;
}

function middles(counts: readonly number[]): readonly number[] {
  let before = 0;
  return counts.map((count) => {
    before += count;
    return before - count / 2;
  });
}

/** Of every unordered pair of entries, what `of` says. */
function pairs(codes: readonly number[], of: SquaredDistance): number[] {
  return codes.flatMap((code, index) => codes.slice(index + 1).map((other) => of(code, other)));
}

function countOf(codes: readonly number[], length: number): readonly number[] {
  const counts = new Array<number>(length).fill(0);
  for (const code of codes) counts[code] = (counts[code] as number) + 1;
  return counts;
}

/** Bounds of alpha from which conclusions are firm and from which tentative (Krippendorff 2004); a tenant may be stricter. */
export const DEFAULT_ALPHA_BOUNDS = { firm: 0.8, tentative: 2 / 3 } as const;

export const ALPHA_READINGS = ['FIRM', 'TENTATIVE', 'CONTESTED'] as const;
export type AlphaReading = (typeof ALPHA_READINGS)[number];

/** What an alpha allows to be concluded; bounds belong to the better reading. O(1). */
export function readAlpha(
  alpha: number,
  bounds: { readonly firm: number; readonly tentative: number } = DEFAULT_ALPHA_BOUNDS,
): AlphaReading {
  if (alpha >= bounds.firm) return 'FIRM';
  return alpha >= bounds.tentative ? 'TENTATIVE' : 'CONTESTED';
}
