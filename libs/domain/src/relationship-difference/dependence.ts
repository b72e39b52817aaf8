import { InvalidValueError } from '../errors/invalid-value.error.js';

/** How much two companies need each other; every figure 0…1. */
export interface DependenceFacts {
  /** The customer's part of our revenue. */
  readonly revenueShare: number;
  /** How hard this customer would be for us to replace. */
  readonly customerReplacementDifficulty: number;
  /** Our part of the customer's purchases in what we supply. */
  readonly purchaseShare: number;
  /** How hard we would be for the customer to replace. */
  readonly supplierReplacementDifficulty: number;
}

export interface DependenceBalance {
  /** Our dependence on the customer, and the customer's on us, 0…1. */
  readonly ours: number;
  readonly theirs: number;
  /** Theirs − ours, −1…1: above zero we have the stronger hand. */
  readonly power: number;
  /** Ours + theirs, 0…2: how much is at stake for both. */
  readonly interdependence: number;
}

/**
 * Dependence of each side = share × difficulty of replacement; power is the difference and interdependence the sum (power
 * as the other's dependence: Emerson 1962). O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a figure outside 0…1
 */
export function dependenceBalance(facts: DependenceFacts): DependenceBalance {
  const ours = fraction(facts.revenueShare) * fraction(facts.customerReplacementDifficulty);
  const theirs = fraction(facts.purchaseShare) * fraction(facts.supplierReplacementDifficulty);
  return { ours, theirs, power: theirs - ours, interdependence: ours + theirs };
}

/** What a relationship rests on: both want it, nobody thinks about it, or one side has no choice. */
export const COOPERATION_BASES = ['WILL', 'HABIT', 'COERCION'] as const;
export type CooperationBasis = (typeof COOPERATION_BASES)[number];

export interface CoercionReading {
  /** A large gap of power goes together with dissatisfaction. */
  readonly flagged: boolean;
  /** Who has no choice; null without a flag. */
  readonly coerced: 'US' | 'THEM' | null;
  /** What people assessed, or coercion where the figures say so and nobody has; null while unknown. */
  readonly basis: CooperationBasis | null;
  /** People say will or habit, the figures say coercion: somebody should ask again. */
  readonly contradicted: boolean;
}

/** Gap of power from which one side may be coerced. Mortise's own proposal, configurable. */
export const LARGE_POWER_GAP = 0.4;

/**
 * Whether cooperation rests on coercion: the gap of power is large and the customer's satisfaction (perceived − expected)
 * below zero. A relationship kept by a lack of choice ends with the choice. O(1).
 *
 * @param satisfaction the weighted gap, or null while nobody was asked: then nothing is flagged
 */
export function cooperationBasis(
  power: number,
  satisfaction: number | null,
  assessed: CooperationBasis | null,
  largeGap: number = LARGE_POWER_GAP,
): CoercionReading {
  const flagged = Math.abs(power) >= largeGap && satisfaction !== null && satisfaction < 0;
  return {
    flagged,
    coerced: flagged ? (power > 0 ? 'THEM' : 'US') : null,
    basis: assessed ?? (flagged ? 'COERCION' : null),
    contradicted: flagged && assessed !== null && assessed !== 'COERCION',
  };
}

function fraction(value: number): number {
  if (!(value >= 0 && value <= 1)) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
