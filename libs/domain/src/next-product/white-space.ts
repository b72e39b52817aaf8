import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { divideRounded, type MinorUnits } from '../money/money.js';
import { compareText } from '../text/compare-text.js';

/** Something an account does not buy yet. */
export interface WhiteSpaceCell {
  readonly account: string;
  readonly category: string;
  /** Share of the other accounts of its peer group that buy the category, in [0, 1]. */
  readonly peerPenetration: number;
  readonly peers: number;
}

export interface AccountCategories {
  readonly account: string;
  /** Accounts are compared within their group: a segment, an industry. */
  readonly peerGroup: string;
  readonly categories: readonly string[];
}

/**
 * The empty cells of the account × category table, each with how usual the category is among the account's peers. A
 * category nobody of the group buys gives no cell. Widest gap first, equals by name. O(accounts · categories · log).
 */
export function whiteSpace(accounts: readonly AccountCategories[]): readonly WhiteSpaceCell[] {
  interface Group {
    accounts: number;
    readonly buyers: Map<string, number>;
  }
  const groups = new Map<string, Group>();
  for (const { peerGroup, categories } of accounts) {
    const group = groups.get(peerGroup) ?? { accounts: 0, buyers: new Map<string, number>() };
    groups.set(peerGroup, group);
    group.accounts += 1;
    for (const category of new Set(categories)) group.buyers.set(category, (group.buyers.get(category) ?? 0) + 1);
  }
  return accounts
    .flatMap(({ account, peerGroup, categories }) => {
      const group = groups.get(peerGroup) as Group;
      const owned = new Set(categories);
      const peers = group.accounts - 1;
      return [...group.buyers]
        .filter(([category]) => !owned.has(category))
        .map(([category, buyers]) => ({ account, category, peers, peerPenetration: buyers / peers }));
    })
    .sort(
      (a, b) =>
        b.peerPenetration - a.peerPenetration ||
        compareText(a.account, b.account) ||
        compareText(a.category, b.category),
    );
}

/** A thing to sell to an account, before it is ranked. */
export interface SalesOpportunity {
  readonly account: string;
  readonly item: string;
  /** Calibrated probability that the account buys it, in [0, 1]. */
  readonly probability: number;
  /** Margin per year if it does, in minor units. */
  readonly marginMinor: MinorUnits;
}

export interface RankedOpportunity extends SalesOpportunity {
  /** probability × margin, to the nearest minor unit. */
  readonly expectedMarginMinor: MinorUnits;
}

/**
 * Profit opportunities by expected margin = propensity × margin, best first; those that would lose money are left out.
 * Equals by account, then item. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a probability outside [0, 1]
 */
export function rankOpportunities(opportunities: readonly SalesOpportunity[]): readonly RankedOpportunity[] {
  return opportunities
    .map((opportunity) => ({
      ...opportunity,
      expectedMarginMinor: scaleMinor(opportunity.marginMinor, probabilityOf(opportunity.probability)),
    }))
    .filter(({ expectedMarginMinor }) => expectedMarginMinor > 0n)
    .sort(
      (a, b) =>
        (a.expectedMarginMinor < b.expectedMarginMinor ? 1 : a.expectedMarginMinor > b.expectedMarginMinor ? -1 : 0) ||
        compareText(a.account, b.account) ||
        compareText(a.item, b.item),
    );
}

const PARTS = 1_000_000_000_000n;

/** An amount times a factor of at most twelve decimals, half away from zero. */
export function scaleMinor(amountMinor: MinorUnits, factor: number): MinorUnits {
  return divideRounded(amountMinor * BigInt(Math.round(finite(factor) * Number(PARTS))), PARTS);
}

function probabilityOf(value: number): number {
  if (!(value >= 0 && value <= 1)) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
