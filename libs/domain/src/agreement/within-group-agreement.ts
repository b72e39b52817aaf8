import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean, variance } from '../statistics/descriptive.js';

/**
 * Within-group agreement of one item, r_wg = 1 − s² ÷ σ²_EU in 0…1, where s² is the sample variance of the ratings and
 * σ²_EU = (A² − 1) ÷ 12 the variance of answers given blindly on a scale of A points, 1.25 for four (James, Demaree &
 * Wolf 1984). More spread than blind answers give counts as no agreement, 0. Undefined of fewer than two ratings. O(n).
 *
 * @param ratings answers on 1…scalePoints
 * @param scalePoints points of the scale, whole and at least 2
 * @throws InvalidValueError `INVALID_LENGTH` for an impossible scale, `INVALID_NUMBER` for a rating outside it
 */
export function withinGroupAgreement(ratings: readonly number[], scalePoints = 4): number | undefined {
  checkScale(ratings, scalePoints);
  const spread = variance(ratings);
  return spread === undefined ? undefined : Math.max(0, 1 - spread / ((scalePoints ** 2 - 1) / 12));
}

/**
 * Mean absolute deviation from the mean, in points of the scale, AD_M of Burke, Finkelstein & Dusig (1999): readable
 * where r_wg is not, among few raters. Undefined of fewer than two ratings. O(n).
 *
 * @param ratings answers on 1…scalePoints
 * @param scalePoints points of the scale, whole and at least 2
 * @throws InvalidValueError `INVALID_LENGTH` for an impossible scale, `INVALID_NUMBER` for a rating outside it
 */
export function meanAbsoluteDeviation(ratings: readonly number[], scalePoints = 4): number | undefined {
  checkScale(ratings, scalePoints);
  const centre = mean(ratings);
  if (centre === undefined || ratings.length < 2) return undefined;
  return mean(ratings.map((rating) => Math.abs(rating - centre)));
}

function checkScale(ratings: readonly number[], scalePoints: number): void {
  if (!Number.isInteger(scalePoints) || scalePoints < 2) throw new InvalidValueError('INVALID_LENGTH', scalePoints);
  const outside = ratings.find((rating) => !(rating >= 1 && rating <= scalePoints));
  if (outside !== undefined) throw new InvalidValueError('INVALID_NUMBER', outside);
}
