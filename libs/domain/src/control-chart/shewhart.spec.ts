import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { individualsLimits, shewhartRunLength } from './shewhart.js';

describe(individualsLimits.name, () => {
  it('§8.3: mean ± 3·MR̄ ÷ 1.128', () => {
    // Ranges 2, 1, 3, 2 → mean 2; 2 ÷ (2/√π) = √π.
    const limits = individualsLimits([10, 12, 11, 14, 12]);
    expect(limits?.centre).toBeCloseTo(11.8, 12);
    expect(limits?.sigma).toBeCloseTo(Math.sqrt(Math.PI), 12);
    expect(limits?.upper).toBeCloseTo(11.8 + 3 * Math.sqrt(Math.PI), 12);
    expect(limits?.lower).toBeCloseTo(11.8 - 3 * Math.sqrt(Math.PI), 12);
    expect(individualsLimits([10, 12, 11, 14, 12], 2)?.upper).toBeCloseTo(11.8 + 2 * Math.sqrt(Math.PI), 12);
  });

  it('is undefined of fewer than two observations, and where the limits would be infinite', () => {
    expect(individualsLimits([])).toBeUndefined();
    expect(individualsLimits([5])).toBeUndefined();
    expect(individualsLimits([1e308, -1e308])).toBeUndefined();
    expect(individualsLimits([9e307, -8e307])).toBeUndefined();
    expect(individualsLimits([5, 5])).toEqual({ centre: 5, lower: 5, upper: 5, sigma: 0 });
  });

  it('refuses what is no number, and limits without width', () => {
    expect(() => individualsLimits([1, NaN])).toThrow(InvalidValueError);
    expect(() => individualsLimits([1, 2], 0)).toThrow(InvalidValueError);
    expect(() => shewhartRunLength(-1)).toThrow(InvalidValueError);
  });

  it('moves and scales with what it observes', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (each, by) => {
        const [limits, moved] = [individualsLimits(each), individualsLimits(each.map((value) => value * by + 7))];
        expect(moved?.sigma).toBeCloseTo((limits?.sigma as number) * by, 3);
        expect(moved?.centre).toBeCloseTo((limits?.centre as number) * by + 7, 3);
        expect((limits?.lower as number) <= (limits?.upper as number)).toBe(true);
      }),
    );
  });
});
