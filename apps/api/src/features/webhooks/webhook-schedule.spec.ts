import { describe, expect, it } from '@jest/globals';
import { nextAttempt, readRetryAfter, WEBHOOK_ATTEMPTS } from './webhook-schedule.js';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const wait = (tries: number, options: Parameters<typeof nextAttempt>[2] = {}): number | null => {
  const next = nextAttempt(NOW, tries, { chance: 0, ...options });
  return next && (next.getTime() - NOW.getTime()) / 1000;
};

describe(nextAttempt.name, () => {
  it('waits longer each time and ends after three days', () => {
    expect(Array.from({ length: WEBHOOK_ATTEMPTS }, (_, index) => wait(index + 1))).toEqual([
      ...[5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
      null,
    ]);
  });

  it('spreads attempts by up to a tenth', () => {
    expect([wait(2, { chance: 0.5 }), wait(2, { chance: 0.999_99 })]).toEqual([315, 330]);
  });

  it('waits as long as the receiver asks for, up to a day', () => {
    expect(wait(1, { retryAfterMs: 120_000 })).toBe(120);
    expect(wait(4, { retryAfterMs: 120_000 })).toBe(7_200);
    expect(wait(1, { retryAfterMs: 1e12 })).toBe(86_400);
    expect(wait(1, { retryAfterMs: -5 })).toBe(5);
    expect(wait(WEBHOOK_ATTEMPTS, { retryAfterMs: 120_000 })).toBeNull();
  });
});

describe(readRetryAfter.name, () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Mon, 23 Nov 2026 12:01:30 GMT', 90_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['soon', 0],
    ['-5', 0],
    ['1e9', 0],
    ['9'.repeat(400), 0],
    [undefined, 0],
  ])('reads %s as %i ms', (header, expected) => {
    expect(readRetryAfter(header, NOW)).toBe(expected);
  });
});
