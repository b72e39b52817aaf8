// @ts-check

/** @param {readonly number[]} values @returns {number} NaN without values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

/**
 * @param {readonly number[]} values
 * @param {number} share 0.95 is the 95th percentile
 * @returns {number} one of the values, or NaN
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Four digits, as figures are printed for machines. @param {number} value */
export function rounded(value) {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}
