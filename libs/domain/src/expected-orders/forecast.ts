import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { bgNbdLogLikelihood, bgNbdLogOddsLost } from './bg-nbd.js';
import { mbgCnbdLogLikelihood, mbgCnbdLogOddsLost, stageProbabilities } from './mbg-cnbd.js';
import { checkedModel, regularityOf, type LogLikelihood, type OrderModel } from './models.js';
import { nbdLogLikelihood } from './nbd.js';
import { checkedSummary, DAYS_PER_WEEK, type OrderSummary } from './order-summary.js';
import { ordersAhead } from './orders-ahead.js';
import { paretoNbdLogLikelihood, paretoNbdLogOddsLost, paretoNbdOrdersIfAlive } from './pareto-nbd.js';

/**
 * ln-likelihood of the order times of these accounts. Undefined where the model knows regularity (k > 1) and a summary
 * does not hold its intervals. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a model or summary that cannot be one
 */
export function ordersLogLikelihood(model: OrderModel, summaries: readonly OrderSummary[]): number | undefined {
  if (regularityOf(checkedModel(model)) > 1 && summaries.some(({ logIntervalSum }) => logIntervalSum === undefined))
    return undefined;
  const logLikelihood = logLikelihoodOf(model);
  return sum(summaries.map((summary) => logLikelihood(checkedSummary(summary))));
}

function logLikelihoodOf(model: OrderModel): LogLikelihood {
  switch (model.family) {
    case 'NBD':
      return nbdLogLikelihood(model);
    case 'PARETO_NBD':
      return paretoNbdLogLikelihood(model);
    case 'BG_NBD':
      return bgNbdLogLikelihood(model);
    case 'MBG_CNBD':
      return mbgCnbdLogLikelihood(model);
  }
}

/**
 * The probability that an account is still a customer, P(alive) = 1 / (1 + odds of loss), in [0, 1]; undefined for the
 * NBD, which knows no loss. Not for alerts by itself: under the BG/NBD it is 1 for every account without a repeat
 * order, and its order of accounts is then worse than chance. O(k).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a model or summary that cannot be one
 */
export function probabilityAlive(model: OrderModel, summary: OrderSummary): number | undefined {
  const odds = logOddsLost(checkedModel(model), checkedSummary(summary));
  return odds === undefined ? undefined : 1 / (1 + Math.exp(odds));
}

function logOddsLost(model: OrderModel, summary: OrderSummary): number | undefined {
  switch (model.family) {
    case 'NBD':
      return undefined;
    case 'PARETO_NBD':
      return paretoNbdLogOddsLost(model, summary);
    case 'BG_NBD':
      return bgNbdLogOddsLost(model, summary);
    case 'MBG_CNBD':
      return mbgCnbdLogOddsLost(model, summary);
  }
}

/**
 * Orders (order days) to expect of an account in the time `horizon` after the end of its observation, the chance that
 * it is already lost included; ≥ 0. The horizon is in the unit of the summaries. O(orders within reach).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a model or summary that cannot be one or a horizon outside 0 … 1e200
 */
export function expectedOrders(model: OrderModel, summary: OrderSummary, horizon: number): number {
  checkedHorizon(horizon);
  return (probabilityAlive(model, summary) ?? 1) * ordersIfAlive(model, summary, horizon);
}

/** Beyond this the orders of a pace that a model allows are no double any more. */
const LONGEST_HORIZON = 1e200;

export function checkedHorizon(horizon: number): number {
  if (!(horizon >= 0 && horizon <= LONGEST_HORIZON)) throw new InvalidValueError('INVALID_NUMBER', horizon);
  return horizon;
}

function ordersIfAlive(model: OrderModel, summary: OrderSummary, horizon: number): number {
  const { repeatOrders: x, age } = summary;
  const { r, alpha } = model;
  switch (model.family) {
    case 'NBD':
      return ((r + x) / (alpha + age)) * horizon;
    case 'PARETO_NBD':
      return paretoNbdOrdersIfAlive(model, summary, horizon);
    case 'BG_NBD':
      return ordersAhead({ k: 1, stage: 0, shape: r + x, rate: alpha + age, a: model.a, b: model.b + x }, horizon);
    case 'MBG_CNBD': {
      const facts = { k: model.k, rate: alpha + age, a: model.a, b: model.b + x + 1 };
      const stages = stageProbabilities(model, summary);
      return sum(
        stages.map((probability, stage) =>
          probability === 0
            ? 0
            : probability * ordersAhead({ ...facts, stage, shape: r + model.k * x + stage }, horizon),
        ),
      );
    }
  }
}

/** What to expect of an account, beside what was usual for it. */
export interface OrderOutlook {
  readonly expectedOrders: number;
  /** Orders in the same time at the pace the account kept up to its last order, shrunken to that of all. */
  readonly usualOrders: number;
  /** Expected ÷ usual; a silent account sinks towards 0, one on time stays near 1. */
  readonly paceRatio: number;
  readonly probabilityAlive: number | undefined;
}

/** The days ahead that the outlook looks at unless told otherwise. */
export const OUTLOOK_DAYS = 90;

/**
 * Expected orders within the horizon (90 days in weeks unless told), and their ratio to the usual pace
 * (r + k x) / (k (α + t_x)), the posterior mean of the account's pace at its last order (ratio: Mortise's own proposal).
 * O(orders within reach).
 *
 * @throws InvalidValueError as {@link expectedOrders}
 */
export function orderOutlook(
  model: OrderModel,
  summary: OrderSummary,
  horizon = OUTLOOK_DAYS / DAYS_PER_WEEK,
): OrderOutlook {
  const k = regularityOf(model);
  const expected = expectedOrders(model, summary, horizon);
  const usual = ((model.r + k * summary.repeatOrders) / (k * (model.alpha + summary.recency))) * horizon;
  return {
    expectedOrders: expected,
    usualOrders: usual,
    paceRatio: usual > 0 ? expected / usual : 1,
    probabilityAlive: probabilityAlive(model, summary),
  };
}
