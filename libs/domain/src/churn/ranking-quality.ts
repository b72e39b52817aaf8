import { InvalidValueError } from '../errors/invalid-value.error.js';

/**
 * Average precision: the mean, over the positive cases, of the share of positives among all cases scored at least as
 * high; cases of one score count together, so that their order does not matter. Undefined without a positive case.
 * O(n log n).
 */
export function averagePrecision(scores: readonly number[], positive: readonly boolean[]): number | undefined {
  const groups = byScore(scores, positive);
  const total = positive.filter(Boolean).length;
  if (total === 0) return undefined;
  let [seen, found, result] = [0, 0, 0];
  for (const { cases, positives } of groups) {
    seen += cases;
    found += positives;
    result += (positives / total) * (found / seen);
  }
  return result;
}

/**
 * Precision at an alert budget: the share of positives among the cases with the highest scores, as many as the budget
 * allows; of a group of equal scores that the budget cuts, its own share counts. Undefined of no cases. O(n log n).
 *
 * @param budget how many alerts are allowed, whole and ≥ 1
 * @throws InvalidValueError `INVALID_LENGTH` for a budget that cannot be
 */
export function precisionAtBudget(
  scores: readonly number[],
  positive: readonly boolean[],
  budget: number,
): number | undefined {
  if (!Number.isInteger(budget) || budget < 1) throw new InvalidValueError('INVALID_LENGTH', budget);
  if (scores.length === 0) return undefined;
  let [left, found] = [Math.min(budget, scores.length), 0];
  const given = left;
  for (const { cases, positives } of byScore(scores, positive)) {
    const taken = Math.min(left, cases);
    found += (positives * taken) / cases;
    left -= taken;
  }
  return found / given;
}

/**
 * Lift of the highest tenth: precision there ÷ share of positives among all. Undefined without a positive case.
 * O(n log n).
 */
export function topDecileLift(scores: readonly number[], positive: readonly boolean[]): number | undefined {
  const total = positive.filter(Boolean).length;
  const precision = precisionAtBudget(scores, positive, Math.max(1, Math.round(scores.length / 10)));
  return precision === undefined || total === 0 ? undefined : (precision * positive.length) / total;
}

/** Cases by score, highest first. */
function byScore(
  scores: readonly number[],
  positive: readonly boolean[],
): readonly { readonly cases: number; readonly positives: number }[] {
  if (scores.length !== positive.length) throw new InvalidValueError('INVALID_LENGTH', positive.length);
  const groups = new Map<number, { cases: number; positives: number }>();
  scores.forEach((score, i) => {
    const group = groups.get(score) ?? { cases: 0, positives: 0 };
    groups.set(score, group);
    group.cases += 1;
    if (positive[i] === true) group.positives += 1;
  });
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}
