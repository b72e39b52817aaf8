import { logGamma, oncePerCount } from '../special-functions/index.js';
import { type LogLikelihood } from './models.js';

/**
 * ln-likelihood of one account under the NBD, ln Γ(r + x) − ln Γ(r) + r ln α − (r + x) ln(α + T): that of its order
 * times, so that it compares with the other families (Ehrenberg 1959). O(1).
 */
export function nbdLogLikelihood({ r, alpha }: { readonly r: number; readonly alpha: number }): LogLikelihood {
  const fixed = r * Math.log(alpha) - logGamma(r);
  const ofOrders = oncePerCount((x) => fixed + logGamma(r + x));
  return ({ repeatOrders: x, age }) => ofOrders(x) - (r + x) * Math.log(alpha + age);
}
