import { describe, expect, it } from '@jest/globals';
import { fitExpectedOrders, fitExpectedOrdersInSteps } from '../expected-orders/index.js';
import { seededRandom } from '../random/random.js';
import { calibrateCommittee, calibrateCommitteeInSteps } from '../signal/index.js';
import { minimize, minimizeInSteps } from './minimize.js';
import { allSteps, type Steps } from './steps.js';

/** What the work comes to, and after how many steps. */
function counted<T>(steps: Steps<T>): { readonly answer: T; readonly count: number } {
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done === true) return { answer: step.value, count };
  }
}

describe(allSteps.name, () => {
  it('does all of the work at once', () => {
    const done: number[] = [];
    function* work(): Steps<string> {
      for (const each of [1, 2, 3]) {
        done.push(each);
        yield;
      }
      return 'all';
    }
    expect(allSteps(work())).toBe('all');
    expect(done).toEqual([1, 2, 3]);
  });
});

describe('work in steps', () => {
  it('searches a minimum with a step for each look at the function', () => {
    const bowl = (point: readonly number[]): number => point.reduce((sum, each) => sum + (each - 3) ** 2, 0);
    const { answer, count } = counted(minimizeInSteps(bowl, [0, 0]));
    expect(answer).toEqual(minimize(bowl, [0, 0]));
    expect(count).toBe(answer?.evaluations);
  });

  it('fits expected orders as at once, with a step for each look at the accounts', () => {
    const random = seededRandom(4);
    const summaries = Array.from({ length: 60 }, () => {
      const repeatOrders = Math.floor(random() * 9);
      const recency = repeatOrders === 0 ? 0 : 1 + random() * 50;
      return { repeatOrders, recency, age: 60 };
    });
    const { answer, count } = counted(fitExpectedOrdersInSteps(summaries));
    expect(answer).toEqual(fitExpectedOrders(summaries));
    expect(count).toBeGreaterThan(100);
  });

  it('chooses thresholds as at once, with steps for each account', () => {
    const firstWeek = '2023-01-02';
    const accounts = Array.from({ length: 7 }, (_, account) => ({
      orderDates: ['2023-01-02', '2023-06-05', `2024-0${1 + account}-08`],
      weekly: { firstWeek, values: Array.from({ length: 110 }, (_, week) => 50 + ((week * (account + 3)) % 17)) },
    }));
    const { answer, count } = counted(calibrateCommitteeInSteps(accounts, { asOf: '2025-02-09' }));
    expect(answer).toEqual(calibrateCommittee(accounts, { asOf: '2025-02-09' }));
    expect(count).toBeGreaterThanOrEqual(2 * accounts.length);
  });
});
