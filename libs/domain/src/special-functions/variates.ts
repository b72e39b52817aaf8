import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { Random } from '../random/random.js';

/**
 * A draw from the gamma distribution with that shape and rate, mean shape / rate: squeeze of Marsaglia & Tsang (2000),
 * shapes below 1 by their power of a uniform draw. About two to four calls of `random`.
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless shape and rate lie in 1e-300 … 1e300
 */
export function drawGamma(shape: number, rate: number, random: Random): number {
  return Math.min(Number.MAX_VALUE, Math.exp(logStandardGamma(checked(shape), random)) / checked(rate));
}

/**
 * A draw from the beta distribution, mean a / (a + b), as the share of one of two gamma draws; taken on the scale of
 * logarithms, where the smallest shapes do not vanish.
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless both shapes lie in 1e-300 … 1e300
 */
export function drawBeta(a: number, b: number, random: Random): number {
  const first = logStandardGamma(checked(a), random);
  return 1 / (1 + Math.exp(logStandardGamma(checked(b), random) - first));
}

/** Logarithm of a draw with rate 1. */
function logStandardGamma(shape: number, random: Random): number {
  if (shape < 1) return logStandardGamma(shape + 1, random) + Math.log(positive(random)) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = standardNormal(random);
    const cube = (1 + c * normal) ** 3;
    if (cube > 0 && Math.log(positive(random)) <= normal ** 2 / 2 + d * (1 - cube + Math.log(cube))) {
      return Math.log(d * cube);
    }
  }
}

/** Box & Muller (1958), the cosine half. */
function standardNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(positive(random))) * Math.cos(2 * Math.PI * random());
}

/** Uniform in (0, 1]: a draw of exactly 0 has no logarithm. */
function positive(random: Random): number {
  return 1 - random();
}

function checked(parameter: number): number {
  if (!(parameter >= 1e-300 && parameter <= 1e300)) throw new InvalidValueError('INVALID_NUMBER', parameter);
  return parameter;
}
