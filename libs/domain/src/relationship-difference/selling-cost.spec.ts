import { describe, expect, it } from '@jest/globals';
import { costToSellByTenure } from './relationship-investment.js';

describe('selling cost of an account', () => {
  it('IN-05: falls with tenure where the two have learned to work together', () => {
    const ratios = costToSellByTenure([
      { year: 2, sellingCostMinor: 10n, revenueMinor: 100n },
      { year: 1, sellingCostMinor: 30n, revenueMinor: 100n },
      { year: 3, sellingCostMinor: 5n, revenueMinor: 100n },
    ]);
    expect(ratios).toEqual([
      { year: 1, ratio: 0.3 },
      { year: 2, ratio: 0.1 },
      { year: 3, ratio: 0.05 },
    ]);
  });
});
