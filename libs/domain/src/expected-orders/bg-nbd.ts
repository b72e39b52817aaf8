import { logBeta, logGamma, oncePerCount } from '../special-functions/index.js';
import { logSumExp, type BgNbdModel, type LogLikelihood } from './models.js';
import type { OrderSummary } from './order-summary.js';

export type BgNbdParameters = Omit<BgNbdModel, 'family'>;

/**
 * ln-likelihood of one account under the BG/NBD (Fader, Hardie & Lee 2005):
 * B(a, b + x) / B(a, b) · Γ(r + x) α^r / Γ(r) · [(α + T)^−(r+x) + 1{x > 0} a / (b + x − 1) · (α + t_x)^−(r+x)]. O(1).
 */
export function bgNbdLogLikelihood(model: BgNbdParameters): LogLikelihood {
  const { r, alpha, a, b } = model;
  const fixed = r * Math.log(alpha) - logGamma(r) - logBeta(a, b);
  const ofOrders = oncePerCount((x) => fixed + logGamma(r + x) + logBeta(a, b + x));
  return (summary) =>
    ofOrders(summary.repeatOrders) -
    (r + summary.repeatOrders) * Math.log(alpha + summary.age) +
    logSumExp(0, bgNbdLogOddsLost(model, summary));
}

/**
 * ln of the odds that the account was lost, a / (b + x − 1) · ((α + T) / (α + t_x))^(r+x); −Infinity without a repeat
 * order, because this family knows no loss before one. O(1).
 */
export function bgNbdLogOddsLost(
  { r, alpha, a, b }: BgNbdParameters,
  { repeatOrders: x, recency, age }: OrderSummary,
): number {
  if (x === 0) return -Infinity;
  return Math.log(a / (b + x - 1)) + (r + x) * Math.log1p((age - recency) / (alpha + recency));
}
