/** Who rates, by function. The last is the other side. */
export const RATER_GROUPS = ['MARKETING', 'SALES_MANAGER', 'OTHER_MANAGER', 'CUSTOMER'] as const;
export type RaterGroup = (typeof RATER_GROUPS)[number];

export const PERSPECTIVES = ['SUPPLIER', 'CUSTOMER'] as const;
export type Perspective = (typeof PERSPECTIVES)[number];

/** Whose view a group of raters has. */
export function perspectiveOf(group: RaterGroup): Perspective {
  return group === 'CUSTOMER' ? 'CUSTOMER' : 'SUPPLIER';
}

/** A rater of one account. */
export interface Rater {
  readonly raterId: string;
  readonly group: RaterGroup;
  /** Whether the rater sells to this account, and so judges his or her own work. */
  readonly ownAccount: boolean;
}

/** What somebody of a group said, as a number. */
export interface GroupedValue {
  readonly group: RaterGroup;
  readonly value: number;
}
