import { exactShare, shareNumber } from '../share/exact-share.js';
import { sum } from '../statistics/descriptive.js';

export interface Concentration {
  /** Σ share² in (0, 1]: 1 when everything comes from one account, 1 ÷ n when it is even (Herfindahl–Hirschman). */
  readonly herfindahl: number;
  /** Part of the largest accounts, 0…1. */
  readonly topShare: number;
  /** Accounts with revenue. */
  readonly accounts: number;
}

/**
 * How much a supplier lives from few accounts. Revenue of zero or below takes no part; undefined where nothing is left.
 * Order does not matter. O(n log n).
 *
 * @param revenueMinor revenue per account, minor units of one currency
 * @param top how many of the largest accounts to add up
 */
export function revenueConcentration(revenueMinor: readonly bigint[], top = 5): Concentration | undefined {
  const positive = revenueMinor.filter((revenue) => revenue > 0n).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const total = positive.reduce((running, revenue) => running + revenue, 0n);
  if (total === 0n) return undefined;
  const shares = positive.map((revenue) => shareNumber(exactShare(revenue, total)));
  const herfindahl = Math.min(1, sum(shares.map((share) => share ** 2)));
  return { herfindahl, topShare: Math.min(1, sum(shares.slice(0, Math.max(0, top)))), accounts: positive.length };
}

/** What a contact was good for, as the people tagged it. */
export interface ContactPurpose {
  /** It delivered or discussed value for the customer. */
  readonly bearsValue: boolean;
  /** It was social: a dinner, a visit for the relation alone. */
  readonly social: boolean;
}

export interface ValueContactRatio {
  readonly valueContacts: number;
  readonly socialContacts: number;
  /** Value-bearing ÷ social; undefined where there was no social contact to compare with. */
  readonly ratio: number | undefined;
}

/** From relationship to value: contacts that bear value for each social one. A contact may be both. O(n). */
export function valueContactRatio(contacts: readonly ContactPurpose[]): ValueContactRatio {
  const valueContacts = contacts.filter(({ bearsValue }) => bearsValue).length;
  const socialContacts = contacts.filter(({ social }) => social).length;
  return { valueContacts, socialContacts, ratio: socialContacts === 0 ? undefined : valueContacts / socialContacts };
}

export interface InternalReadiness {
  /** Part of the account team that is trained, 0…1; undefined of no team. */
  readonly trained: number | undefined;
  /** Part of the requests for knowledge that were answered, 0…1; undefined of no requests. */
  readonly answered: number | undefined;
}

/** Whether our own house is ready to serve the account: training and answered knowledge requests. O(n). */
export function internalReadiness(
  team: readonly { readonly trained: boolean }[],
  requests: readonly { readonly answered: boolean }[],
): InternalReadiness {
  return {
    trained: partOf(team, ({ trained }) => trained),
    answered: partOf(requests, ({ answered }) => answered),
  };
}

function partOf<T>(rows: readonly T[], holds: (row: T) => boolean): number | undefined {
  return rows.length === 0 ? undefined : rows.filter(holds).length / rows.length;
}
