import { allSteps, minimizeInSteps, type Steps } from '../optimize/index.js';

/** How models are fitted and when a fit is not believed. Mortise's own proposals, configurable. */
export interface OrderFitPolicy {
  /** Every parameter is kept between these. */
  readonly lowest: number;
  readonly highest: number;
  /**
   * Standard deviation of the normal prior, centred at 0, of the logarithm of each parameter: so wide that data decide,
   * and a ridge of equally likely parameters still has an end. `Infinity` for none (plain maximum likelihood).
   */
  readonly logPriorDeviation: number;
  /** Regularities k that are tried. */
  readonly regularities: readonly number[];
  /** Below this shape of the rates of loss (s of the Pareto/NBD) hardly any account is ever lost. */
  readonly lowestLossShape: number;
  /** Below this mean chance of a loss per order, a / (a + b), hardly any account is ever lost. */
  readonly lowestLossChance: number;
  /** ln-likelihood that a model of loss must gain over the same model without loss: its two parameters (Akaike 1974). */
  readonly leastGainOfLoss: number;
}

export const DEFAULT_ORDER_FIT_POLICY: OrderFitPolicy = {
  lowest: 1e-4,
  highest: 1e4,
  logPriorDeviation: 30,
  regularities: [1, 2, 3, 4],
  lowestLossShape: 1e-2,
  lowestLossChance: 1e-3,
  leastGainOfLoss: 2,
};

export interface FittedParameters {
  readonly parameters: readonly number[];
  readonly logLikelihood: number;
  /** Which parameters stand at one of the bounds. */
  readonly atBound: readonly boolean[];
  readonly converged: boolean;
}

/** This close to a bound, as a ratio, counts as at the bound. */
const AT_BOUND = Math.log(1.05);

/**
 * The positive parameters with the highest posterior density: ln-likelihood plus log-normal priors, searched on the
 * scale of logarithms within the bounds, so that no step leaves what is possible. Undefined where the likelihood has no
 * value at the start. Cost: some hundred times that of the likelihood.
 */
export function fitParameters(
  logLikelihood: (parameters: readonly number[]) => number,
  start: readonly number[],
  policy: OrderFitPolicy,
): FittedParameters | undefined {
  return allSteps(fitParametersInSteps(logLikelihood, start, policy));
}

/** {@link fitParameters} in steps of one look at the likelihood each. */
export function* fitParametersInSteps(
  logLikelihood: (parameters: readonly number[]) => number,
  start: readonly number[],
  { lowest, highest, logPriorDeviation }: OrderFitPolicy,
): Steps<FittedParameters | undefined> {
  const [low, high] = [Math.log(lowest), Math.log(highest)];
  const inside = (value: number): number => Math.min(high, Math.max(low, value));
  const found = yield* minimizeInSteps(
    (point) => {
      const logs = point.map(inside);
      const outside = point.reduce((total, value, axis) => total + (value - (logs[axis] as number)) ** 2, 0);
      const prior = logs.reduce((total, value) => total + (value / logPriorDeviation) ** 2 / 2, 0);
      return prior + outside - logLikelihood(logs.map(Math.exp));
    },
    start.map((value) => inside(Math.log(value))),
    { tolerance: 1e-10 },
  );
  if (found === undefined) return undefined;
  const logs = found.point.map(inside);
  const parameters = logs.map(Math.exp);
  return {
    parameters,
    logLikelihood: logLikelihood(parameters),
    atBound: logs.map((value) => value - low < AT_BOUND || high - value < AT_BOUND),
    converged: found.converged,
  };
}
