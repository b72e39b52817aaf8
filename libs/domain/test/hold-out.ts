import { expectedOrders, probabilityAlive } from '../src/expected-orders/forecast.js';
import type { OrderModel } from '../src/expected-orders/models.js';
import type { OrderSummary } from '../src/expected-orders/order-summary.js';
import { mean } from '../src/statistics/descriptive.js';
import { areaUnderCurve } from '../src/statistics/rank.js';

/** Mean absolute error of the expected orders, and how well they and P(alive) tell buyers of the hold-out apart. */
export function holdOut(
  model: OrderModel,
  summaries: readonly OrderSummary[],
  actual: readonly number[],
  horizon: number,
) {
  const expected = summaries.map((summary) => expectedOrders(model, summary, horizon));
  const bought = actual.map((orders) => orders > 0);
  const alive = summaries.map((summary) => probabilityAlive(model, summary) ?? 0);
  return {
    mae: mean(expected.map((value, index) => Math.abs(value - (actual[index] as number)))),
    auc: areaUnderCurve(expected, bought),
    aucAlive: areaUnderCurve(alive, bought),
  };
}
