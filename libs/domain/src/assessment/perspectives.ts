import { mean } from '../statistics/descriptive.js';
import { perspectiveOf, RATER_GROUPS, type GroupedValue, type Perspective, type RaterGroup } from './raters.js';

/** Whose views there are. */
export type ViewSides = 'BOTH' | 'SUPPLIER_ONLY' | 'CUSTOMER_ONLY';

export interface PerspectiveMeans {
  /** Groups that said something, in their fixed order. */
  readonly groups: readonly { readonly group: RaterGroup; readonly mean: number; readonly raters: number }[];
  readonly supplier: number | null;
  readonly customer: number | null;
  /** Half the supplier's and half the customer's view; of one side only, that side's. */
  readonly overall: number;
  readonly sides: ViewSides;
}

/**
 * Means in three steps, so that a large group does not outvote a small one, nor our people the customer: within each
 * group, over the groups of a side, over the two sides, S* = ½·S_supplier + ½·S_customer. Where one side is silent the
 * other's view stands, marked as one-sided. Undefined of no values. Does not depend on the order of values. O(n log n).
 */
export function perspectiveMeans(values: readonly GroupedValue[]): PerspectiveMeans | undefined {
  const groups = RATER_GROUPS.flatMap((group) => {
    const said = values.filter((value) => value.group === group).map(({ value }) => value);
    // Sorted, so that the same raters in another order give the same figure to the last bit.
    const centre = mean(said.sort((a, b) => a - b));
    return centre === undefined ? [] : [{ group, mean: centre, raters: said.length }];
  });
  const ofSide = (side: Perspective): readonly number[] =>
    groups.filter(({ group }) => perspectiveOf(group) === side).map((group) => group.mean);
  const [supplier, customer] = [mean(ofSide('SUPPLIER')), mean(ofSide('CUSTOMER'))];
  const overall = bothSides(supplier, customer);
  if (overall === undefined) return undefined;
  const sides = supplier === undefined ? 'CUSTOMER_ONLY' : customer === undefined ? 'SUPPLIER_ONLY' : 'BOTH';
  return { groups, supplier: supplier ?? null, customer: customer ?? null, overall, sides };
}

/** Half the supplier's and half the customer's view; where one is silent, the other's; undefined where both are. O(1). */
export function bothSides(supplier: number | undefined, customer: number | undefined): number | undefined {
  if (supplier === undefined || customer === undefined) return supplier ?? customer;
  return (supplier + customer) / 2;
}
