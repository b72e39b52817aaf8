import type { OrderSummary } from '../src/expected-orders/order-summary.js';
import type { Random } from '../src/random/random.js';

/** An account of up to two years that orders at a pace of its own and may have been lost; in weeks. */
export function syntheticSummary(random: Random): OrderSummary {
  const age = 20 + Math.round(84 * random());
  const pace = -8 * Math.log(1 - random());
  const lost = random() < 0.4 ? age * random() : age;
  let [repeatOrders, recency, logIntervalSum] = [0, 0, 0];
  for (;;) {
    const interval = Math.ceil(7 * (-pace * Math.log(1 - random()) + 0.5)) / 7;
    if (recency + interval > lost) return { repeatOrders, recency, age, logIntervalSum };
    repeatOrders += 1;
    recency += interval;
    logIntervalSum += Math.log(interval);
  }
}
