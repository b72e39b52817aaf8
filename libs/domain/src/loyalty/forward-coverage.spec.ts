import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forwardCoverage, type ForwardCommitment } from './forward-coverage.js';

const TODAY = '2026-01-01';
const of = (commitment: ForwardCommitment['commitment'], on: string, amountMinor: bigint, horizonMonths = 12) => ({
  ...{ commitment, on, amountMinor, horizonMonths },
});

describe(forwardCoverage.name, () => {
  it('VA-03: contracts add up, the newest forecast stands for everything, the larger of both holds', () => {
    const contracts = [of('CONTRACT', TODAY, 200n), of('CONTRACT', TODAY, 300n)];
    expect(forwardCoverage(contracts, 1_000n, TODAY)).toBe(0.5);
    const forecasts = [of('FORECAST', '2025-12-31', 9_000n), of('FORECAST', TODAY, 800n)];
    expect(forwardCoverage([...contracts, ...forecasts], 1_000n, TODAY)).toBe(0.8);
    expect(forwardCoverage([...contracts, of('FORECAST', TODAY, 100n)], 1_000n, TODAY)).toBe(0.5);
  });

  it('counts of a commitment what falls into the twelve months to come', () => {
    expect(forwardCoverage([of('CONTRACT', TODAY, 730n, 24)], 365n, TODAY)).toBeCloseTo(1, 2);
    expect(forwardCoverage([of('CONTRACT', '2025-07-01', 1_000n)], 1_000n, TODAY)).toBeCloseTo(0.5, 2);
  });

  it('says nothing without a commitment that reaches beyond the day, and without purchases', () => {
    expect(forwardCoverage([], 1_000n, TODAY)).toBeUndefined();
    expect(forwardCoverage([of('CONTRACT', '2024-12-31', 1_000n)], 1_000n, TODAY)).toBeUndefined();
    expect(forwardCoverage([of('CONTRACT', TODAY, 1_000n)], 0n, TODAY)).toBeUndefined();
    expect(() => forwardCoverage([of('CONTRACT', TODAY, 1n, 0)], 1n, TODAY)).toThrow('INVALID_NUMBER');
    expect(() => forwardCoverage([of('CONTRACT', TODAY, -1n)], 1n, TODAY)).toThrow('INVALID_NUMBER');
  });

  it('does not depend on the order of the commitments', () => {
    const one = fc.record({
      commitment: fc.constantFrom('CONTRACT' as const, 'FORECAST' as const),
      on: fc.constantFrom('2025-06-01', '2025-10-15', TODAY),
      amountMinor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      horizonMonths: fc.integer({ min: 1, max: 36 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), (commitments) => {
        const there = forwardCoverage(commitments, 10n ** 6n, TODAY);
        expect(forwardCoverage([...commitments].reverse(), 10n ** 6n, TODAY)).toBe(there);
      }),
    );
  });
});
