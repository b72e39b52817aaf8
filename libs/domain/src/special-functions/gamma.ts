import { InvalidValueError } from '../errors/invalid-value.error.js';

/** From here on the asymptotic series is exact to the last digits of a double. */
const ASYMPTOTIC_FROM = 9;

/** Above this the logarithm itself is no longer a double. */
const LARGEST = 1e305;

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/**
 * Natural logarithm of the gamma function, ln Γ(x) for x > 0: Stirling's series, reached by the recurrence
 * Γ(x) = Γ(x + 1) / x for small x (Abramowitz & Stegun 1964, 6.1.15 and 6.1.41). To about 1e-14. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless 0 < x ≤ 1e305
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x <= LARGEST)) throw new InvalidValueError('INVALID_NUMBER', x);
  let shifted = x;
  let product = 1;
  while (shifted < ASYMPTOTIC_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + stirlingRemainder(shifted);
  return product === 1 ? stirling : stirling - Math.log(product);
}

/**
 * Logarithm of the beta function, ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0. Where one of the two is
 * large the large logarithms are cancelled before they are computed. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless both are > 0 and ≤ 1e300
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (!(large <= 1e300)) throw new InvalidValueError('INVALID_NUMBER', large);
  if (large < ASYMPTOTIC_FROM) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const together = small + large;
  const ratio =
    small -
    small * Math.log(together) -
    (large - 0.5) * Math.log1p(small / large) +
    stirlingRemainder(large) -
    stirlingRemainder(together);
  return logGamma(small) + ratio;
}

/** What Stirling's formula lacks: Σ B₂ₙ / (2n(2n − 1)x²ⁿ⁻¹). */
function stirlingRemainder(x: number): number {
  const y = 1 / (x * x);
  return (
    (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - y * (691 / 360_360 - y / 156)))))) / x
  );
}
