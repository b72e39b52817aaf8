import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { minimize } from '../optimize/index.js';
import { logGamma, oncePerCount } from '../special-functions/index.js';
import { mean } from '../statistics/descriptive.js';

/** What is known of the worth of an account's orders. */
export interface ContributionHistory {
  /** x: orders that the mean is taken over; usually the repeat orders. */
  readonly orders: number;
  /** m̄: mean contribution per order in minor units; may be negative. 0 without an order. */
  readonly meanContribution: number;
}

/**
 * Contributions per order: gamma with shape p around the account's own mean, whose rates differ between accounts as a
 * gamma with shape q and rate γ, in the units of the contributions.
 */
export interface GammaGammaModel {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

export interface GammaGammaFit {
  readonly model: GammaGammaModel;
  readonly logLikelihood: number;
  /** Accounts with orders of a positive mean, the only ones the model can learn from. */
  readonly accounts: number;
  readonly converged: boolean;
}

/** Parameters are searched between these, in units of the mean contribution. */
const [LOWEST, HIGHEST] = [Math.log(1e-4), Math.log(1e4)];

/**
 * ln-likelihood of the means of these accounts, for each
 * ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q ln γ + (px − 1) ln m̄ + px ln x − (px + q) ln(γ + x m̄) (Fader & Hardie 2013). O(n).
 */
function gammaGammaLogLikelihood({ p, q, gamma }: GammaGammaModel, means: readonly LoggedMean[]): number {
  const fixed = q * Math.log(gamma) - logGamma(q);
  const ofOrders = oncePerCount((x) => fixed + logGamma(p * x + q) - logGamma(p * x) + p * x * Math.log(x));
  return means.reduce((total, { x, average, log }) => {
    return total + ofOrders(x) + (p * x - 1) * log - (p * x + q) * Math.log(gamma + x * average);
  }, 0);
}

/** An account's orders and their mean, in units of the mean of all. */
interface LoggedMean {
  readonly x: number;
  readonly average: number;
  readonly log: number;
}

/**
 * Gamma-gamma fit by maximum likelihood to the accounts with orders and a positive mean; a mean of 0 or less is no
 * gamma draw and is left out. Undefined of fewer than two such accounts. O(n) per step of the search.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for orders that are no whole number ≥ 0 or a mean that is not finite
 */
export function fitGammaGamma(histories: readonly ContributionHistory[]): GammaGammaFit | undefined {
  const usable = histories.map(checkedHistory).filter(isUsable);
  const scale = mean(usable.map(({ meanContribution }) => meanContribution));
  if (scale === undefined || usable.length < 2) return undefined;
  const means = usable.map(({ orders, meanContribution }): LoggedMean => {
    const average = meanContribution / scale;
    return { x: orders, average, log: Math.log(average) };
  });
  const named = (point: readonly number[]): GammaGammaModel => {
    const [p, q, gamma] = point.map((value) => Math.exp(within(value))) as [number, number, number];
    return { p, q, gamma };
  };
  const found = minimize(
    (point) =>
      point.reduce((total, value) => total + (value - within(value)) ** 2, 0) -
      gammaGammaLogLikelihood(named(point), means),
    [0, Math.log(2), 0],
  );
  if (found === undefined) return undefined;
  const model = named(found.point);
  return {
    model: { ...model, gamma: model.gamma * scale },
    // Densities of amounts are per unit: back from multiples of the mean.
    logLikelihood: gammaGammaLogLikelihood(model, means) - usable.length * Math.log(scale),
    accounts: usable.length,
    converged: found.converged,
  };
}

/** An account that the gamma-gamma can learn from. */
export function isUsable({ orders, meanContribution }: ContributionHistory): boolean {
  return orders > 0 && meanContribution > 0;
}

/**
 * Contribution to expect of an account's next order, p(γ + x m̄) / (px + q − 1): its own mean, shrunken to that of all
 * the more, the fewer orders there are. Undefined where px + q ≤ 1, when the mean of all is infinite. O(1).
 *
 * @throws InvalidValueError as {@link fitGammaGamma}
 */
export function gammaGammaMean({ p, q, gamma }: GammaGammaModel, history: ContributionHistory): number | undefined {
  const { orders, meanContribution } = checkedHistory(history);
  const weight = p * orders + q - 1;
  if (!(weight > 0)) return undefined;
  const value = (p * (gamma + orders * Math.max(0, meanContribution))) / weight;
  return Number.isFinite(value) ? value : undefined;
}

export function checkedHistory(history: ContributionHistory): ContributionHistory {
  if (!(Number.isSafeInteger(history.orders) && history.orders >= 0)) {
    throw new InvalidValueError('INVALID_NUMBER', history.orders);
  }
  finite(history.meanContribution);
  return history;
}

function within(value: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, value));
}
