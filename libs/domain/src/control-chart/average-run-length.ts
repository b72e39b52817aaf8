import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { solveLinear } from '../optimize/index.js';

/**
 * Average run length of a chart whose statistic moves between states as a Markov chain (Brook & Evans 1972): the
 * expected number of observations until it leaves them, the solution of (I − Q)·a = 1 at the state it starts in.
 * Undefined where the chain leaves too rarely for the arithmetic (run lengths of about 10¹³). O(states³).
 *
 * @param transition Q, the probabilities of going from one state inside the limits to another
 * @throws InvalidValueError `INVALID_LENGTH` where Q is not square
 */
export function markovRunLength(transition: readonly (readonly number[])[], start: number): number | undefined {
  const leaving = transition.map((row, i) => row.map((probability, j) => (i === j ? 1 : 0) - probability));
  const length = solveLinear(leaving, new Array<number>(transition.length).fill(1))?.[start];
  return length !== undefined && length >= 1 ? length : undefined;
}

/**
 * In-control average run length that spends an alarm budget: observations per year ÷ alarms per account-year. A budget
 * of 0.5 on weekly figures is 104 weeks between false alarms. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` unless both are above zero and the run length is finite
 */
export function runLengthOfBudget(alarmsPerAccountYear: number, observationsPerYear = 52): number {
  return finite(positive(observationsPerYear) / positive(alarmsPerAccountYear));
}

/** The value between the bounds at which an increasing function reaches the target, by bisection. */
export function solveIncreasing(
  value: (at: number) => number,
  target: number,
  [low, high]: readonly [number, number],
  steps = 30,
): number {
  let [below, above] = [low, high];
  for (let step = 0; step < steps; step++) {
    const middle = (below + above) / 2;
    if (value(middle) < target) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/** The number itself when it is finite and above zero. */
export function positive(value: number): number {
  if (!(finite(value) > 0)) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
