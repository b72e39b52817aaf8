import { groupBy } from '../collection/group-by.js';
import { sum } from '../statistics/descriptive.js';
import { rankCorrelation } from '../statistics/rank.js';
import {
  checkedHistory,
  fitGammaGamma,
  gammaGammaMean,
  isUsable,
  type ContributionHistory,
  type GammaGammaFit,
  type GammaGammaModel,
} from './gamma-gamma.js';

/** A history with the segment whose mean stands in where the account's own says too little. */
export interface SegmentHistory extends ContributionHistory {
  readonly segment?: string;
}

/** Mortise's own proposals, configurable. */
export interface ContributionPolicy {
  /** |ρ| from which contribution per order and number of orders count as dependent. */
  readonly dependenceFrom: number;
  /** Accounts a segment must offer to be fitted by itself. */
  readonly smallestSegment: number;
}

export const DEFAULT_CONTRIBUTION_POLICY: ContributionPolicy = { dependenceFrom: 0.2, smallestSegment: 30 };

export interface ContributionIndependence {
  /** Spearman's ρ between the orders and the mean contributions of the accounts; undefined where one does not vary. */
  readonly correlation: number | undefined;
  readonly accounts: number;
  /** Whether the gamma-gamma may be used over all accounts, because its assumption is not contradicted. */
  readonly independent: boolean;
}

/**
 * Whether what an order is worth goes along with how often is ordered, which the gamma-gamma rules out: independent while
 * Spearman's |ρ| is below 0.2. Over accounts with orders and a positive mean, those that are fitted. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a history that cannot be one
 */
export function contributionIndependence(
  histories: readonly ContributionHistory[],
  { dependenceFrom }: ContributionPolicy = DEFAULT_CONTRIBUTION_POLICY,
): ContributionIndependence {
  const usable = histories.map(checkedHistory).filter(isUsable);
  const correlation = rankCorrelation(
    usable.map(({ orders }) => orders),
    usable.map(({ meanContribution }) => meanContribution),
  );
  return {
    correlation,
    accounts: usable.length,
    independent: correlation === undefined || Math.abs(correlation) < dependenceFrom,
  };
}

/** What orders of a group of accounts are worth. */
export interface GroupContribution {
  /** Σ contributions ÷ Σ orders in minor units, losses included; undefined without an order. */
  readonly meanContribution: number | undefined;
  /** Undefined where there is too little to fit, or where the group is not fitted by itself. */
  readonly fit: GammaGammaFit | undefined;
}

export interface ContributionFit {
  readonly independence: ContributionIndependence;
  readonly all: GroupContribution;
  readonly segments: ReadonlyMap<string, GroupContribution>;
}

/**
 * Gamma-gamma over all accounts, and by segment where contribution per order and number of orders depend on each other.
 * Segments that are too small are left to the fit of all. O(n log n), plus O(n) per step of the searches.
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a history that cannot be one
 */
export function fitContribution(
  histories: readonly SegmentHistory[],
  policy: ContributionPolicy = DEFAULT_CONTRIBUTION_POLICY,
): ContributionFit {
  const independence = contributionIndependence(histories, policy);
  const segments = [...groupBy(histories, ({ segment }) => segment)].flatMap(([segment, those]) => {
    if (segment === undefined) return [];
    const alone = !independence.independent && those.filter(isUsable).length >= policy.smallestSegment;
    const fit = alone ? fitGammaGamma(those) : undefined;
    return [[segment, { meanContribution: meanPerOrder(those), fit }] as const];
  });
  return {
    independence,
    all: { meanContribution: meanPerOrder(histories), fit: fitGammaGamma(histories) },
    segments: new Map(segments),
  };
}

function meanPerOrder(histories: readonly ContributionHistory[]): number | undefined {
  const orders = sum(histories.map((history) => history.orders));
  if (orders === 0) return undefined;
  return sum(histories.map((history) => (history.orders / orders) * history.meanContribution));
}

/** What an estimate of the contribution rests on. */
export type ContributionBasis =
  /** The account's own orders, shrunken by the gamma-gamma. */
  | 'ACCOUNT'
  /** The mean of the segment (or of all), because the account has no orders to go by … */
  | 'SEGMENT_NO_ORDERS'
  /** … because its orders brought nothing or a loss so far … */
  | 'SEGMENT_LOSS_MAKING'
  /** … or because there is no fit. */
  | 'SEGMENT_NO_FIT';

export interface ExpectedContribution {
  /** Contribution to expect per order, in minor units. */
  readonly contribution: number;
  readonly basis: ContributionBasis;
  /** The model behind it, where the basis is the account. */
  readonly model?: GammaGammaModel;
}

/**
 * What the account's next order is worth: the gamma-gamma mean, with the mean of the segment as the floor to stand on
 * where the account's own orders are missing or not positive. Undefined where no account has any order. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a history that cannot be one
 */
export function expectedContribution(fit: ContributionFit, history: SegmentHistory): ExpectedContribution | undefined {
  checkedHistory(history);
  const segment = history.segment === undefined ? undefined : fit.segments.get(history.segment);
  const model = (segment?.fit ?? fit.all.fit)?.model;
  const own = model === undefined || !isUsable(history) ? undefined : gammaGammaMean(model, history);
  if (model !== undefined && own !== undefined) return { contribution: own, basis: 'ACCOUNT', model };
  const floor = segment?.meanContribution ?? fit.all.meanContribution;
  return floor === undefined ? undefined : { contribution: floor, basis: basisWithoutFit(history) };
}

function basisWithoutFit(history: ContributionHistory): ContributionBasis {
  if (history.orders === 0) return 'SEGMENT_NO_ORDERS';
  return history.meanContribution > 0 ? 'SEGMENT_NO_FIT' : 'SEGMENT_LOSS_MAKING';
}
