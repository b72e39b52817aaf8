import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { durationPercentiles, escalationLevel } from './service-standard.js';

const oneToHundred = Array.from({ length: 101 }, (_, i) => i);

describe('service standards', () => {
  it('CP-04: are percentiles of what was done', () => {
    expect(durationPercentiles(oneToHundred)).toEqual({ count: 101, p50: 50, p80: 80, p90: 90, p95: 95 });
    expect(durationPercentiles([])).toBeUndefined();
    expect(() => durationPercentiles([-1])).toThrow(new InvalidValueError('INVALID_LENGTH', -1));
    expect(() => durationPercentiles([NaN])).toThrow(InvalidValueError);
  });

  it('do not depend on the order of the cases', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 20 }), (durations) => {
        expect(durationPercentiles([...durations].reverse())).toEqual(durationPercentiles(durations));
        const { p50, p80, p90, p95 } = durationPercentiles(durations) as NonNullable<
          ReturnType<typeof durationPercentiles>
        >;
        expect(p50 <= p80 && p80 <= p90 && p90 <= p95).toBe(true);
      }),
    );
  });

  it.each([
    [0, 100, 0],
    [79, 21, 0],
    [80, 20, 1],
    [100, 0, 2],
    [149, -49, 2],
    [150, -50, 3],
    [0, 0, 0],
  ])('after %i with %i left, %i steps are reached', (elapsed, remaining, level) => {
    expect(escalationLevel({ elapsed, remaining })).toBe(level);
  });
});
