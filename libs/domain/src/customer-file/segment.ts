import { groupByName } from '../collection/group-by.js';

/** The four ways in which customers are classed. */
export const CLASS_FIELDS = ['SIZE', 'PRODUCT_CATEGORY', 'NATURE', 'SERVICE_CONTENT'] as const;
export type ClassField = (typeof CLASS_FIELDS)[number];

/** Size of the customer's business. */
export const CUSTOMER_SIZES = ['SMALL', 'MEDIUM', 'LARGE', 'VERY_LARGE'] as const;
export type CustomerSize = (typeof CUSTOMER_SIZES)[number];

/** The class of an account in each field; null or blank where nobody has said. */
export type AccountClass = Readonly<Record<ClassField, string | null>>;

export interface Segment {
  /** The classes in the order of the fields, each escaped, joined by `|`; a field that is not classed is empty. */
  readonly key: string;
  /** Fields without a class, in their order. */
  readonly unclassified: readonly ClassField[];
}

/**
 * The segment of an account by all fields or some of them. Two accounts have the same key if and only if their classes
 * are the same in those fields: surrounding blanks and letter case do not make another segment. O(fields).
 */
export function accountSegment(account: AccountClass, fields: readonly ClassField[] = CLASS_FIELDS): Segment {
  const used = CLASS_FIELDS.filter((field) => fields.includes(field));
  const classes = used.map((field) => ({ field, value: (account[field] ?? '').trim().toUpperCase() }));
  return {
    key: classes.map(({ value }) => value.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|'),
    unclassified: classes.flatMap(({ field, value }) => (value === '' ? [field] : [])),
  };
}

/** Accounts by segment, in the order of the keys, each with its accounts in the order given. O(n log n). */
export function segments<Account>(
  accounts: readonly Account[],
  classOf: (account: Account) => AccountClass,
  fields: readonly ClassField[] = CLASS_FIELDS,
): readonly { readonly key: string; readonly accounts: readonly Account[] }[] {
  return groupByName(accounts, (account) => accountSegment(classOf(account), fields).key).map(([key, inside]) => {
    return { key, accounts: inside };
  });
}

export interface CustomerSizeBounds {
  /** Yearly revenue in minor units from which each size begins. */
  readonly MEDIUM: bigint;
  readonly LARGE: bigint;
  readonly VERY_LARGE: bigint;
}

/** The size of a customer by its yearly revenue, lower bounds inclusive. O(1). */
export function customerSize(yearlyRevenueMinor: bigint, bounds: CustomerSizeBounds): CustomerSize {
  if (yearlyRevenueMinor >= bounds.VERY_LARGE) return 'VERY_LARGE';
  if (yearlyRevenueMinor >= bounds.LARGE) return 'LARGE';
  return yearlyRevenueMinor >= bounds.MEDIUM ? 'MEDIUM' : 'SMALL';
}
