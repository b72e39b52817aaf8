import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random/random.js';
import { ORDER_EWMA_WEIGHT, orderEwmaScores, RESIDUAL_LIMIT } from './order-ewma.js';

const random = seededRandom(2);
const steady = Array.from({ length: 80 }, () => 80 + 40 * random());

describe(orderEwmaScores.name, () => {
  it('waits for half a year of history, then starts from nothing', () => {
    const scores = orderEwmaScores(steady);
    expect(scores.findIndex((score) => score !== undefined)).toBe(26);
    expect(Math.abs(scores[26] as number)).toBeLessThan(1);
  });

  it('§8.3: rises step by step to the limit of an account that has stopped', () => {
    const scores = orderEwmaScores([...steady.slice(0, 60), ...Array<number>(8).fill(0)]);
    const after = scores.slice(60) as number[];
    expect(after).toEqual(after.toSorted((a, b) => a - b));
    const scale = Math.sqrt(ORDER_EWMA_WEIGHT / (2 - ORDER_EWMA_WEIGHT));
    const before = (scores[59] as number) * scale;
    expect((after[0] as number) * scale).toBeCloseTo(0.9 * before + 0.1 * RESIDUAL_LIMIT, 9);
  });

  it('one wild week does not decide', () => {
    const [wild, wilder] = [1e4, 1e9].map((value) => orderEwmaScores([...steady, value]).at(-1));
    expect(wild).toBe(wilder);
    expect(wild).toBeLessThan(0);
  });

  it('passes over weeks without a score', () => {
    // Nothing was ever bought until the last two weeks: only the last has anything to be compared with.
    const scores = orderEwmaScores([...Array<number>(60).fill(0), 5, 5]);
    expect(scores.slice(0, -1).every((score) => score === undefined)).toBe(true);
    expect(scores.at(-1)).toBeLessThan(0);
    const silent = orderEwmaScores([...steady, ...Array<number>(60).fill(0)]);
    expect(silent.at(-1)).toBe(silent.at(-2));
  });

  it.each([0, -0.1, 1.1, NaN])('refuses a weight of %p', (weight) => {
    expect(() => orderEwmaScores(steady, weight)).toThrow('INVALID_WEIGHT');
  });

  it('never leaves its bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { maxLength: 90 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, weight) => {
          for (const score of orderEwmaScores(values, weight)) {
            expect(Math.abs((score ?? 0) * Math.sqrt(weight / (2 - weight)))).toBeLessThanOrEqual(
              RESIDUAL_LIMIT + 1e-9,
            );
          }
        },
      ),
    );
  });
});
