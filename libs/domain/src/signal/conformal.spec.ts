import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { conformalProbability } from './conformal.js';

describe(conformalProbability.name, () => {
  it('§8.3: p = (1 + #{earlier ≤ actual}) ÷ (n + 1)', () => {
    expect(conformalProbability(3, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(0.4);
    expect(conformalProbability(0, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(0.1);
    expect(conformalProbability(9, [])).toBe(1);
  });

  it('refuses what is no number', () => {
    expect(() => conformalProbability(NaN, [1])).toThrow(InvalidValueError);
    expect(() => conformalProbability(1, [NaN])).toThrow(InvalidValueError);
  });

  it('is a probability, smaller for less, and as rare as it says', () => {
    const sums = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sums, (all) => {
        const probabilities = all.map((each, i) => conformalProbability(each, all.toSpliced(i, 1)));
        for (const p of probabilities) expect(p > 0 && p <= 1).toBe(true);
        // However the sums came about, no more than a tenth of them are as unusual as p ≤ .1 says.
        expect(probabilities.filter((p) => p <= 0.1).length / all.length).toBeLessThanOrEqual(0.1);
        expect(conformalProbability(-1, all)).toBeLessThanOrEqual(conformalProbability(25, all));
      }),
    );
  });
});
