import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minimize } from './minimize.js';

const rosenbrock = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
const bowl =
  (centre: readonly number[]) =>
  (point: readonly number[]): number =>
    point.reduce((total, value, axis) => total + (axis + 1) * (value - (centre[axis] as number)) ** 2, 0);

describe(minimize.name, () => {
  it('§8.4: finds the bottom of the curved valley of Rosenbrock', () => {
    const found = minimize(rosenbrock, [-1.2, 1]);
    expect(found?.converged).toBe(true);
    expect(found?.point[0]).toBeCloseTo(1, 4);
    expect(found?.point[1]).toBeCloseTo(1, 4);
    expect(found?.value).toBeLessThan(1e-8);
  });

  it('finds the centre of any bowl, in one to five dimensions', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 5 }), (centre) => {
        const found = minimize(
          bowl(centre),
          centre.map(() => 0),
        );
        found?.point.forEach((value, axis) => expect(Math.abs(value - (centre[axis] as number))).toBeLessThan(1e-3));
        expect(found?.converged).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('never answers anything higher than the start, however few calls it may make', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
        (maximumEvaluations, start) => {
          const found = minimize(rosenbrock, start, { maximumEvaluations });
          expect(found?.value).toBeLessThanOrEqual(rosenbrock(start));
          expect(found?.value).toBe(rosenbrock(found?.point ?? []));
          expect(found?.evaluations).toBeLessThanOrEqual(maximumEvaluations + 4);
        },
      ),
    );
  });

  it('says that it did not come to rest when the calls ran out', () => {
    expect(minimize(rosenbrock, [-1.2, 1], { maximumEvaluations: 20 })?.converged).toBe(false);
    // The start is the lowest corner of a simplex that never moved: nothing was found out yet.
    expect(minimize(bowl([0, 0]), [0.1, 0.1], { maximumEvaluations: 3 })?.converged).toBe(false);
    expect(minimize(bowl([0, 0]), [0, 0], { maximumEvaluations: 2000 })?.converged).toBe(true);
  });

  it('treats places without a finite value as a wall', () => {
    const found = minimize(([x = 0]) => (x <= 0 ? Number.NaN : x - Math.log(x)), [3]);
    expect(found?.point[0]).toBeCloseTo(1, 4);
    expect(minimize(([x = 0]) => (x < 0.25 ? -Infinity : x), [1], { step: 0.1 })?.point[0]).toBeCloseTo(0.25, 6);
  });

  it('answers nothing where nothing around the start has a finite value', () => {
    expect(minimize(() => Number.NaN, [1, 2])).toBeUndefined();
    expect(minimize(() => Infinity, [])).toBeUndefined();
  });

  it('takes the value as it is where there is nothing to vary', () => {
    expect(minimize(() => 7, [])).toEqual({ point: [], value: 7, evaluations: 1, converged: true });
  });

  it('gives the same answer every time and leaves the start untouched', () => {
    const start = Object.freeze([-1.2, 1]);
    expect(minimize(rosenbrock, start)).toEqual(minimize(rosenbrock, start));
  });

  it('steps as far as told, so that a far valley is reached', () => {
    const found = minimize(bowl([1e4, -1e4]), [0, 0], { step: 1e3 });
    expect(found?.point[0]).toBeCloseTo(1e4, 1);
    expect(found?.point[1]).toBeCloseTo(-1e4, 1);
  });
});
