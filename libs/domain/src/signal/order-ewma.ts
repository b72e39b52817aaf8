import { ewmaStep } from '../control-chart/index.js';
import { smoothingWeight } from '../statistics/weight.js';
import { levelScores, type LevelWindow } from './robust-level.js';

/** λ of the optional fourth member: one number that is fair on every kind of decline. */
export const ORDER_EWMA_WEIGHT = 0.1;

/** Residuals are cut here, so that one wild week does not decide for months. */
export const RESIDUAL_LIMIT = 4;

/** Single weeks against the year before. */
export const SINGLE_WEEK_RULE: LevelWindow = { weeks: 1, history: 52, minimumHistory: 26 };

/**
 * Exponentially weighted mean of an account's standardised weekly residuals, in standard deviations of that mean, above 0
 * when less is bought than usual: Z = λz + (1 − λ)Z, score = Z ÷ √(λ ÷ (2 − λ)) (Roberts 1959), with z the robust score
 * of the week against the year before, cut at ± 4. Undefined while the history is too short; a week without a score is
 * passed over. O(weeks · history · log history).
 *
 * @param values deseasonalised weekly sales
 * @param weight λ in (0, 1]
 */
export function orderEwmaScores(
  values: readonly number[],
  weight: number = ORDER_EWMA_WEIGHT,
): readonly (number | undefined)[] {
  const scale = Math.sqrt(smoothingWeight(weight) / (2 - weight));
  let average: number | undefined;
  return levelScores(values, SINGLE_WEEK_RULE).map((found) => {
    if (found !== undefined) {
      const residual = Math.max(-RESIDUAL_LIMIT, Math.min(RESIDUAL_LIMIT, found.score));
      average = ewmaStep(average ?? 0, residual, weight);
    }
    return average === undefined ? undefined : average / scale;
  });
}
