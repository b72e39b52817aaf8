import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Where a product of the customer is in its life. */
export const LIFE_CYCLE_PHASES = ['DESIGN', 'INTRODUCTION', 'GROWTH', 'MATURITY', 'DECLINE'] as const;
export type LifeCyclePhase = (typeof LIFE_CYCLE_PHASES)[number];

/** A product of the customer that our goods go into, or could. */
export interface CustomerProduct {
  readonly phase: LifeCyclePhase;
  /** Since when we have had a part in it; null where we have none. */
  readonly joinedAt: LifeCyclePhase | null;
}

export interface LifeCycleInvolvement {
  /** Products we joined while they were designed ÷ all, 0…1; undefined of no products. */
  readonly designRatio: number | undefined;
  /** Every phase, with the products in it and those we have a part in. */
  readonly phases: readonly { readonly phase: LifeCyclePhase; readonly products: number; readonly joined: number }[];
}

/** How early and how widely we take part in the life of the customer's products. O(n). */
export function lifeCycleInvolvement(products: readonly CustomerProduct[]): LifeCycleInvolvement {
  const early = products.filter(({ joinedAt }) => joinedAt === 'DESIGN').length;
  return {
    designRatio: products.length === 0 ? undefined : early / products.length,
    phases: LIFE_CYCLE_PHASES.map((phase) => {
      const inside = products.filter((product) => product.phase === phase);
      return { phase, products: inside.length, joined: inside.filter(({ joinedAt }) => joinedAt !== null).length };
    }),
  };
}

/** Something we proposed to make the customer's product cheaper; a yearly saving in minor units, at least 0. */
export interface CostDownProposal {
  readonly savingMinor: bigint;
  /** Null while the customer has not decided. */
  readonly accepted: boolean | null;
}

export interface CostDownStanding {
  readonly proposals: number;
  readonly acceptedMinor: bigint;
  readonly openMinor: bigint;
  /** Accepted ÷ decided proposals, 0…1; undefined while none is decided. */
  readonly acceptance: number | undefined;
}

/**
 * What our proposals for cheaper products save the customer. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a saving below 0
 */
export function costDownStanding(proposals: readonly CostDownProposal[]): CostDownStanding {
  const total = (decision: boolean | null): bigint =>
    proposals.reduce((all, { savingMinor, accepted }) => {
      if (savingMinor < 0n) throw new InvalidValueError('INVALID_NUMBER', savingMinor);
      return accepted === decision ? all + savingMinor : all;
    }, 0n);
  const decided = proposals.filter(({ accepted }) => accepted !== null);
  return {
    proposals: proposals.length,
    acceptedMinor: total(true),
    openMinor: total(null),
    acceptance: decided.length === 0 ? undefined : decided.filter(({ accepted }) => accepted).length / decided.length,
  };
}
