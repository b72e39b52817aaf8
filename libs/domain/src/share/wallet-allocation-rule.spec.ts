import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { walletAllocationRule } from './wallet-allocation-rule.js';

describe(walletAllocationRule.name, () => {
  it.each([
    [1, [1]],
    [2, [0.667, 0.333]],
    [3, [0.5, 0.333, 0.167]],
    [4, [0.4, 0.3, 0.2, 0.1]],
  ])('§10.12: %i suppliers', (suppliers, expected) => {
    expected.forEach((share, i) => expect(walletAllocationRule(i + 1, suppliers)).toBeCloseTo(share, 3));
  });

  it('§8.2 §10.12: adds up to the whole wallet, falls with rank and stays in (0, 1]', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (suppliers) => {
        const shares = Array.from({ length: suppliers }, (_, i) => walletAllocationRule(i + 1, suppliers));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
        shares.forEach((share, i) => {
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThanOrEqual(1);
          if (i > 0) expect(share).toBeLessThan(shares[i - 1] as number);
        });
      }),
    );
  });

  it.each([
    [0, 3],
    [4, 3],
    [1.5, 3],
    [1, 2.5],
    [1, 0],
    [NaN, 2],
  ])('refuses rank %p of %p', (rank, suppliers) => {
    expect(() => walletAllocationRule(rank, suppliers)).toThrow(InvalidValueError);
  });
});
