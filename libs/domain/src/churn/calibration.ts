import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { fitLogistic, logistic } from './logistic-regression.js';

/** A map from a model's score to a probability. Never decreasing; plain data, to be stored with the model. */
export type Calibration =
  | { readonly method: 'PLATT'; readonly slope: number; readonly intercept: number }
  | {
      readonly method: 'ISOTONIC';
      readonly knots: readonly { readonly score: number; readonly probability: number }[];
    };

/**
 * Platt's scaling (1999): logistic regression of the outcome on the score, with his smoothed targets
 * (n₊ + 1) ÷ (n₊ + 2) and 1 ÷ (n₋ + 2). For few cases. Undefined where all outcomes are alike or the score does not rise
 * with them. O(n).
 *
 * @param scores of cases that the model was not fitted on
 * @throws InvalidValueError `INVALID_LENGTH` where lengths differ, `INVALID_NUMBER` for a score that is not finite
 */
export function plattCalibration(scores: readonly number[], outcomes: readonly boolean[]): Calibration | undefined {
  check(scores, outcomes);
  const positives = outcomes.filter(Boolean).length;
  const negatives = outcomes.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  const rows = scores.map((score) => [score]);
  const fit = fitLogistic(
    rows,
    outcomes.map((outcome) => (outcome ? high : low)),
    { penalty: 1e-6 },
  );
  const slope = fit?.coefficients[0];
  if (fit === undefined || slope === undefined || !(slope > 0)) return undefined;
  return { method: 'PLATT', slope, intercept: fit.intercept };
}

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955; Zadrozny & Elkan 2002), straight lines between
 * the means of the pools. For a thousand cases and more. Undefined of no cases. O(n log n).
 *
 * @throws InvalidValueError as {@link plattCalibration}
 */
export function isotonicCalibration(scores: readonly number[], outcomes: readonly boolean[]): Calibration | undefined {
  check(scores, outcomes);
  if (scores.length === 0) return undefined;
  const pools: { weight: number; positives: number; scores: number }[] = [];
  for (const [score, own] of pooledTies(scores, outcomes)) {
    let pool = { weight: own.weight, positives: own.positives, scores: own.weight * score };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.positives * pool.weight < pool.positives * last.weight) break;
      pools.pop();
      pool = {
        weight: last.weight + pool.weight,
        positives: last.positives + pool.positives,
        scores: last.scores + pool.scores,
      };
    }
    pools.push(pool);
  }
  const knots = pools.map(({ weight, positives, scores: total }) => {
    return { score: total / weight, probability: positives / weight };
  });
  return { method: 'ISOTONIC', knots };
}

/** The probability that a calibration gives a score, in [0, 1]. O(1), or O(log knots). Throws `INVALID_NUMBER`. */
export function calibrate(calibration: Calibration, score: number): number {
  finite(score);
  if (calibration.method === 'PLATT') return logistic(calibration.slope * score + calibration.intercept);
  const { knots } = calibration;
  let [low, high] = [0, knots.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle]?.score ?? 0) < score) low = middle + 1;
    else high = middle;
  }
  const [above, below] = [knots[low], knots[low - 1]];
  if (above === undefined) throw new InvalidValueError('INVALID_LENGTH', knots.length);
  if (below === undefined || score >= above.score) return above.probability;
  const share = (score - below.score) / (above.score - below.score);
  return below.probability + share * (above.probability - below.probability);
}

function pooledTies(
  scores: readonly number[],
  outcomes: readonly boolean[],
): readonly (readonly [number, { readonly weight: number; readonly positives: number }])[] {
  const ties = new Map<number, { weight: number; positives: number }>();
  scores.forEach((score, i) => {
    const tie = ties.get(score) ?? { weight: 0, positives: 0 };
    ties.set(score, tie);
    tie.weight += 1;
    if (outcomes[i] === true) tie.positives += 1;
  });
  return [...ties].sort(([a], [b]) => a - b);
}

function check(scores: readonly number[], outcomes: readonly boolean[]): void {
  if (scores.length !== outcomes.length) throw new InvalidValueError('INVALID_LENGTH', outcomes.length);
  scores.forEach(finite);
}
