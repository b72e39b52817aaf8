import type { FeedbackNote } from '@mortise/domain';
import { describe, expect, it } from '@jest/globals';
import type { Contributions } from '../value/account-contributions.service.js';
import { weighed } from './feedback-weights.service.js';

const said = (accountId: string, change: Partial<FeedbackNote> = {}): FeedbackNote => ({
  ...{ accountId, product: 'HX', feedbackType: 'QUALITY', severity: 5, verbatim: 'It leaks', ...change },
});
const worth = (known: Readonly<Record<string, number>>, others = 0): Contributions => ({
  ...{ known: new Map(Object.entries(known)), missing: new Map(), others },
});

describe(weighed.name, () => {
  it('PD-01: weighs accounts within the value of all, also of those who said nothing', () => {
    const [cluster] = weighed([said('a'), said('a'), said('b', { severity: 1 })], worth({ a: 200, b: 100 }, 700));
    expect(cluster?.figures).toEqual({
      ...{ words: 3, accounts: 2, valuedAccounts: 2, weight: expect.closeTo(0.22, 12), reason: null },
    });
  });

  it('PD-01: says that a weight is not known, and why, rather than that it is nothing', () => {
    const words = [said('a'), said('b', { product: 'PUMP' })];
    const groups = weighed(words, worth({ b: 100 }, 900));
    expect(groups.map(({ of: { product }, figures }) => [product, figures.weight, figures.reason])).toEqual([
      ['PUMP', expect.closeTo(0.1, 12), null],
      ['HX', null, 'VALUES_MISSING'],
    ]);
    // A loss is known, and weighs nothing.
    expect(weighed([said('a')], worth({ a: -50 }, 900))[0]?.figures).toMatchObject({ weight: 0, reason: null });
    expect(weighed([said('a')], null)[0]?.figures).toMatchObject({
      ...{ weight: null, valuedAccounts: 0, reason: 'NOT_PERMITTED' },
    });
    expect(weighed([], worth({}))).toEqual([]);
  });
});
