import { describe, expect, it } from '@jest/globals';
import { statementWallet } from './statement-wallet.js';

describe('a wallet by a statement (§8.2)', () => {
  it.each([
    [1_000_000n, '0.25', 250_000n],
    [3n, '0.5', 2n],
    [0n, '1', 0n],
    [4_020_000_000_000n, '0.0125', 50_250_000_000n],
  ])('is %s × %s = %s', (purchases, share, wallet) => {
    expect(statementWallet(purchases, share)).toBe(wallet);
  });

  it.each([
    [-1n, '0.5'],
    [1n, '0'],
    [1n, '1.01'],
    [1n, '-0.2'],
    [1n, 'x'],
  ])('is none of %s × %s', (purchases, share) => {
    expect(() => statementWallet(purchases, share)).toThrow('INVALID_NUMBER');
  });
});
