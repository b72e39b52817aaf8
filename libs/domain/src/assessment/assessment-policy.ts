import type { ScoredLevel } from './levels.js';

/** When failing deliveries hold the level down. */
export interface PyramidCapPolicy {
  /** On-time-in-full below this is failing, as a share 0…1. */
  readonly otifFloor: number;
  /** Answers on the transaction item below this, together with failing deliveries, hold the level at BASIC. */
  readonly basicBelow: number;
  /** Answers on the transaction item below this hold the level at COOPERATIVE. */
  readonly cooperativeBelow: number;
  /** Where nobody was asked, or could answer, the transaction item: the level at which failing deliveries alone hold it. */
  readonly withoutItem: ScoredLevel;
}

/** A tenant's rules of assessment. Every result keeps the `version` it was made under. */
export interface AssessmentPolicy {
  readonly version: string;
  /** Mean absolute deviation of the answers, in points of the item scale, above which a round is contested. */
  readonly contestedAbove: number;
  /** Gap between the two views, in points of the score, from which one side sees the relationship otherwise. */
  readonly gapFrom: number;
  /** Draws of the bootstrap. */
  readonly draws: number;
  /** Probability that the interval of the score covers. */
  readonly confidence: number;
  readonly cap: PyramidCapPolicy;
  readonly gate: {
    /** Least probability of having reached the level that a gate asks for. */
    readonly probability: number;
    /** Fewer counted raters than this are no ground for a gate. */
    readonly raters: number;
    /** Whether people who rate only their own account may be the only raters. */
    readonly ownAccountSuffices: boolean;
  };
  readonly validity: {
    /** Months after which the next round is due. */
    readonly cadenceMonths: number;
    /** Months after which a result no longer counts. */
    readonly staleAfterMonths: number;
  };
}

/** The rules a tenant starts with: Mortise's own proposal, configurable. */
export const DEFAULT_ASSESSMENT_POLICY: AssessmentPolicy = {
  version: 'default-1',
  contestedAbove: 0.75,
  gapFrom: 3,
  draws: 1000,
  confidence: 0.8,
  cap: { otifFloor: 0.95, basicBelow: 2, cooperativeBelow: 3, withoutItem: 'BASIC' },
  gate: { probability: 0.8, raters: 2, ownAccountSuffices: false },
  validity: { cadenceMonths: 6, staleAfterMonths: 9 },
};
