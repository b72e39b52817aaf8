import { groupBy } from '../collection/group-by.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';
import { ranks } from '../statistics/rank.js';

/** One account's profit and potential in a period. */
export interface AccountValue {
  readonly account: string;
  readonly segment: string;
  /** Operating contribution of the trailing months, in minor units. */
  readonly contributionMinor: bigint;
  /** Of the trailing twelve months, those since it became a customer, quiet ones too, 0…12; 0 for a prospect. */
  readonly months: number;
  /** What the customer buys a year in agreed categories, from anyone; 0n where unknown. */
  readonly walletMinor: bigint;
  /** Share of wallet now and aimed at, 0…1. */
  readonly share: number;
  readonly targetShare: number;
  /** Expected contribution ÷ sales on what could be won, −1…1. */
  readonly expectedMargin: number;
  /** Probability of reaching the target share, 0…1. */
  readonly reachProbability: number;
}

export type ValueBand = 'LOW' | 'MIDDLE' | 'HIGH';

/** Where an account stands on the two axes among all of the tenant's. */
export interface MovePlacement {
  readonly account: string;
  /** Yearly contribution shrunk to the segment's mean, in minor units; undefined for a prospect. */
  readonly shrunkenContributionMinor: bigint | undefined;
  /** Percentile of it in (0, 1), ties share theirs; undefined for a prospect. */
  readonly profitPercentile: number | undefined;
  readonly profit: ValueBand | undefined;
  readonly potentialMinor: bigint;
  readonly potentialPercentile: number;
  readonly potential: ValueBand;
}

export interface PlacementPolicy {
  /** Months of the segment's mean that an account's own trade is weighed against. */
  readonly priorMonths: number;
  /** Percentiles from which a band is middle and high. */
  readonly profit: { readonly middle: number; readonly high: number };
  readonly potential: { readonly middle: number; readonly high: number };
}

/** Mortise's own proposal, configurable. */
export const DEFAULT_PLACEMENT_POLICY: PlacementPolicy = {
  priorMonths: 6,
  profit: { middle: 1 / 3, high: 2 / 3 },
  potential: { middle: 1 / 3, high: 2 / 3 },
};

/**
 * What could still be won at a customer in a year: `wallet × (target share − share) × expected margin × P(reach)`, never
 * negative, in minor units. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a share, margin or probability out of its range
 */
export function accountPotential(
  value: Omit<AccountValue, 'account' | 'segment' | 'contributionMinor' | 'months'>,
): bigint {
  const { walletMinor, share, targetShare, expectedMargin, reachProbability } = value;
  const gap = inRange(targetShare, 0, 1) - inRange(share, 0, 1);
  const factor = gap * inRange(expectedMargin, -1, 1) * inRange(reachProbability, 0, 1);
  if (gap <= 0 || factor <= 0 || walletMinor <= 0n) return 0n;
  return (walletMinor * BigInt(Math.round(factor * 1e12))) / 1_000_000_000_000n;
}

/**
 * Every account on both axes: profit (yearly contribution, shrunk to the segment where trade is young) and potential, as
 * percentiles `(rank − ½) ÷ n` among the tenant's accounts. Without potential an account is low on that axis, whatever
 * the others have. The order of rows does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for months outside 0…12 or values out of range
 */
export function placeAccounts(
  values: readonly AccountValue[],
  policy: PlacementPolicy = DEFAULT_PLACEMENT_POLICY,
): readonly MovePlacement[] {
  const contributions = shrunkenContributions(values, policy.priorMonths);
  const profits = percentiles(contributions);
  const potentials = values.map(accountPotential);
  const places = percentiles(potentials.map(Number));
  return values.map(({ account }, i) => {
    const [contribution, profitPercentile] = [contributions[i], profits[i]];
    const potentialMinor = potentials[i] as bigint;
    const potentialPercentile = places[i] as number;
    return {
      account,
      shrunkenContributionMinor: contribution === undefined ? undefined : BigInt(Math.round(contribution)),
      profitPercentile,
      profit: profitPercentile === undefined ? undefined : bandOf(profitPercentile, policy.profit),
      potentialMinor,
      potentialPercentile,
      potential: potentialMinor === 0n ? 'LOW' : bandOf(potentialPercentile, policy.potential),
    };
  });
}

/** Yearly contribution, (12 × own + prior × segment's mean) ÷ (months + prior); undefined without trade. */
function shrunkenContributions(values: readonly AccountValue[], priorMonths: number): readonly (number | undefined)[] {
  inRange(priorMonths, 0, 1200);
  const yearly = (value: AccountValue): number | undefined => {
    const months = inRange(value.months, 0, 12);
    return months === 0 ? undefined : (finite(Number(value.contributionMinor)) * 12) / months;
  };
  const means = new Map(
    Array.from(
      groupBy(values, ({ segment }) => segment),
      ([segment, own]) => [segment, mean(own.flatMap((value) => yearly(value) ?? []).sort((a, b) => a - b))],
    ),
  );
  return values.map((value) => {
    const own = yearly(value);
    if (own === undefined) return undefined;
    return (value.months * own + priorMonths * (means.get(value.segment) as number)) / (value.months + priorMonths);
  });
}

function percentiles(values: readonly (number | undefined)[]): readonly (number | undefined)[] {
  const known = values.filter((value) => value !== undefined);
  const places = ranks(known);
  let next = 0;
  return values.map((value) => (value === undefined ? undefined : ((places[next++] as number) - 0.5) / known.length));
}

function bandOf(percentile: number, { middle, high }: { readonly middle: number; readonly high: number }): ValueBand {
  if (percentile >= high) return 'HIGH';
  return percentile >= middle ? 'MIDDLE' : 'LOW';
}

function inRange(value: number, low: number, high: number): number {
  if (!(value >= low && value <= high)) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
