import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exactShare, sameShare, shareDecimal, shareNumber } from './exact-share.js';

describe(exactShare.name, () => {
  it('compares shares without rounding', () => {
    expect(sameShare(exactShare(1n, 3n), exactShare(333_333n, 999_999n))).toBe(true);
    expect(sameShare(exactShare(1n, 3n), exactShare(333_333n, 1_000_000n))).toBe(false);
  });

  it('stays between nothing and all', () => {
    expect(exactShare(-5n, 10n)).toEqual({ oursMinor: 0n, walletMinor: 10n });
    expect(exactShare(15n, 10n)).toEqual({ oursMinor: 10n, walletMinor: 10n });
    expect(exactShare(15n, 0n)).toEqual({ oursMinor: 1n, walletMinor: 1n });
    expect(exactShare(0n, 0n)).toEqual({ oursMinor: 0n, walletMinor: 1n });
  });

  it.each([
    [1n, 3n, 4, '0.3333'],
    [2n, 3n, 4, '0.6667'],
    [1n, 2n, 0, '1'],
    [1n, 3n, 0, '0'],
    [1n, 1n, 2, '1.00'],
    [1n, 1_000_000n, 6, '0.000001'],
    [1n, 2_000_000n, 6, '0.000001'],
  ])('%i/%i with %i digits is %s', (ours, wallet, digits, text) => {
    expect(shareDecimal(exactShare(ours, wallet), digits)).toBe(text);
  });

  it('is a number in 0…1 next to its decimal text, for amounts of any size', () => {
    const amount = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
    fc.assert(
      fc.property(amount, amount, (ours, wallet) => {
        const share = exactShare(ours, wallet);
        const number = shareNumber(share);
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThanOrEqual(1);
        expect(Math.abs(number - Number(shareDecimal(share, 12)))).toBeLessThan(1e-11);
      }),
    );
  });
});
