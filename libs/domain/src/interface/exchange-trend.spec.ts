import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BusinessFunction } from '../contact/code-lists.js';
import { exchangeTrends, type RatedContact } from './exchange-trend.js';
import type { ContactTopic } from './topic-mix.js';

const contact = (
  on: string,
  contactId: string,
  theirFunction: BusinessFunction,
  more: { topics?: readonly ContactTopic[]; rating?: number } = {},
): RatedContact => ({ on, contactId, theirFunction, ...more });

describe(exchangeTrends.name, () => {
  const contacts = [
    contact('2026-07-31', 'li', 'PURCHASING', { rating: 5 }),
    contact('2026-08-01', 'li', 'PURCHASING', { topics: ['PRICE'], rating: 2 }),
    contact('2026-09-10', 'li', 'PURCHASING', { topics: ['PRICE', 'DELIVERY'], rating: 3 }),
    contact('2026-09-30', 'wu', 'QUALITY', { topics: ['PRICE'], rating: 4 }),
    contact('2026-10-05', 'li', 'PURCHASING', { topics: ['PROCESS'] }),
    contact('2026-10-06', 'wu', 'QUALITY', { topics: ['PROCESS'], rating: 5 }),
    contact('2026-10-31', 'wu', 'QUALITY', { topics: ['PRODUCT', 'PRICE'] }),
    contact('2026-11-01', 'ma', 'FINANCE', { topics: ['PRODUCT'], rating: 1 }),
  ];

  it('LV-22: counts contacts and people, means ratings and adds up functions and topics, month by month', () => {
    expect(exchangeTrends(contacts, '2026-10', 3).months).toEqual([
      { month: '2026-08', contacts: 1, people: 1, quality: 2, range: 2 },
      { month: '2026-09', contacts: 2, people: 2, quality: 3.5, range: 4 },
      { month: '2026-10', contacts: 3, people: 2, quality: 5, range: 5 },
    ]);
  });

  it('LV-22: gives the trend of quantity, people, quality and range', () => {
    const { quantity, people, quality, range } = exchangeTrends(contacts, '2026-10', 3);
    expect({ quantity, people, quality, range }).toEqual({ quantity: 1, people: 0.5, quality: 1.5, range: 1.5 });
    const falling = exchangeTrends(contacts, '2026-11', 2);
    expect([falling.quantity, falling.people, falling.quality, falling.range]).toEqual([-2, -1, -4, -3]);
  });

  it('LV-22: a silent month counts as none, an unrated one says nothing of quality', () => {
    const rows = [contact('2026-08-01', 'li', 'QUALITY', { rating: 3 }), contact('2026-10-01', 'li', 'QUALITY')];
    const trends = exchangeTrends(rows, '2026-10', 3);
    expect(trends.months[1]).toEqual({ month: '2026-09', contacts: 0, people: 0, quality: undefined, range: 0 });
    expect(trends.months[0]).toMatchObject({ contacts: 1, range: 1 });
    expect(trends.quality).toBeUndefined();
    expect(trends.quantity).toBe(0);
    expect(exchangeTrends([], '2026-10').months).toHaveLength(12);
  });

  it('LV-22: refuses what is no rating, month or length', () => {
    for (const rating of [0.9, 5.1, NaN]) {
      expect(() => exchangeTrends([contact('2020-01-01', 'li', 'QUALITY', { rating })], '2026-10')).toThrow(
        'INVALID_NUMBER',
      );
    }
    expect(() => exchangeTrends([], '2026-13')).toThrow('INVALID_MONTH');
    expect(() => exchangeTrends([], '2026-10', 0)).toThrow('INVALID_LENGTH');
  });

  it('LV-22: does not depend on the order of the contacts', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(contacts, { minLength: contacts.length }), (shuffled) => {
        expect(exchangeTrends(shuffled, '2026-11')).toEqual(exchangeTrends(contacts, '2026-11'));
      }),
    );
  });
});
