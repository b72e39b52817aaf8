import { InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { checkedWeight } from '../statistics/weight.js';

/**
 * In what two sides of a relationship may differ: how formal it should be, who depends on whom, how close, how much in
 * conflict, how ready to adapt, and how long-term its investments are.
 */
export const RELATIONSHIP_DIFFERENCES = [
  'FORMALITY',
  'DEPENDENCE',
  'CLOSENESS',
  'CONFLICT',
  'ADAPTATION',
  'LONG_TERM_INVESTMENT',
] as const;
export type RelationshipDimension = (typeof RELATIONSHIP_DIFFERENCES)[number];

/** How an agreement stands on paper, from the most formal. */
export const AGREEMENT_FORMS = ['CONTRACT', 'PURCHASE_ORDER', 'EMAIL', 'ORAL'] as const;
export type AgreementForm = (typeof AGREEMENT_FORMS)[number];

/** The formality, 1–5, that an agreement form stands for while a side has not said what it prefers. Mortise's own proposal. */
export const FORMALITY_OF_AGREEMENT: Readonly<Record<AgreementForm, number>> = {
  CONTRACT: 5,
  PURCHASE_ORDER: 4,
  EMAIL: 2,
  ORAL: 1,
};

/** What both sides say of one dimension, 1–5; leave out what a side has not said. */
export interface TwoSidedRating {
  readonly ours?: number;
  readonly theirs?: number;
}

export type RelationshipRatings = Readonly<Partial<Record<RelationshipDimension, TwoSidedRating>>>;

/** Weights ≥ 0 of the six. Building for the long term counts twice. Mortise's own proposal, configurable. */
export const DEFAULT_DIFFERENCE_WEIGHTS: Readonly<Record<RelationshipDimension, number>> = {
  FORMALITY: 1,
  DEPENDENCE: 1,
  CLOSENESS: 1,
  CONFLICT: 1,
  ADAPTATION: 1,
  LONG_TERM_INVESTMENT: 2,
};

export interface DimensionDifference {
  readonly dimension: RelationshipDimension;
  /** Ours − theirs, −4…4; undefined while one side has not said. */
  readonly difference: number | undefined;
}

export interface DifferenceProfile {
  readonly differences: readonly DimensionDifference[];
  /** Σ w·|difference| ÷ (4·Σ w) over the known dimensions, 0 (of one mind) … 1; undefined where none is known. */
  readonly distance: number | undefined;
  /** Dimensions both sides have rated. */
  readonly known: number;
}

/** Heavier than any weight that says something; below it their sums stay numbers. */
const HEAVIEST = 1e99;

/**
 * The profile of the six relationship differences. What one side has not said takes no part. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a rating outside 1…5, `INVALID_WEIGHT` for a weight below zero
 */
export function differenceProfile(
  ratings: RelationshipRatings,
  weights: Readonly<Record<RelationshipDimension, number>> = DEFAULT_DIFFERENCE_WEIGHTS,
): DifferenceProfile {
  const differences = RELATIONSHIP_DIFFERENCES.map((dimension) => {
    const { ours, theirs } = ratings[dimension] ?? {};
    const [a, b] = [checkedRating(ours), checkedRating(theirs)];
    return { dimension, difference: a === undefined || b === undefined ? undefined : a - b };
  });
  const known = differences.flatMap(({ dimension, difference }) =>
    difference === undefined
      ? []
      : [{ weight: checkedWeight(weights[dimension], HEAVIEST), size: Math.abs(difference) / 4 }],
  );
  const total = sum(known.map(({ weight }) => weight));
  const distance = total > 0 ? Math.min(1, sum(known.map(({ weight, size }) => (weight / total) * size))) : undefined;
  return { differences, distance, known: known.length };
}

function checkedRating(rating: number | undefined): number | undefined {
  if (rating !== undefined && !(rating >= 1 && rating <= 5)) throw new InvalidValueError('INVALID_NUMBER', rating);
  return rating;
}
