import { hypergeometricOne, logGamma, oncePerCount } from '../special-functions/index.js';
import { logSumExp, type LogLikelihood, type ParetoNbdModel } from './models.js';
import type { OrderSummary } from './order-summary.js';

export type ParetoNbdParameters = Omit<ParetoNbdModel, 'family'>;

/**
 * ln-likelihood of one account under the Pareto/NBD (Schmittlein, Morrison & Colombo 1987): either it is alive at T,
 * or it was lost at some moment τ since its last order, s ∫ (α + τ)^−(r+x) (β + τ)^−(s+1) dτ from t_x to T. Both on
 * the scale of logarithms, the integral by ₂F₁. O(1 / √(1 − z)) with z = |α − β| / (max(α, β) + t_x).
 */
export function paretoNbdLogLikelihood(model: ParetoNbdParameters): LogLikelihood {
  const { r, alpha, s, beta } = model;
  const fixed = r * Math.log(alpha) + s * Math.log(beta) - logGamma(r);
  const ofOrders = oncePerCount((x) => fixed + logGamma(r + x));
  return (summary) => ofOrders(summary.repeatOrders) + logSumExp(logAlive(model, summary), logLost(model, summary));
}

/** ln of the odds that the account was lost: the integral above over (α + T)^−(r+x) (β + T)^−s. */
export function paretoNbdLogOddsLost(model: ParetoNbdParameters, summary: OrderSummary): number {
  return logLost(model, summary) - logAlive(model, summary);
}

/**
 * Orders expected in a further time t of an account that is alive,
 * (r + x)(β + T) / ((α + T)(s − 1)) · (1 − ((β + T) / (β + T + t))^(s−1)), and its limit where s is 1. O(1).
 */
export function paretoNbdOrdersIfAlive(
  { r, alpha, s, beta }: ParetoNbdParameters,
  { repeatOrders: x, age }: OrderSummary,
  horizon: number,
): number {
  const growth = Math.log1p(horizon / (beta + age));
  const exponent = (1 - s) * growth;
  const lifetime = (beta + age) * (Math.abs(exponent) < 1e-12 ? growth : Math.expm1(exponent) / (1 - s));
  return ((r + x) / (alpha + age)) * lifetime;
}

function logAlive({ r, alpha, s, beta }: ParetoNbdParameters, { repeatOrders: x, age }: OrderSummary): number {
  return -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
}

/** ln of the integral from t_x to T, as the difference of two that run to infinity; −Infinity for an empty one. */
function logLost(model: ParetoNbdParameters, { repeatOrders: x, recency, age }: OrderSummary): number {
  const whole = logTail(model, x, recency);
  const ratio = Math.exp(logTail(model, x, age) - whole);
  return recency === age || ratio >= 1 ? -Infinity : Math.log(model.s) + whole + Math.log1p(-ratio);
}

/** ln ∫ (α + τ)^−(r+x) (β + τ)^−(s+1) dτ from t to infinity, in Euler's form of ₂F₁(r + s + x, ·; r + s + x + 1; z). */
function logTail({ r, alpha, s, beta }: ParetoNbdParameters, x: number, t: number): number {
  const [small, large] = alpha < beta ? [alpha + t, beta + t] : [beta + t, alpha + t];
  const steps = r + s + x;
  const own = alpha < beta ? s + 1 : r + x;
  return (
    -Math.log(steps) -
    own * Math.log(large) +
    (own - steps) * Math.log(small) +
    Math.log(hypergeometricOne(own, steps + 1, 1 - small / large))
  );
}
