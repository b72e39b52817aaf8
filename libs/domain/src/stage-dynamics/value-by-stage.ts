import { groupBy } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { STAGES, type Stage } from '../stage/stages.js';

/** What an account was worth in a year, in minor units of one currency. */
export interface AccountYearValue {
  readonly stage: Stage;
  /** Years since its first order. */
  readonly tenureYears: number;
  readonly revenueMinor: bigint;
  readonly marginMinor: bigint;
  readonly costToServeMinor: bigint;
  readonly referrals: number;
}

/** The four quantities that are said to grow, or to fall, with the relationship. */
export interface GroupValue<Group extends string> {
  readonly group: Group;
  readonly accounts: number;
  /** Mean revenue in minor units, down to the whole one. */
  readonly revenueMinor: bigint;
  /** Margin ÷ revenue, which willingness to pay shows in; undefined without revenue. */
  readonly marginShare: number | undefined;
  /** Cost to serve ÷ revenue; undefined without revenue. */
  readonly costShare: number | undefined;
  /** Referrals per account: the indirect benefit. */
  readonly referrals: number;
}

export type ValueClaim = 'REVENUE_GROWS' | 'MARGIN_GROWS' | 'COST_FALLS' | 'REFERRALS_GROW';

export interface ValueReport<Group extends string> {
  /** Groups with accounts, in order. */
  readonly groups: readonly GroupValue<Group>[];
  /** Whether the last group is better than the first; undefined of one group or where a figure is missing. */
  readonly claims: Readonly<Record<ValueClaim, boolean | undefined>>;
}

/** Years from which a tenure counts as settled and as long. Mortise's own proposal. */
export const TENURE_BANDS = ['UP_TO_ONE_YEAR', 'UP_TO_THREE_YEARS', 'LONGER'] as const;
export type TenureBand = (typeof TENURE_BANDS)[number];

/** The band of a tenure, upper bounds inclusive. Throws `INVALID_NUMBER` below zero. O(1). */
export function tenureBand(years: number): TenureBand {
  if (finite(years) < 0) throw new InvalidValueError('INVALID_NUMBER', years);
  if (years <= 1) return 'UP_TO_ONE_YEAR';
  return years <= 3 ? 'UP_TO_THREE_YEARS' : 'LONGER';
}

/**
 * Whether value grows with the relationship, from the tenant's own accounts: by stage, or by tenure. A comparison of
 * means, which says nothing of cause. The order of the rows does not matter. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for tenure or referrals below zero
 */
export function valueByStage(rows: readonly AccountYearValue[]): ValueReport<Stage> {
  return valueReport(rows, STAGES, ({ stage }) => stage);
}

/** The same by tenure: see {@link valueByStage}. */
export function valueByTenure(rows: readonly AccountYearValue[]): ValueReport<TenureBand> {
  return valueReport(rows, TENURE_BANDS, ({ tenureYears }) => tenureBand(tenureYears));
}

function valueReport<Group extends string>(
  rows: readonly AccountYearValue[],
  order: readonly Group[],
  groupOf: (row: AccountYearValue) => Group,
): ValueReport<Group> {
  for (const { referrals } of rows) if (finite(referrals) < 0) throw new InvalidValueError('INVALID_NUMBER', referrals);
  const found = groupBy(rows, groupOf);
  const groups = order.flatMap((group) => {
    const inside = found.get(group);
    return inside === undefined ? [] : [groupValue(group, inside)];
  });
  const [first, last] = [groups[0], groups.at(-1)];
  const grows = (pick: (value: GroupValue<Group>) => number | bigint | undefined): boolean | undefined => {
    if (first === undefined || last === undefined || first === last) return undefined;
    const [before, after] = [pick(first), pick(last)];
    return before === undefined || after === undefined ? undefined : after > before;
  };
  return {
    groups,
    claims: {
      REVENUE_GROWS: grows((value) => value.revenueMinor),
      MARGIN_GROWS: grows((value) => value.marginShare),
      COST_FALLS: grows(({ costShare }) => (costShare === undefined ? undefined : -costShare)),
      REFERRALS_GROW: grows((value) => value.referrals),
    },
  };
}

function groupValue<Group extends string>(group: Group, rows: readonly AccountYearValue[]): GroupValue<Group> {
  const total = (pick: (row: AccountYearValue) => bigint): bigint => rows.reduce((all, row) => all + pick(row), 0n);
  const revenue = total((row) => row.revenueMinor);
  const share = (amount: bigint): number | undefined => {
    return revenue > 0n ? Number((amount * 1_000_000_000n) / revenue) / 1e9 : undefined;
  };
  return {
    group,
    accounts: rows.length,
    revenueMinor: revenue / BigInt(rows.length),
    marginShare: share(total((row) => row.marginMinor)),
    costShare: share(total((row) => row.costToServeMinor)),
    referrals: rows.reduce((all, { referrals }) => all + referrals, 0) / rows.length,
  };
}
