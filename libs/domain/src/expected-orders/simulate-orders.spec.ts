import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { mean, standardDeviation } from '../statistics/descriptive.js';
import { expectedOrders } from './forecast.js';
import type { OrderModel } from './models.js';
import { simulateOrders } from './simulate-orders.js';

const MODELS: readonly OrderModel[] = [
  { family: 'NBD', r: 0.6, alpha: 4 },
  { family: 'PARETO_NBD', r: 0.6, alpha: 4, s: 0.7, beta: 9 },
  { family: 'BG_NBD', r: 0.5, alpha: 3, a: 0.8, b: 2.4 },
  { family: 'MBG_CNBD', k: 1, r: 0.6, alpha: 4, a: 0.8, b: 1.6 },
  { family: 'MBG_CNBD', k: 3, r: 1.3, alpha: 1.7, a: 0.4, b: 0.9 },
];
const ACCOUNTS = [
  { repeatOrders: 0, recency: 0, age: 6 },
  { repeatOrders: 4, recency: 20, age: 26 },
];

describe(simulateOrders.name, () => {
  const RUNS = 15_000;

  it.each(MODELS.flatMap((model) => ACCOUNTS.map((account) => [model, account] as const)))(
    '§8.4: the mean of many futures under %j of %j is what is expected',
    (model, account) => {
      const random = seededRandom(42);
      const counts = Array.from({ length: RUNS }, () => simulateOrders(model, account, 52, random).length);
      const error = (standardDeviation(counts) ?? 0) / Math.sqrt(RUNS);
      expect(Math.abs((mean(counts) ?? 0) - expectedOrders(model, account, 52))).toBeLessThan(4 * error);
    },
  );

  it('gives ascending times within the horizon, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MODELS), fc.constantFrom(...ACCOUNTS), fc.integer(), (model, account, seed) => {
        const times = simulateOrders(model, account, 30, seededRandom(seed));
        expect(times).toEqual(simulateOrders(model, account, 30, seededRandom(seed)));
        expect(times.every((time, index) => time <= 30 && time >= (times[index - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it('cuts a run that would not end', () => {
    const hectic: OrderModel = { family: 'NBD', r: 1e4, alpha: 1e-4 };
    expect(simulateOrders(hectic, { repeatOrders: 0, recency: 0, age: 0 }, 1e4, seededRandom(1))).toHaveLength(100_000);
  });

  it('refuses what cannot be', () => {
    const [model, account] = [MODELS[0] as OrderModel, { repeatOrders: 0, recency: 0, age: 6 }];
    for (const horizon of [-1, 1e300, NaN])
      expect(() => simulateOrders(model, account, horizon, seededRandom(1))).toThrow(InvalidValueError);
    expect(() => simulateOrders({ ...model, r: NaN } as OrderModel, account, 1, seededRandom(1))).toThrow(
      InvalidValueError,
    );
    expect(() => simulateOrders(model, { ...account, age: -1 }, 1, seededRandom(1))).toThrow(InvalidValueError);
  });
});
