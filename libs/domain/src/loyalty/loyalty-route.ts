import { InvalidValueError } from '../errors/invalid-value.error.js';
import { mean } from '../statistics/descriptive.js';

/** Where an account stands between being glad to stay and being unable to leave (after Jones & Sasser 1995). */
export type LoyaltyQuadrant = 'LOYAL' | 'HOSTAGE' | 'MERCENARY' | 'AT_RISK';

export interface QuadrantCuts {
  readonly satisfactionFrom: number;
  readonly switchingCostFrom: number;
}

/** Both indices cut in the middle. Mortise's own proposal; configurable. */
export const DEFAULT_QUADRANT_CUTS: QuadrantCuts = { satisfactionFrom: 50, switchingCostFrom: 50 };

/**
 * Satisfaction × switching cost, both 0 to 100: content and bound is loyal, discontent and bound a hostage, content and
 * free a mercenary, discontent and free at risk. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` outside 0…100
 */
export function loyaltyQuadrant(
  satisfaction: number,
  switchingCost: number,
  cuts: QuadrantCuts = DEFAULT_QUADRANT_CUTS,
): LoyaltyQuadrant {
  const content = indexOf(satisfaction) >= cuts.satisfactionFrom;
  const bound = indexOf(switchingCost) >= cuts.switchingCostFrom;
  if (bound) return content ? 'LOYAL' : 'HOSTAGE';
  return content ? 'MERCENARY' : 'AT_RISK';
}

/**
 * Satisfaction index, 0 to 100, of a gap between perceived and expected: 50 where expectations are met, 0 and 100 at the
 * largest gap the scale allows (6 points on a scale of seven). Mortise's own proposal. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a gap beyond the largest
 */
export function satisfactionIndex(gap: number, largestGap = 6): number {
  if (!(largestGap > 0 && Math.abs(gap) <= largestGap)) throw new InvalidValueError('INVALID_NUMBER', gap);
  return 50 + (50 * gap) / largestGap;
}

/** The two ways to loyalty: glad to stay, or costly to leave. Indices 0 to 100, left out where not known. */
export interface LoyaltyRouteEvidence {
  /** Satisfaction with the levers that make a customer glad: quality, ability, service, terms, solution. */
  readonly happiness?: number;
  readonly purchasingRisk?: number;
  readonly switchingCost?: number;
}

export interface LoyaltyRouteMix {
  readonly happy: number | undefined;
  /** Mean of purchasing risk and switching cost, as far as known. */
  readonly costlyToLeave: number | undefined;
  /** happy ÷ (happy + costly to leave), in [0, 1]; undefined where one side is unknown or both are 0. */
  readonly happyShare: number | undefined;
  /** Loyalty that rests on the cost of leaving alone ends when that cost does. */
  readonly warning: 'COSTLY_TO_LEAVE_ONLY' | undefined;
}

/**
 * How much an account's loyalty rests on either route, and a warning where only the cost of leaving holds it. O(1).
 *
 * @param strongFrom from here on a route carries; 50 unless told (Mortise's own proposal)
 * @throws InvalidValueError `INVALID_NUMBER` outside 0…100
 */
export function loyaltyRouteMix(evidence: LoyaltyRouteEvidence, strongFrom = 50): LoyaltyRouteMix {
  const happy = evidence.happiness === undefined ? undefined : indexOf(evidence.happiness);
  const pains = [evidence.purchasingRisk, evidence.switchingCost].flatMap((pain) =>
    pain === undefined ? [] : [indexOf(pain)],
  );
  const costlyToLeave = mean(pains);
  if (happy === undefined || costlyToLeave === undefined)
    return { happy, costlyToLeave, happyShare: undefined, warning: undefined };
  return {
    happy,
    costlyToLeave,
    happyShare: happy + costlyToLeave > 0 ? happy / (happy + costlyToLeave) : undefined,
    warning: happy < strongFrom && costlyToLeave >= strongFrom ? 'COSTLY_TO_LEAVE_ONLY' : undefined,
  };
}

function indexOf(value: number): number {
  if (!(value >= 0 && value <= 100)) throw new InvalidValueError('INVALID_NUMBER', value);
  return value;
}
