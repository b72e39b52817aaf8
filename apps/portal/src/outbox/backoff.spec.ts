import { describe, expect, it } from '@jest/globals';
import { retryDelay } from './backoff.js';

describe(retryDelay.name, () => {
  it('doubles from two seconds to five minutes', () => {
    expect([1, 2, 3, 8, 9, 50].map((attempts) => retryDelay(attempts, 0))).toEqual([
      2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
  });

  it('takes a random part of up to half away', () => {
    expect(retryDelay(2, 0.5)).toBe(3_000);
    expect(retryDelay(2, 0.999)).toBeGreaterThanOrEqual(2_000);
  });
});
