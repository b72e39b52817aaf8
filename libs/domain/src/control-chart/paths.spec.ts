import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { CUSUM_START, cusumPath, cusumStep, DEFAULT_CUSUM } from './cusum.js';
import { DEFAULT_EWMA, ewmaLimit, ewmaPath, ewmaStep } from './ewma.js';

const observations = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { maxLength: 60 });

describe(cusumPath.name, () => {
  it('§8.3: adds up what exceeds k on each side', () => {
    const path = cusumPath([1, 2, -1, -3, -3]);
    expect(path.map(({ upper }) => upper)).toEqual([0.5, 2, 0.5, 0, 0]);
    expect(path.map(({ lower }) => lower)).toEqual([0, 0, 0.5, 3, 5.5]);
    expect(path.map(({ alarm }) => alarm)).toEqual([null, null, null, null, 'LOWER']);
  });

  it('alarms above h, not at it, on the side where it is', () => {
    expect(cusumPath([4.5]).at(-1)).toMatchObject({ upper: DEFAULT_CUSUM.decision, alarm: null });
    expect(cusumPath([4.6]).at(-1)?.alarm).toBe('UPPER');
    expect(cusumPath([4.6], { reference: 1, decision: 4 }).at(-1)?.alarm).toBeNull();
    expect(cusumPath([9, -9], { reference: 0, decision: -1 }).at(-1)?.alarm).toBe('BOTH');
  });

  it('refuses what is no number', () => {
    expect(() => cusumStep(CUSUM_START, NaN, 0.5)).toThrow(InvalidValueError);
    expect(() => cusumPath([1, Infinity])).toThrow(InvalidValueError);
  });

  it('is never below zero, mirrors, and can be taken up where it was left', () => {
    fc.assert(
      fc.property(observations, observations, (before, after) => {
        const path = cusumPath([...before, ...after]);
        const mirrored = cusumPath([...before, ...after].map((z) => -z));
        path.forEach(({ upper, lower }, i) => {
          expect(upper >= 0 && lower >= 0).toBe(true);
          expect(mirrored[i]).toMatchObject({ upper: lower, lower: upper });
        });
        const left = cusumPath(before).at(-1) ?? CUSUM_START;
        const resumed = after.reduce((state, z) => cusumStep(state, z, DEFAULT_CUSUM.reference), left);
        expect(resumed).toMatchObject({ upper: path.at(-1)?.upper ?? 0, lower: path.at(-1)?.lower ?? 0 });
      }),
    );
  });
});

describe(ewmaPath.name, () => {
  it('§8.3: Z = λz + (1 − λ)Z against ± L·√(λ ÷ (2 − λ))', () => {
    const rule = { weight: 0.5, width: 3 };
    expect(ewmaLimit(rule)).toBeCloseTo(3 * Math.sqrt(1 / 3), 12);
    const path = ewmaPath([2, 2, -8, -2], rule);
    expect(path.map(({ average }) => average)).toEqual([1, 1.5, -3.25, -2.625]);
    expect(path.map(({ alarm }) => alarm)).toEqual([null, null, 'LOWER', 'LOWER']);
    expect(ewmaPath([4], rule).at(0)?.alarm).toBe('UPPER');
    expect(ewmaPath([0], rule, 2)).toEqual([{ average: 1, alarm: null }]);
  });

  it.each([0, 1.5, NaN])('refuses a weight of %p', (weight) => {
    expect(() => ewmaStep(0, 1, weight)).toThrow(InvalidValueError);
    expect(() => ewmaPath([1], { weight, width: 3 })).toThrow(InvalidValueError);
  });

  it('refuses what is no number', () => {
    expect(() => ewmaStep(0, NaN, 0.1)).toThrow(InvalidValueError);
    expect(() => ewmaStep(Infinity, 1, 0.1)).toThrow(InvalidValueError);
  });

  it('stays within what it has seen, and mirrors', () => {
    fc.assert(
      fc.property(observations, (each) => {
        const [path, mirrored] = [ewmaPath(each), ewmaPath(each.map((z) => -z))];
        path.forEach(({ average }, i) => {
          expect(average).toBeGreaterThanOrEqual(Math.min(0, ...each) - 1e-12);
          expect(average).toBeLessThanOrEqual(Math.max(0, ...each) + 1e-12);
          expect(mirrored[i]?.average).toBeCloseTo(-average, 12);
        });
        expect(ewmaLimit(DEFAULT_EWMA)).toBeCloseTo(0.6456, 4);
      }),
    );
  });
});
