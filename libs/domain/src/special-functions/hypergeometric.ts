import { InvalidValueError } from '../errors/invalid-value.error.js';

const ENOUGH = 4e-16;

/** Reached only for 1 − z below about 1e-9, where the last digits are given up. */
const MOST_STEPS = 500_000;

/**
 * Gauss's hypergeometric function with one of its first parameters 1, ₂F₁(1, b; c; z), which is what the integral of a
 * product of two powers comes to: by Gauss's continued fraction (DLMF 15.7.1), whose steps stay of one sign here, so
 * that nothing cancels and z close to 1 needs about 18 / √(1 − z) steps instead of the series' 37 / (1 − z).
 *
 * @param b > 0
 * @param c > b, and > 1
 * @param z in [0, 1)
 * @throws InvalidValueError `INVALID_NUMBER` for other parameters
 */
export function hypergeometricOne(b: number, c: number, z: number): number {
  if (!(b > 0 && c > b && c > 1 && c < Infinity && z >= 0 && z < 1)) {
    throw new InvalidValueError('INVALID_NUMBER', [b, c, z].join(', '));
  }
  const base = c - 1;
  // Lentz's evaluation: the value of the fraction grows out of ratios of successive convergents.
  let fraction = base;
  let numerator = base;
  let denominator = 0;
  for (let step = 1; step <= MOST_STEPS; step++) {
    const half = step >> 1;
    const part = step % 2 === 1 ? (b + half) * (base + half) : half * (base - b + half);
    denominator = 1 / (base + step - part * z * denominator);
    numerator = base + step - (part * z) / numerator;
    const change = numerator * denominator;
    fraction *= change;
    if (Math.abs(change - 1) <= ENOUGH) break;
  }
  return Math.max(1, base / fraction);
}
