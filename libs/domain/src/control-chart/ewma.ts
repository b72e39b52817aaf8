import { finite } from '../errors/invalid-value.error.js';
import { normalCumulative } from '../statistics/normal.js';
import { smoothingWeight } from '../statistics/weight.js';
import { markovRunLength, positive, solveIncreasing } from './average-run-length.js';

/** A two-sided exponentially weighted moving average with constant limits. */
export interface EwmaRule {
  /** λ in (0, 1], the weight of the newest observation. */
  readonly weight: number;
  /** L, the limits in standard deviations of the average. */
  readonly width: number;
}

/** Weight .1, a false alarm in about 500 observations. */
export const DEFAULT_EWMA: EwmaRule = { weight: 0.1, width: 2.814 };

/** States of the Markov chain that stands for an average between the limits. */
const STATES = 101;

/**
 * One more standardised observation: Z = λz + (1 − λ)Z (Roberts 1959). O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for anything that is no number, `INVALID_WEIGHT` for a weight outside (0, 1]
 */
export function ewmaStep(average: number, z: number, weight: number): number {
  return smoothingWeight(weight) * finite(z) + (1 - weight) * finite(average);
}

/** The limit in standard deviations of the observations: L·√(λ ÷ (2 − λ)), what it tends to as the chart goes on. */
export function ewmaLimit({ weight, width }: EwmaRule): number {
  return positive(width) * Math.sqrt(smoothingWeight(weight) / (2 - weight));
}

/** The average after each standardised observation, from `start`, and on which side it is beyond the limit. O(n). */
export function ewmaPath(
  observations: readonly number[],
  rule: EwmaRule = DEFAULT_EWMA,
  start = 0,
): readonly { readonly average: number; readonly alarm: 'UPPER' | 'LOWER' | null }[] {
  const limit = ewmaLimit(rule);
  let average = start;
  return observations.map((z) => {
    average = ewmaStep(average, z, rule.weight);
    return { average, alarm: average > limit ? 'UPPER' : average < -limit ? 'LOWER' : null };
  });
}

/**
 * Average run length of the chart from zero on independent normal observations, by a Markov chain of 101 states (Lucas &
 * Saccucci 1990). Undefined above about 10¹³. O(states³).
 *
 * @param shift of the mean, in standard deviations; 0 gives the in-control run length
 */
export function ewmaRunLength(rule: EwmaRule, shift = 0): number | undefined {
  finite(shift);
  const { weight } = rule;
  const limit = ewmaLimit(rule);
  const width = (2 * limit) / STATES;
  const transition = Array.from({ length: STATES }, (_, from) => {
    const kept = (1 - weight) * (-limit + (from + 0.5) * width);
    const below = Array.from({ length: STATES + 1 }, (_, edge) =>
      normalCumulative((-limit + edge * width - kept) / weight - shift),
    );
    return below.slice(1).map((probability, to) => probability - (below[to] as number));
  });
  return markovRunLength(transition, (STATES - 1) / 2);
}

/**
 * L whose in-control run length is the one wanted, for a given λ; at most 6.
 *
 * @param runLength observations between two false alarms, see `runLengthOfBudget`
 */
export function ewmaWidth(weight: number, runLength: number): number {
  smoothingWeight(weight);
  return solveIncreasing((width) => ewmaRunLength({ weight, width }) ?? Infinity, positive(runLength), [0.01, 6]);
}
