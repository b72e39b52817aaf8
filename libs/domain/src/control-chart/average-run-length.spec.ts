import { describe, expect, it } from '@jest/globals';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { seededRandom } from '../random/random.js';
import { markovRunLength, runLengthOfBudget } from './average-run-length.js';
import { cusumDecision, cusumRunLength, cusumStep, CUSUM_START, oneSidedCusumRunLength } from './cusum.js';
import { ewmaLimit, ewmaRunLength, ewmaStep, ewmaWidth } from './ewma.js';
import { shewhartRunLength } from './shewhart.js';

const SHIFTS = [0, 0.5, 1, 2];

/** Within 5 % of the tables. */
function expectNear(actual: number | undefined, table: number): void {
  expect(actual).toBeGreaterThan(0.95 * table);
  expect(actual).toBeLessThan(1.05 * table);
}

describe('§10.9 average run lengths of the published tables', () => {
  it.each([
    [4, [168, 26.6, 8.38, 3.34]],
    [5, [465, 38, 10.4, 4.01]],
  ])('§10.9: two-sided CUSUM, k = .5, h = %p', (decision, table) => {
    SHIFTS.forEach((shift, i) => {
      expectNear(cusumRunLength({ reference: 0.5, decision }, shift), table[i] as number);
    });
  });

  it.each([
    [4, 336],
    [5, 929],
  ])('§10.9: one-sided CUSUM, k = .5, h = %p', (decision, table) => {
    expectNear(oneSidedCusumRunLength({ reference: 0.5, decision }), table);
  });

  it.each([
    [0.1, 2.814, [500, 31.3, 10.3, 4.36]],
    [0.2, 2.962, [502, 42, 10.6, 3.7]],
    [0.05, 2.615, [496, 28.9, 11.4, 5.2]],
  ])('§10.9: EWMA, λ = %p, L = %p', (weight, width, table) => {
    SHIFTS.forEach((shift, i) => {
      expectNear(ewmaRunLength({ weight, width }, shift), table[i] as number);
    });
  });

  it('§8.3: Shewhart limits of three standard deviations', () => {
    expect(shewhartRunLength(3)).toBeCloseTo(370.4, 1);
    expect(shewhartRunLength(3, 1)).toBeCloseTo(43.89, 2);
    expect(shewhartRunLength(3, 2)).toBeCloseTo(6.3, 2);
    expect(shewhartRunLength(3, -3)).toBeCloseTo(2, 2);
    expect(shewhartRunLength(40)).toBeUndefined();
  });

  it('an EWMA of weight 1 is a Shewhart chart', () => {
    expect(ewmaRunLength({ weight: 1, width: 3 }, 1)).toBeCloseTo(shewhartRunLength(3, 1) as number, 6);
  });

  it('agree with charts run on chance', () => {
    const random = seededRandom(11);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const meanOf = (run: () => number): number =>
      Array.from({ length: 2500 }, run).reduce((sum, length) => sum + length, 0) / 2500;
    const cusum = meanOf(() => {
      let [state, length] = [CUSUM_START, 0];
      while (state.upper <= 4 && state.lower <= 4)
        [state, length] = [cusumStep(state, normal() + 0.5, 0.5), length + 1];
      return length;
    });
    const rule = { weight: 0.2, width: 2.962 };
    const ewma = meanOf(() => {
      let [average, length] = [0, 0];
      while (Math.abs(average) <= ewmaLimit(rule))
        [average, length] = [ewmaStep(average, normal() + 1, 0.2), length + 1];
      return length;
    });
    expect(cusum / (cusumRunLength({ reference: 0.5, decision: 4 }, 0.5) as number)).toBeCloseTo(1, 1);
    expect(ewma / (ewmaRunLength(rule, 1) as number)).toBeCloseTo(1, 1);
  });
});

describe('designing a chart from an alarm budget', () => {
  it('refuses a budget whose run length is beyond number', () => {
    expect(() => runLengthOfBudget(1e-308, 1e308)).toThrow('INVALID_NUMBER');
  });

  it('§8.3: half an alarm per account-year is 104 weeks between two', () => {
    expect(runLengthOfBudget(0.5)).toBe(104);
    expect(runLengthOfBudget(0.5, 365)).toBe(730);
  });

  it('finds the limits that have the wanted run length', () => {
    expect(cusumDecision(0.5, 168)).toBeCloseTo(4, 2);
    expect(ewmaWidth(0.1, 500)).toBeCloseTo(2.814, 2);
    const decision = cusumDecision(0.5, 104);
    expect(cusumRunLength({ reference: 0.5, decision })).toBeCloseTo(104, 1);
  });

  it('ends where the arithmetic does', () => {
    expect(cusumDecision(3, 1e20)).toBeGreaterThan(4);
    expect(cusumDecision(3, 1e20)).toBeLessThanOrEqual(20);
    expect(ewmaWidth(0.5, 1e15)).toBeCloseTo(6, 2);
  });

  it.each([0, -1, NaN, Infinity])('refuses a budget of %p', (budget) => {
    expect(() => runLengthOfBudget(budget)).toThrow(InvalidValueError);
    expect(() => cusumDecision(0.5, budget)).toThrow(InvalidValueError);
    expect(() => ewmaWidth(0.1, budget)).toThrow(InvalidValueError);
  });
});

describe(markovRunLength.name, () => {
  it('is the mean of a geometric distribution for a single state', () => {
    expect(markovRunLength([[0.75]], 0)).toBeCloseTo(4, 12);
  });

  it('knows where it starts', () => {
    // From the second state one step leads to the first, which is left half the time.
    const chain = [
      [0.5, 0],
      [1, 0],
    ];
    expect(markovRunLength(chain, 0)).toBeCloseTo(2, 12);
    expect(markovRunLength(chain, 1)).toBeCloseTo(3, 12);
  });

  it('is undefined for a chain that never leaves, and for a state that is none', () => {
    expect(markovRunLength([[1]], 0)).toBeUndefined();
    expect(markovRunLength([[0.5]], 1)).toBeUndefined();
  });
});

describe('run lengths', () => {
  it('fall as the shift grows, are the same in both directions, and grow with the limits', () => {
    const shifts = [0, 0.25, 0.5, 1, 2, 3, 6];
    for (const figure of [
      (shift: number) => cusumRunLength({ reference: 0.5, decision: 4 }, shift),
      (shift: number) => ewmaRunLength({ weight: 0.1, width: 2.8 }, shift),
      (shift: number) => shewhartRunLength(3, shift),
    ]) {
      const lengths = shifts.map((shift) => figure(shift) as number);
      expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1);
      expect(figure(-1)).toBeCloseTo(figure(1) as number, 6);
    }
    expect(cusumRunLength({ reference: 0.5, decision: 6 })).toBeGreaterThan(
      cusumRunLength({ reference: 0.5, decision: 5 }) as number,
    );
  });

  it('is undefined, not infinite, where nothing ever alarms', () => {
    expect(oneSidedCusumRunLength({ reference: 5, decision: 20 }, -9)).toBeUndefined();
    expect(cusumRunLength({ reference: 20, decision: 20 })).toBeUndefined();
    expect(ewmaRunLength({ weight: 0.1, width: 30 })).toBeUndefined();
  });

  it.each([
    { reference: -1, decision: 4 },
    { reference: NaN, decision: 4 },
    { reference: 0.5, decision: 0 },
  ])('refuses %p', (rule) => {
    expect(() => cusumRunLength(rule)).toThrow(InvalidValueError);
  });

  it.each([
    { weight: 0, width: 3 },
    { weight: 1.1, width: 3 },
    { weight: NaN, width: 3 },
    { weight: 0.1, width: -3 },
  ])('refuses %p', (rule) => {
    expect(() => ewmaRunLength(rule)).toThrow(InvalidValueError);
  });

  it('refuses shifts that are no numbers', () => {
    expect(() => ewmaRunLength({ weight: 0.1, width: 3 }, NaN)).toThrow(InvalidValueError);
    expect(() => cusumRunLength({ reference: 0.5, decision: 4 }, Infinity)).toThrow(InvalidValueError);
    expect(() => shewhartRunLength(3, NaN)).toThrow(InvalidValueError);
  });
});
