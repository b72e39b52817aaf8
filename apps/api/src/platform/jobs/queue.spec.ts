import { describe, expect, it } from '@jest/globals';
import { retryDelay } from './queue.js';

describe(retryDelay.name, () => {
  it('tries again soon, then ever more rarely, for hours', () => {
    const delays = Array.from({ length: 23 }, (_, index) => retryDelay(index + 1, 0));
    expect(delays.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(delays.at(-1)).toBe(30 * 60_000);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(6 * 3_600_000);
    expect(retryDelay(5, 1)).toBe(12_000);
  });
});
