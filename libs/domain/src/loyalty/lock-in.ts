import type { ItemAnswer } from '../assessment/instrument.js';
import type { SwitchingCostSheet } from './exit-barrier.js';

/** What binds the two sides to each other; the indices are 0…100, of a full barrier. */
export interface MutualLockIn {
  /** What it would cost the customer to leave us, and us to lose it. */
  readonly theirs: number | undefined;
  readonly ours: number | undefined;
  /** The weaker of the two: only what binds both is a bond. */
  readonly mutual: number | undefined;
  /** Theirs less ours, −100…100: above 0 the customer is bound more than we are. */
  readonly balance: number | undefined;
  /** The answer on the exit barrier that this bears out; undefined while one side is not known. */
  readonly answer: ItemAnswer | undefined;
}

/** Index from which leaving would be troublesome, and from which it takes some effort. Mortise's own proposal. */
export const DEFAULT_LOCK_IN_BOUNDS = { troublesome: 50, effort: 10 } as const;

/**
 * The exit barrier of both sides on one sheet: shared capital or resources bind (4), else both sides troublesome to leave
 * (3), else some effort on either side (2), else nothing (1). O(1).
 *
 * @param theirs switching cost of the customer against its yearly purchases from us
 * @param ours what we put in for this customer alone, against our yearly sales to it
 */
export function mutualLockIn(
  theirs: Pick<SwitchingCostSheet, 'index'>,
  ours: Pick<SwitchingCostSheet, 'index'>,
  sharedCapital: boolean,
  bounds: { readonly troublesome: number; readonly effort: number } = DEFAULT_LOCK_IN_BOUNDS,
): MutualLockIn {
  const [a, b] = [theirs.index, ours.index];
  if (a === undefined || b === undefined) {
    return { theirs: a, ours: b, mutual: undefined, balance: undefined, answer: sharedCapital ? 4 : undefined };
  }
  const [mutual, either] = [Math.min(a, b), Math.max(a, b)];
  const barrier = mutual >= bounds.troublesome ? 3 : either >= bounds.effort ? 2 : 1;
  return { theirs: a, ours: b, mutual, balance: a - b, answer: sharedCapital ? 4 : barrier };
}
