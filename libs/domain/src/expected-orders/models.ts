import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { OrderSummary } from './order-summary.js';

/** How paces differ between accounts: gamma with shape r and rate α, in the unit of time of the summaries. */
interface Pace {
  readonly r: number;
  readonly alpha: number;
}

/** Orders at random moments and for ever (Ehrenberg 1959). */
export interface NbdModel extends Pace {
  readonly family: 'NBD';
}

/** Orders at random moments until a loss at any moment, its rate gamma with shape s and rate β (Schmittlein et al. 1987). */
export interface ParetoNbdModel extends Pace {
  readonly family: 'PARETO_NBD';
  readonly s: number;
  readonly beta: number;
}

/** Orders at random moments; after each repeat order a loss with a chance that is beta(a, b) (Fader et al. 2005). */
export interface BgNbdModel extends Pace {
  readonly family: 'BG_NBD';
  readonly a: number;
  readonly b: number;
}

/**
 * Orders at moments k times as regular as random ones (Erlang-k), after each, the first too, a loss with a chance that
 * is beta(a, b) (Platzer & Reutterer 2016). r and α describe the pace of the k stages of an order.
 */
export interface MbgCnbdModel extends Pace {
  readonly family: 'MBG_CNBD';
  readonly k: number;
  readonly a: number;
  readonly b: number;
}

export type OrderModel = NbdModel | ParetoNbdModel | BgNbdModel | MbgCnbdModel;

const [LEAST_PARAMETER, LARGEST_PARAMETER, LARGEST_REGULARITY] = [1e-12, 1e12, 1000];

/**
 * The model itself when it can be one: parameters within 1e-12 … 1e12 and k whole within 1 … 1000. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER`
 */
export function checkedModel<Model extends OrderModel>(model: Model): Model {
  for (const parameter of parametersOf(model)) {
    if (!(parameter >= LEAST_PARAMETER && parameter <= LARGEST_PARAMETER))
      throw new InvalidValueError('INVALID_NUMBER', parameter);
  }
  const k = regularityOf(model);
  if (!(Number.isInteger(k) && k >= 1 && k <= LARGEST_REGULARITY)) throw new InvalidValueError('INVALID_NUMBER', k);
  return model;
}

function parametersOf(model: OrderModel): readonly number[] {
  const { r, alpha } = model;
  if (model.family === 'NBD') return [r, alpha];
  return model.family === 'PARETO_NBD' ? [r, alpha, model.s, model.beta] : [r, alpha, model.a, model.b];
}

/** k: 1 for orders at random moments. */
export function regularityOf(model: OrderModel): number {
  return model.family === 'MBG_CNBD' ? model.k : 1;
}

/** ln(eᵃ + eᵇ) without overflow; −Infinity stands for ln 0, in one of the two. */
export function logSumExp(a: number, b: number): number {
  const high = Math.max(a, b);
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

/** The ln-likelihood of single accounts under parameters that were given before. */
export type LogLikelihood = (summary: OrderSummary) => number;
