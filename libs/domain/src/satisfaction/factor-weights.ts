import { finite } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { correlation } from '../statistics/rank.js';
import { scaledWeights } from './weights.js';

/** One respondent's ratings of factors and of the whole. */
export interface FactorRating {
  readonly factors: Readonly<Record<string, number>>;
  readonly overall: number;
}

export interface FactorWeight {
  readonly factor: string;
  /** What customers say it weighs, normalised to a sum of 1. */
  readonly stated: number;
  /** What their overall judgement follows, normalised to a sum of 1; undefined where too few answers vary. */
  readonly revealed: number | undefined;
}

/** Answers needed before weights are read out of them. */
export const MINIMUM_REVEALED_ANSWERS = 10;

/**
 * Stated against revealed weights of purchase factors. Revealed: the positive part of the correlation of a factor's
 * rating with the overall one, normalised (derived importance). Association, not cause. O(answers · factors).
 *
 * @param stated importance by factor, ≥ 0
 * @throws InvalidValueError `INVALID_WEIGHT`, `INVALID_NUMBER`
 */
export function factorWeights(
  stated: Readonly<Record<string, number>>,
  ratings: readonly FactorRating[],
  minimumAnswers = MINIMUM_REVEALED_ANSWERS,
): readonly FactorWeight[] {
  const factors = Object.keys(stated).sort();
  const weights = scaledWeights(factors.map((factor) => stated[factor] as number));
  const total = sum(weights);
  const pulls = factors.map((factor) => pullOf(factor, ratings, minimumAnswers));
  const pulled = sum(pulls.map((pull) => pull ?? 0));
  return factors.map((factor, place) => {
    const pull = pulls[place];
    return {
      factor,
      stated: total > 0 ? (weights[place] as number) / total : 1 / factors.length,
      revealed: pull === undefined || !(pulled > 0) ? undefined : pull / pulled,
    };
  });
}

function pullOf(factor: string, ratings: readonly FactorRating[], minimumAnswers: number): number | undefined {
  const answered = ratings.flatMap(({ factors, overall }) => {
    const rating = Object.hasOwn(factors, factor) ? factors[factor] : undefined;
    return rating === undefined ? [] : [[finite(rating), finite(overall)] as const];
  });
  if (answered.length < minimumAnswers) return undefined;
  const pull = correlation(
    answered.map(([rating]) => rating),
    answered.map(([, overall]) => overall),
  );
  return pull === undefined ? undefined : Math.max(0, pull);
}
