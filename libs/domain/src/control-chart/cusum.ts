import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { normalCumulative } from '../statistics/normal.js';
import { markovRunLength, positive, solveIncreasing } from './average-run-length.js';

/** Cumulative sums above and below, in standard deviations; both ≥ 0. */
export interface CusumState {
  readonly upper: number;
  readonly lower: number;
}

/** A two-sided tabular CUSUM, in standard deviations of the observations. */
export interface CusumRule {
  /** k, half the shift that is to be seen soonest. */
  readonly reference: number;
  /** h, the sum above which it alarms. */
  readonly decision: number;
}

/** Tuned to shifts of one standard deviation, a false alarm in about 168 observations. */
export const DEFAULT_CUSUM: CusumRule = { reference: 0.5, decision: 4 };

export const CUSUM_START: CusumState = { upper: 0, lower: 0 };

/** States of the Markov chain that stands for a sum between 0 and h. */
const STATES = 100;

/**
 * One more standardised observation: C⁺ = max(0, C⁺ + z − k), C⁻ = max(0, C⁻ − z − k) (Page 1954). O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for anything that is no number
 */
export function cusumStep(state: CusumState, z: number, reference: number): CusumState {
  return {
    upper: finite(Math.max(0, state.upper + z - reference)),
    lower: finite(Math.max(0, state.lower - z - reference)),
  };
}

/** The sums after each observation, and on which side they are above h. The sums go on after an alarm. O(n). */
export function cusumPath(
  observations: readonly number[],
  { reference, decision }: CusumRule = DEFAULT_CUSUM,
): readonly (CusumState & { readonly alarm: 'UPPER' | 'LOWER' | 'BOTH' | null })[] {
  let state = CUSUM_START;
  return observations.map((z) => {
    state = cusumStep(state, z, reference);
    const [upper, lower] = [state.upper > decision, state.lower > decision];
    return { ...state, alarm: upper && lower ? 'BOTH' : upper ? 'UPPER' : lower ? 'LOWER' : null };
  });
}

/**
 * Average run length of a one-sided CUSUM from zero on independent normal observations, by a Markov chain of 100 states
 * (Brook & Evans 1972). Undefined above about 10¹³. O(states³).
 *
 * @param shift of the mean towards the side that is watched, in standard deviations
 */
export function oneSidedCusumRunLength({ reference, decision }: CusumRule, shift = 0): number | undefined {
  const width = (2 * positive(decision)) / (2 * STATES - 1);
  const drift = checkedReference(reference) - finite(shift);
  // P(step ≤ d·width + drift) for the half-widths around every distance between two states.
  const below = Array.from({ length: 2 * STATES }, (_, d) => normalCumulative((d - STATES + 0.5) * width + drift));
  const at = (distance: number): number => below[distance + STATES] as number;
  const transition = Array.from({ length: STATES }, (_, from) =>
    Array.from({ length: STATES }, (_, to) => (to === 0 ? at(-from) : at(to - from) - at(to - from - 1))),
  );
  return markovRunLength(transition, 0);
}

/** Average run length of the two-sided CUSUM: 1/ARL = 1/ARL⁺ + 1/ARL⁻ (van Dobben de Bruyn 1968). O(states³). */
export function cusumRunLength(rule: CusumRule, shift = 0): number | undefined {
  // A side that never alarms, as far as the arithmetic can tell, adds nothing.
  const rate = [shift, -shift].reduce((sum, side) => {
    const length = oneSidedCusumRunLength(rule, side);
    return length === undefined ? sum : sum + 1 / length;
  }, 0);
  return rate > 0 ? Math.max(1, 1 / rate) : undefined;
}

/**
 * h whose two-sided in-control run length is the one wanted, for a given k; at most 20.
 *
 * @param runLength observations between two false alarms, see `runLengthOfBudget`
 */
export function cusumDecision(reference: number, runLength: number): number {
  checkedReference(reference);
  const lengthOf = (decision: number): number => cusumRunLength({ reference, decision }) ?? Infinity;
  return solveIncreasing(lengthOf, positive(runLength), [0.01, 20]);
}

function checkedReference(reference: number): number {
  if (!(finite(reference) >= 0)) throw new InvalidValueError('INVALID_NUMBER', reference);
  return reference;
}
