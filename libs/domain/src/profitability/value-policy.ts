/** How value is worked out; the shares and rates are a company's own assumptions. Mortise's own proposal, configurable. */
export interface ValuePolicy {
  /** Part of net sales whose cost must be told before a contribution is. */
  readonly minimumCostCoverage: number;
  /** What money costs that is overdue, in basis points a year. */
  readonly creditRateBasisPoints: number;
  /** Probability that an account reaches the share that is aimed at. */
  readonly reachProbability: number;
  /** Months for which mended terms are given time before an account may be proposed to be let go. */
  readonly repriceMonths: number;
}

export const DEFAULT_VALUE_POLICY: ValuePolicy = {
  minimumCostCoverage: 0.95,
  creditRateBasisPoints: 800,
  reachProbability: 0.5,
  repriceMonths: 6,
};
