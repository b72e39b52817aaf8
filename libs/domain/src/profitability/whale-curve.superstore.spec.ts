import { describe, expect, it } from '@jest/globals';
import { readSuperstore, SUPERSTORE_MISSING, superstoreIsThere } from '../../test/superstore.js';
import { topProfitShare, whaleCurve } from './whale-curve.js';

describe('profit of the customers of a demo company', () => {
  if (!superstoreIsThere) {
    it.skip(SUPERSTORE_MISSING, () => undefined);
    return;
  }
  const lines = readSuperstore();
  const profits = new Map<string, bigint>();
  for (const { customerId, profit } of lines) profits.set(customerId, (profits.get(customerId) ?? 0n) + profit);
  const contributions = [...profits.values()];
  const curve = whaleCurve(contributions);

  it('PF-02 §8.8: 804 customers, 19.8 % of them loss-making', () => {
    expect(lines).toHaveLength(10_194);
    expect(curve?.accounts).toBe(804);
    expect(curve?.lossMakingShare).toBeCloseTo(0.198, 3);
  });

  it('PF-02 §8.8: the whale peaks at 124.5 % of profit with 80.2 % of customers', () => {
    expect(curve?.peak.profitShare).toBeCloseTo(1.245, 3);
    expect(curve?.peak.accountShare).toBeCloseTo(0.802, 3);
  });

  it('PF-02 §8.8: the best fifth brings 81.2 %', () => {
    expect(topProfitShare(contributions, 0.2)).toBeCloseTo(0.812, 3);
  });
});
