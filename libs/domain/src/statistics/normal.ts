import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Cumulative standard normal distribution, to about 14 digits also in the lower tail: a series near the centre, a
 * continued fraction in the tails.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for NaN
 */
export function normalCumulative(z: number): number {
  if (Number.isNaN(z)) throw new InvalidValueError('INVALID_NUMBER', z);
  const distance = Math.abs(z);
  if (distance > 38) return z > 0 ? 1 : 0;
  const density = normalDensity(distance);
  const beyond = distance < 3 ? 0.5 - density * series(distance) : density * tail(distance);
  return z > 0 ? 1 - beyond : beyond;
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let term = z;
  let total = z;
  for (let n = 3; Math.abs(term) > 1e-18 * total; n += 2) {
    term *= z ** 2 / n;
    total += term;
  }
  return total;
}

/** 1/(z + 1/(z + 2/(z + 3/(z + …)))) */
function tail(z: number): number {
  let fraction = z;
  for (let n = 120; n > 0; n--) fraction = z + n / fraction;
  return 1 / fraction;
}

/**
 * Quantile of the standard normal distribution by bisection on the cumulative one.
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 < probability < 1
 */
export function normalQuantile(probability: number): number {
  if (!(probability > 0 && probability < 1)) throw new InvalidValueError('INVALID_NUMBER', probability);
  let low = -39;
  let high = 39;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (normalCumulative(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
