import { mean } from '../statistics/descriptive.js';
import { onScale, SEVEN_POINTS } from './rating-scale.js';

/** What a customer judges a supplier by: how its products perform, how close the two are, what they win together. */
export const EVALUATIONS = ['PRODUCT', 'RELATIONSHIP', 'WIN_WIN'] as const;
export type Evaluation = (typeof EVALUATIONS)[number];

export interface EvaluationAnswer {
  readonly evaluation: Evaluation;
  /** From 1 to 7. */
  readonly answer: number;
}

export interface EvaluationIndex {
  readonly evaluation: Evaluation;
  /** 0…100; undefined where nobody answered. */
  readonly index: number | undefined;
  readonly answers: number;
}

/**
 * Three indices side by side, never averaged into one: 100 · (mean − 1) ÷ 6. All three are listed. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for an answer outside 1…7
 */
export function threeEvaluations(answers: readonly EvaluationAnswer[]): readonly EvaluationIndex[] {
  for (const { answer } of answers) onScale(answer, SEVEN_POINTS);
  const { lowest, highest } = SEVEN_POINTS;
  return EVALUATIONS.map((evaluation) => {
    const own = answers.filter((one) => one.evaluation === evaluation).map(({ answer }) => answer);
    const centre = mean(own);
    const index = centre === undefined ? undefined : (100 * (centre - lowest)) / (highest - lowest);
    return { evaluation, index, answers: own.length };
  });
}
