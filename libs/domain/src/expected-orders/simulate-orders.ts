import type { Random } from '../random/random.js';
import { drawBeta, drawGamma } from '../special-functions/index.js';
import { checkedHorizon, probabilityAlive } from './forecast.js';
import { stageProbabilities } from './mbg-cnbd.js';
import { regularityOf, type OrderModel } from './models.js';
import type { OrderSummary } from './order-summary.js';

/** Times of orders after the end of the observation, ascending, in the unit of the summaries. */
export type SimulatedOrders = readonly number[];

/** A run that brings more orders than this is cut. */
const MOST_ORDERS = 100_000;

interface Customer {
  /** Stages per unit of time. */
  readonly pace: number;
  /** Stages gone through since the last order. */
  readonly stage: number;
  readonly lostAfterOrder: number;
  /** The time after which it is lost whatever it ordered. */
  readonly lifetime: number;
}

/**
 * One possible future of an account under a fitted model: its own pace and risk of loss are drawn from what the model
 * and its summary leave open, then its orders within the horizon. Over many draws the mean number is
 * `expectedOrders`. O(orders drawn).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a model or summary that cannot be one or a horizon outside 0 … 1e200
 */
export function simulateOrders(
  model: OrderModel,
  summary: OrderSummary,
  horizon: number,
  random: Random,
): SimulatedOrders {
  checkedHorizon(horizon);
  const alive = probabilityAlive(model, summary) ?? 1;
  if (!(random() < alive)) return [];
  const customer = drawCustomer(model, summary, random);
  const k = regularityOf(model);
  const end = Math.min(horizon, customer.lifetime);
  const orders: number[] = [];
  let missing = k - customer.stage;
  for (let time = 0; orders.length < MOST_ORDERS; missing = k) {
    for (let stage = 0; stage < missing; stage++) time -= Math.log(1 - random()) / customer.pace;
    if (!(time <= end)) break;
    orders.push(time);
    if (random() < customer.lostAfterOrder) break;
  }
  return orders;
}

function drawCustomer(model: OrderModel, summary: OrderSummary, random: Random): Customer {
  const { repeatOrders: x, age } = summary;
  const rate = model.alpha + age;
  const steady = { stage: 0, lostAfterOrder: 0, lifetime: Infinity };
  switch (model.family) {
    case 'NBD':
      return { ...steady, pace: drawGamma(model.r + x, rate, random) };
    case 'PARETO_NBD': {
      const risk = drawGamma(model.s, model.beta + age, random);
      return { ...steady, pace: drawGamma(model.r + x, rate, random), lifetime: -Math.log(1 - random()) / risk };
    }
    case 'BG_NBD':
      return {
        ...steady,
        pace: drawGamma(model.r + x, rate, random),
        lostAfterOrder: drawBeta(model.a, model.b + x, random),
      };
    case 'MBG_CNBD': {
      const stage = drawIndex(stageProbabilities(model, summary), random);
      return {
        stage,
        pace: drawGamma(model.r + model.k * x + stage, rate, random),
        lostAfterOrder: drawBeta(model.a, model.b + x + 1, random),
        lifetime: Infinity,
      };
    }
  }
}

function drawIndex(probabilities: readonly number[], random: Random): number {
  let left = random();
  const index = probabilities.findIndex((probability) => (left -= probability) < 0);
  return Math.max(0, index);
}
