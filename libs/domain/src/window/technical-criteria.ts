import { finite } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { checkedWeight } from '../statistics/weight.js';

/** Something the customer values, and the technical standards by which it is judged. */
export interface CustomerValue {
  readonly value: string;
  /** ≥ 0; weights are normalised to 1. */
  readonly weight: number;
  readonly standards: readonly TechnicalStandard[];
}

export interface TechnicalStandard {
  readonly criterion: string;
  readonly unit: string;
  readonly threshold: number;
  /** Whether a figure at or above the threshold is good, or one at or below it. */
  readonly better: 'HIGHER' | 'LOWER';
  /** Part in its value, ≥ 0; normalised within the value. */
  readonly part: number;
}

/** A line of the conversion table. */
export interface TechnicalCriterion extends Omit<TechnicalStandard, 'part'> {
  readonly value: string;
  /** Weight of the criterion among all; together 1. */
  readonly weight: number;
}

/**
 * The table that turns what a customer values into technical criteria: weight of the value × part of the standard in it.
 * Values without a standard of any weight are left out, and the rest adds up to 1; empty where nothing is left. O(n).
 *
 * @throws InvalidValueError `INVALID_WEIGHT` for a negative weight or part, `INVALID_NUMBER` for a threshold that is none
 */
export function technicalCriteria(values: readonly CustomerValue[]): readonly TechnicalCriterion[] {
  const rows = values.flatMap(({ value, weight, standards }) => {
    const whole = sum(standards.map(({ part }) => checkedWeight(part, HEAVIEST)));
    return standards.map(({ part, ...standard }) => {
      finite(standard.threshold);
      return { value, ...standard, weight: whole > 0 ? checkedWeight(weight, HEAVIEST) * (part / whole) : 0 };
    });
  });
  const total = sum(rows.map(({ weight }) => weight));
  return total > 0 ? rows.map((row) => ({ ...row, weight: row.weight / total })) : [];
}

/** No weight is beyond this, so that weights add up. */
const HEAVIEST = 1e9;

export interface CriteriaFulfilment {
  /** Weight of the criteria that a product fulfils, 0…1. */
  readonly fulfilled: number;
  /** Weight of those for which it has a figure, 0…1. */
  readonly known: number;
  readonly failed: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * A product's figures held against the criteria, bounds inclusive. What is not known is not fulfilled. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a figure that is none
 */
export function criteriaFulfilment(
  criteria: readonly TechnicalCriterion[],
  figures: Readonly<Record<string, number>>,
): CriteriaFulfilment {
  const read = criteria.map(({ criterion, weight, better, threshold }) => {
    const figure = figures[criterion];
    if (figure === undefined) return { criterion, weight, met: null };
    return { criterion, weight, met: better === 'HIGHER' ? finite(figure) >= threshold : finite(figure) <= threshold };
  });
  const weigh = (rows: typeof read): number => Math.min(1, sum(rows.map(({ weight }) => weight)));
  const names = (rows: typeof read): readonly string[] => rows.map(({ criterion }) => criterion);
  return {
    fulfilled: weigh(read.filter(({ met }) => met === true)),
    known: weigh(read.filter(({ met }) => met !== null)),
    failed: names(read.filter(({ met }) => met === false)),
    unknown: names(read.filter(({ met }) => met === null)),
  };
}
