import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOfEpochDay, epochDay } from '../calendar/date.js';
import { gapScores } from './gap-scores.js';
import { orderGap } from './order-gap.js';
import { summariseOrders } from './order-history.js';

describe(gapScores.name, () => {
  it('refuses a median that leaves no interval to expect', () => {
    for (const median of [0, -3])
      expect(() => gapScores(['2026-01-10'], ['2026-01-12'], median)).toThrow('INVALID_NUMBER');
  });

  it('is undefined before the first order and 0 on the day of one', () => {
    const scores = gapScores(
      ['2026-01-10', '2026-01-20'],
      ['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-30'],
      10,
    );
    expect(scores).toEqual([undefined, 0, 0, 1]);
    expect(gapScores([], ['2026-01-09'], 10)).toEqual([undefined]);
  });

  it('says what the order gap said on each of the days', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((offset) => dateOfEpochDay(epochDay('2024-01-01') + offset));
    fc.assert(
      fc.property(
        fc.array(day),
        fc.array(day),
        fc.double({ min: 0.5, max: 90, noNaN: true }),
        (orders, days, median) => {
          const evaluated = days.toSorted();
          const scores = gapScores(orders, evaluated, median);
          evaluated.forEach((asOf, i) => {
            const history = summariseOrders(orders.filter((date) => date <= asOf));
            const told = history && orderGap({ history, tenantMedianIntervalDays: median, asOf, threshold: 1 });
            expect(scores[i]).toBe(told?.score);
          });
        },
      ),
    );
  });

  it('refuses a median that is no number', () => {
    expect(() => gapScores(['2026-01-10'], ['2026-01-12'], NaN)).toThrow('INVALID_NUMBER');
  });
});
