import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { solveLinear } from './solve-linear.js';

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const system = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.record({
    matrix: fc.array(fc.array(entry, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
    vector: fc.array(entry, { minLength: size, maxLength: size }),
  }),
);

describe(solveLinear.name, () => {
  it('§8.5: solves a system whose first pivot is zero', () => {
    expect(
      solveLinear(
        [
          [0, 2, 1],
          [1, -2, -3],
          [-1, 1, 2],
        ],
        [-8, 0, 3],
      ),
    ).toEqual([-4, -5, 2]);
  });

  it('A·x gives b again wherever an answer is given, and the answer is finite', () => {
    fc.assert(
      fc.property(system, ({ matrix, vector }) => {
        // A heavy diagonal keeps the system well posed.
        const heavy = matrix.map((row, i) => row.map((value, j) => (i === j ? value + 60 : value)));
        const solution = solveLinear(heavy, vector);
        expect(solution).toHaveLength(vector.length);
        heavy.forEach((row, i) => {
          const product = row.reduce((total, value, j) => total + value * (solution?.[j] ?? Number.NaN), 0);
          expect(product).toBeCloseTo(vector[i] as number, 8);
        });
      }),
    );
  });

  it('is finite or undefined for every matrix', () => {
    fc.assert(
      fc.property(system, ({ matrix, vector }) => {
        expect((solveLinear(matrix, vector) ?? []).every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('keeps its digits where rows differ in size', () => {
    const [x, y] = solveLinear(
      [
        [1e-12, 1],
        [1, 1],
      ],
      [1, 2],
    ) as [number, number];
    expect(x).toBeCloseTo(1, 9);
    expect(y).toBeCloseTo(1, 9);
  });

  it('answers nothing for a singular matrix or an entry that is no number', () => {
    const singular = [
      [1, 2],
      [2, 4],
    ];
    expect(solveLinear(singular, [1, 2])).toBeUndefined();
    expect(solveLinear([[0]], [0])).toBeUndefined();
    expect(solveLinear([[Number.NaN]], [1])).toBeUndefined();
    expect(solveLinear([[1]], [Infinity])).toBeUndefined();
    expect(solveLinear([[1e-300]], [1e300])).toBeUndefined();
  });

  it('takes the empty system, and does not touch what it was given', () => {
    expect(solveLinear([], [])).toEqual([]);
    const matrix = Object.freeze([Object.freeze([2, 1]), Object.freeze([4, 3])]);
    expect(solveLinear(matrix, Object.freeze([3, 7]))).toEqual([1, 1]);
  });

  it('refuses shapes that do not fit', () => {
    expect(() => solveLinear([[1, 2]], [1, 2])).toThrow(new InvalidValueError('INVALID_LENGTH', 1));
    expect(() => solveLinear([[1, 2]], [1])).toThrow(new InvalidValueError('INVALID_LENGTH', 2));
  });
});
