import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { scaledWeights } from '../satisfaction/weights.js';
import { sum } from '../statistics/descriptive.js';

/** The three kinds of loyalty: what is done, what is intended, what is felt. */
export const LOYALTY_KINDS = ['BEHAVIOURAL', 'INTENTIONAL', 'EMOTIONAL'] as const;
export type LoyaltyKind = (typeof LOYALTY_KINDS)[number];

/** What is known of an account's loyalty; what is not known is left out. */
export interface LoyaltyEvidence {
  /** Share of expected repeat orders that came, in [0, 1]. */
  readonly repeatOrders?: number;
  /** Share of wallet, in [0, 1]. */
  readonly shareOfWallet?: number;
  /** Share of the categories it could buy from us that it does, in [0, 1]. */
  readonly breadth?: number;
  /** "We will buy from them in the next 12 months", mean answer from 1 to 7. */
  readonly purchaseIntention?: number;
  /** Forward contracts and forecasts ÷ purchases of the last 12 months, ≥ 0; all above 1 counts as 1. */
  readonly forwardCoverage?: number;
  /** Mean answer to the attitude items, from 1 to 7. */
  readonly attitude?: number;
  /** Mean answer to "how likely would you recommend us", from 0 to 10. */
  readonly recommendation?: number;
  /** Referrals really made in the last 12 months, ≥ 0. */
  readonly referrals?: number;
}

export type LoyaltyComponent = keyof LoyaltyEvidence;

export interface LoyaltyPolicy {
  /** An index from here on counts as high. */
  readonly highFrom: number;
  /** Referrals a year that count as the most one can ask for. */
  readonly fullReferrals: number;
  /** Weight of each component within its index, ≥ 0. */
  readonly weights: Readonly<Record<LoyaltyComponent, number>>;
}

/** Equal weights within an index, cut in the middle. Mortise's own proposal; configurable. */
export const DEFAULT_LOYALTY_POLICY: LoyaltyPolicy = {
  highFrom: 50,
  fullReferrals: 2,
  weights: {
    repeatOrders: 1,
    shareOfWallet: 1,
    breadth: 1,
    purchaseIntention: 1,
    forwardCoverage: 1,
    attitude: 1,
    recommendation: 1,
    referrals: 1,
  },
};

const COMPONENTS: Readonly<Record<LoyaltyKind, readonly LoyaltyComponent[]>> = {
  BEHAVIOURAL: ['repeatOrders', 'shareOfWallet', 'breadth'],
  INTENTIONAL: ['purchaseIntention', 'forwardCoverage'],
  EMOTIONAL: ['attitude', 'recommendation', 'referrals'],
};

/** The loyalty that each component speaks for. */
export const LOYALTY_KIND_OF = Object.fromEntries(
  LOYALTY_KINDS.flatMap((kind) => COMPONENTS[kind].map((component) => [component, kind])),
) as Readonly<Record<LoyaltyComponent, LoyaltyKind>>;

/** High or low in B, I and E, in this order: `B+I−E−`. */
export type LoyaltyPatternCode = `B${'+' | '−'}I${'+' | '−'}E${'+' | '−'}`;

/** How each pattern reads. */
export const LOYALTY_PATTERNS = {
  'B+I+E+': 'DEVOTED',
  'B+I+E−': 'CALCULATING',
  'B+I−E+': 'DEPARTING_FRIEND',
  'B+I−E−': 'TRAPPED',
  'B−I+E+': 'LATENT',
  'B−I+E−': 'PROSPECTIVE',
  'B−I−E+': 'ADMIRER',
  'B−I−E−': 'UNATTACHED',
} as const satisfies Readonly<Record<LoyaltyPatternCode, string>>;

export type LoyaltyPattern = (typeof LOYALTY_PATTERNS)[LoyaltyPatternCode];

/** Three indices from 0 to 100, never averaged into one; undefined where nothing is known. */
export interface LoyaltyTriad {
  readonly behavioural: number | undefined;
  readonly intentional: number | undefined;
  readonly emotional: number | undefined;
  /** Undefined while one of the three is unknown. */
  readonly code: LoyaltyPatternCode | undefined;
  readonly pattern: LoyaltyPattern | undefined;
}

/**
 * Behavioural, intentional and emotional loyalty of an account and the pattern they form. Each index is the weighted
 * mean of the components that are known, each brought to 0…1, times 100; the indices are not averaged, because a
 * trapped customer is no half-loyal one (kinds after Dick & Basu 1994; weights Mortise's own). O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for evidence outside its range, `INVALID_WEIGHT`
 */
export function loyaltyTriad(evidence: LoyaltyEvidence, policy: LoyaltyPolicy = DEFAULT_LOYALTY_POLICY): LoyaltyTriad {
  finite(policy.highFrom);
  const behavioural = loyaltyIndex('BEHAVIOURAL', evidence, policy);
  const intentional = loyaltyIndex('INTENTIONAL', evidence, policy);
  const emotional = loyaltyIndex('EMOTIONAL', evidence, policy);
  const indices = { behavioural, intentional, emotional };
  if (behavioural === undefined || intentional === undefined || emotional === undefined)
    return { ...indices, code: undefined, pattern: undefined };
  const sign = (index: number): '+' | '−' => (index >= policy.highFrom ? '+' : '−');
  const code: LoyaltyPatternCode = `B${sign(behavioural)}I${sign(intentional)}E${sign(emotional)}`;
  return { ...indices, code, pattern: LOYALTY_PATTERNS[code] };
}

function loyaltyIndex(kind: LoyaltyKind, evidence: LoyaltyEvidence, policy: LoyaltyPolicy): number | undefined {
  const weights = scaledWeights(COMPONENTS[kind].map((component) => policy.weights[component]));
  const known = COMPONENTS[kind].flatMap((component, place) => {
    const value = evidence[component];
    const weight = weights[place] as number;
    return value === undefined ? [] : [{ weight, part: partOf(component, value, policy) }];
  });
  const total = sum(known.map(({ weight }) => weight));
  if (!(total > 0)) return undefined;
  return Math.min(100, (100 * sum(known.map(({ weight, part }) => weight * part))) / total);
}

/** The largest answer of each component, and the smallest; above `most` only where more cannot be better. */
function partOf(component: LoyaltyComponent, value: number, { fullReferrals }: LoyaltyPolicy): number {
  const ranges: Readonly<Record<LoyaltyComponent, readonly [least: number, most: number, open: boolean]>> = {
    repeatOrders: [0, 1, false],
    shareOfWallet: [0, 1, false],
    breadth: [0, 1, false],
    purchaseIntention: [1, 7, false],
    forwardCoverage: [0, 1, true],
    attitude: [1, 7, false],
    recommendation: [0, 10, false],
    referrals: [0, fullReferrals, true],
  };
  const [least, most, open] = ranges[component];
  if (!(finite(most) > least && finite(value) >= least && (open || value <= most)))
    throw new InvalidValueError('INVALID_NUMBER', value);
  return (Math.min(value, most) - least) / (most - least);
}
