import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { Reason } from '../decision/decision.js';

/** Who beside us may help to bring a customer back. */
export const THIRD_PARTIES = [
  'DISTRIBUTOR',
  'INDUSTRY_ASSOCIATION',
  'MEDIATOR',
  'SHARED_CUSTOMER',
  'TECHNICAL_INSTITUTE',
] as const;
export type ThirdParty = (typeof THIRD_PARTIES)[number];

/** A plan to win a customer back, in minor units of one currency. */
export interface WinBackPlan {
  /** Probability that it succeeds, 0…1; null where nobody has assessed it. */
  readonly probability: number | null;
  /** Contribution margin expected from the customer over the horizon of the plan. */
  readonly marginMinor: bigint;
  /** Value of the customer over its remaining life, from which the budget is taken. */
  readonly lifetimeValueMinor: bigint;
  readonly ownCostMinor: bigint;
  /** What removes the root cause, and the special service offered. */
  readonly rootCauseFixMinor: bigint;
  readonly specialServiceMinor: bigint;
  readonly thirdParties: readonly { readonly kind: ThirdParty; readonly costMinor: bigint }[];
}

export interface WinBackAssessment {
  readonly decision: 'GO' | 'NO_GO';
  /** Why not; empty for a go. */
  readonly reasons: readonly Reason<
    'PROBABILITY_UNKNOWN' | 'EXPECTED_VALUE_NOT_POSITIVE' | 'COST_ABOVE_BUDGET_CAP' | 'NEGATIVE_COST'
  >[];
  readonly costMinor: bigint;
  /** P·margin − cost, rounded down to the minor unit; null while P is unknown. */
  readonly expectedValueMinor: bigint | null;
  /** P·lifetime value, rounded down; 0 while P is unknown. */
  readonly budgetCapMinor: bigint;
}

/** Probabilities are held to a billionth, so that amounts of any size stay exact. */
const PARTS = 1_000_000_000n;

/**
 * Whether winning a customer back is worth it: go when P·margin − cost > 0 and the cost stays within the cap P·lifetime
 * value. Mortise's own proposal. O(third parties).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a probability outside 0…1
 */
export function assessWinBack(plan: WinBackPlan): WinBackAssessment {
  const { probability, marginMinor, lifetimeValueMinor, thirdParties } = plan;
  const costs = [
    ...[plan.ownCostMinor, plan.rootCauseFixMinor, plan.specialServiceMinor],
    ...thirdParties.map(({ costMinor }) => costMinor),
  ];
  const costMinor = costs.reduce((sum, cost) => sum + cost, 0n);
  const negative = costs.some((cost) => cost < 0n);
  if (probability === null) {
    const reasons = [
      { code: 'PROBABILITY_UNKNOWN' as const },
      ...(negative ? [{ code: 'NEGATIVE_COST' as const }] : []),
    ];
    return { decision: 'NO_GO', reasons, costMinor, expectedValueMinor: null, budgetCapMinor: 0n };
  }
  const parts = BigInt(Math.round(checkedProbability(probability) * Number(PARTS)));
  const worth = parts * marginMinor - costMinor * PARTS;
  const cap = parts * lifetimeValueMinor;
  const reasons = [
    ...(negative ? [{ code: 'NEGATIVE_COST' as const }] : []),
    ...(worth > 0n ? [] : [{ code: 'EXPECTED_VALUE_NOT_POSITIVE' as const }]),
    ...(costMinor * PARTS <= cap ? [] : [{ code: 'COST_ABOVE_BUDGET_CAP' as const }]),
  ];
  return {
    ...{ decision: reasons.length === 0 ? 'GO' : 'NO_GO', reasons, costMinor },
    expectedValueMinor: floorParts(worth),
    budgetCapMinor: cap > 0n ? floorParts(cap) : 0n,
  };
}

/** Win-backs that were tried and won, of one cause or of all. */
export interface WinBackRecord {
  readonly tried: number;
  readonly won: number;
}

/** What is believed before anything was tried, and how many cases of a cause it takes to outweigh the others. Mortise's own proposal. */
export const DEFAULT_WIN_BACK_PRIOR = { probability: 0.25, weight: 4 } as const;

/**
 * Probability of a win-back from the tenant's own record: the share won of the same cause, drawn towards the share over
 * all causes, which in turn is drawn towards a prior (shrinkage of a binomial share, (won + m·p) ÷ (tried + m)). In
 * (0, 1) for a prior in it. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for counts that cannot be
 */
export function winBackProbability(
  sameCause: WinBackRecord,
  allCauses: WinBackRecord,
  prior: { readonly probability: number; readonly weight: number } = DEFAULT_WIN_BACK_PRIOR,
): number {
  const overall = shrunk(allCauses, checkedProbability(prior.probability), prior.weight);
  return shrunk(sameCause, overall, prior.weight);
}

function shrunk({ tried, won }: WinBackRecord, towards: number, weight: number): number {
  const possible = Number.isFinite(tried) && won >= 0 && won <= tried && weight > 0 && weight < Infinity;
  if (!possible) throw new InvalidValueError('INVALID_NUMBER', won);
  return (won + weight * towards) / (tried + weight);
}

function checkedProbability(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new InvalidValueError('INVALID_NUMBER', probability);
  return probability;
}

function floorParts(value: bigint): bigint {
  const whole = value / PARTS;
  return value < 0n && whole * PARTS !== value ? whole - 1n : whole;
}

/**
 * What is at stake with an account at any stage: everything invested in it so far, and the margin of the coming year that
 * would be lost. Negative margins put nothing at stake. O(n).
 */
export function valueAtRisk(investedMinor: readonly bigint[], annualMarginMinor: bigint): bigint {
  const invested = investedMinor.reduce((sum, amount) => sum + amount, 0n);
  return invested + (annualMarginMinor > 0n ? annualMarginMinor : 0n);
}
