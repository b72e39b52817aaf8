import { finite } from '../errors/invalid-value.error.js';

/** Ratings of one unit (an item of an account, a target) by its raters; undefined where a rater said nothing. */
export type UnitRatings = readonly (number | undefined)[];

/** The ratings that were given, in their order. Throws `INVALID_NUMBER` for NaN and infinities. */
export function givenRatings(ratings: UnitRatings): readonly number[] {
  return ratings.filter((rating) => rating !== undefined).map(finite);
}

/**
 * The same values on another scale: zero at the first, the farthest at −1 or 1. Neither a far zero nor a large unit then
 * costs digits or overflows; equal values are all 0.
 */
export function rescale(values: readonly number[]): readonly number[] {
  const zero = values[0] ?? 0;
  // Halved where the difference of two large values would overflow; elsewhere it would lose the smallest ones.
  const unit = values.every((value) => Number.isFinite(value - zero)) ? 1 : 2;
  const distances = values.map((value) => value / unit - zero / unit);
  const farthest = distances.reduce((most, distance) => Math.max(most, Math.abs(distance)), 0);
  return farthest === 0 ? distances : distances.map((distance) => distance / farthest);
}
