import { DAYS_PER_YEAR } from '../calendar/date.js';
import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import {
  DAYS_PER_WEEK,
  expectedOrders,
  simulateOrders,
  type OrderModel,
  type OrderSummary,
} from '../expected-orders/index.js';
import type { Random } from '../random/random.js';
import { drawGamma } from '../special-functions/index.js';
import { quantile, sum } from '../statistics/descriptive.js';
import {
  expectedContribution,
  type ContributionBasis,
  type ContributionFit,
  type ExpectedContribution,
  type SegmentHistory,
} from './contribution.js';

/** Mortise's own proposals, configurable. */
export interface LifetimeValuePolicy {
  readonly horizonMonths: number;
  /** Rate at which a year's contribution is worth less today; 0.1 is 10 %. */
  readonly annualDiscountRate: number;
  /** Futures drawn for the interval. */
  readonly replicates: number;
  /** Probability that the interval covers what the account brings. */
  readonly confidence: number;
  /** Length of a month in the unit of the order summaries; weeks unless told. */
  readonly monthLength: number;
}

export const DEFAULT_LIFETIME_VALUE_POLICY: LifetimeValuePolicy = {
  horizonMonths: 36,
  annualDiscountRate: 0.1,
  replicates: 200,
  confidence: 0.9,
  monthLength: DAYS_PER_YEAR / 12 / DAYS_PER_WEEK,
};

/** What an account will still bring, in minor units of today; lower ≤ value ≤ upper. */
export interface LifetimeValue {
  readonly valueMinor: bigint;
  readonly lowerMinor: bigint;
  readonly upperMinor: bigint;
  /** Orders expected within the horizon, undiscounted. */
  readonly expectedOrders: number;
  readonly contributionPerOrderMinor: bigint;
  readonly basis: ContributionBasis;
  readonly horizonMonths: number;
}

/** An account with all that its value is computed from. */
export interface ValuedAccount {
  readonly orders: OrderModel;
  readonly summary: OrderSummary;
  readonly contributions: ContributionFit;
  readonly history: SegmentHistory;
}

/**
 * Customer lifetime value, Σ_t (E[orders by month t] − E[orders by month t − 1]) · E[contribution per order] /
 * (1 + d)^(t/12) over the months of the horizon (Fader, Hardie & Lee 2005), with an interval by parametric bootstrap:
 * quantiles of the discounted contribution over futures of the account drawn from the fitted models, its own unknown
 * pace, risk of loss and worth of an order included, the error of the fitted parameters not. Where the contribution
 * rests on a segment, orders are drawn and their worth is not. Undefined where no account has any order.
 * O(months · orders within reach + replicates · orders).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a summary, history or policy that cannot be one, and for values beyond
 *   what a double can hold; `INVALID_LENGTH` for months or replicates that are no whole number ≥ 1
 */
export function lifetimeValue(
  account: ValuedAccount,
  random: Random,
  policy: LifetimeValuePolicy = DEFAULT_LIFETIME_VALUE_POLICY,
): LifetimeValue | undefined {
  const { horizonMonths, replicates, confidence, monthLength } = checkedPolicy(policy);
  const worth = expectedContribution(account.contributions, account.history);
  if (worth === undefined) return undefined;
  const byMonth = Array.from({ length: horizonMonths + 1 }, (_, month) =>
    expectedOrders(account.orders, account.summary, month * monthLength),
  );
  const value = discounted(
    byMonth.slice(1).map((orders, month) => (orders - (byMonth[month] as number)) * worth.contribution),
    policy,
  );
  const futures = Array.from({ length: replicates }, () => drawValue(account, worth, random, policy));
  const bound = (probability: number): number => quantile(futures, probability) as number;
  return {
    valueMinor: minor(value),
    // The mean of very skewed futures can lie outside of most of them, so the bounds are held to their side of it.
    lowerMinor: minor(Math.min(value, bound((1 - confidence) / 2))),
    upperMinor: minor(Math.max(value, bound((1 + confidence) / 2))),
    expectedOrders: byMonth[horizonMonths] as number,
    contributionPerOrderMinor: minor(worth.contribution),
    basis: worth.basis,
    horizonMonths,
  };
}

/** The discounted contribution of one possible future; its mean over many is the lifetime value. */
function drawValue(
  { orders, summary, history }: ValuedAccount,
  { contribution, model }: ExpectedContribution,
  random: Random,
  policy: LifetimeValuePolicy,
): number {
  const counts = new Array<number>(policy.horizonMonths).fill(0);
  for (const time of simulateOrders(orders, summary, policy.horizonMonths * policy.monthLength, random)) {
    const month = Math.min(counts.length - 1, Math.floor(time / policy.monthLength));
    counts[month] = (counts[month] as number) + 1;
  }
  if (model === undefined)
    return discounted(
      counts.map((count) => count * contribution),
      policy,
    );
  const { orders: x, meanContribution } = history;
  const rate = drawGamma(model.p * x + model.q, model.gamma + x * meanContribution, random);
  return discounted(
    counts.map((count) => (count === 0 ? 0 : drawGamma(model.p * count, rate, random))),
    policy,
  );
}

/** What monthly amounts are worth today, each as if it came at the end of its month. */
function discounted(amounts: readonly number[], { annualDiscountRate }: LifetimeValuePolicy): number {
  return sum(amounts.map((amount, month) => amount / (1 + annualDiscountRate) ** ((month + 1) / 12)));
}

function checkedPolicy(policy: LifetimeValuePolicy): LifetimeValuePolicy {
  for (const length of [policy.horizonMonths, policy.replicates]) {
    if (!(Number.isSafeInteger(length) && length >= 1)) throw new InvalidValueError('INVALID_LENGTH', length);
  }
  const { annualDiscountRate: rate, confidence, monthLength } = policy;
  if (!(finite(rate) >= 0)) throw new InvalidValueError('INVALID_NUMBER', rate);
  if (!(confidence > 0 && confidence < 1)) throw new InvalidValueError('INVALID_NUMBER', confidence);
  if (!(finite(monthLength) > 0)) throw new InvalidValueError('INVALID_NUMBER', monthLength);
  return policy;
}

function minor(amount: number): bigint {
  return BigInt(Math.round(finite(amount)));
}
