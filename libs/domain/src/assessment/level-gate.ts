import { addMonthsToDate, dateOfInstant, daysBetween, type IsoDate } from '../calendar/date.js';
import type { Reason } from '../decision/decision.js';
import { DEFAULT_ASSESSMENT_POLICY, type AssessmentPolicy } from './assessment-policy.js';
import { probabilityAtLeast } from './level-probability.js';
import { SCORE_TOLERANCE, type RelationshipLevel, type ScoredLevel } from './levels.js';
import type { PublishedAssessment } from './round.model.js';

export interface AssessmentValidity {
  /** `DUE`: the next round should have begun. `STALE`: the result no longer counts. */
  readonly state: 'CURRENT' | 'DUE' | 'STALE';
  /** First day on which the next round is due. */
  readonly dueOn: IsoDate;
  /** Last day on which the result counts. */
  readonly validUntil: IsoDate;
}

/**
 * How old a published assessment may be: due for the next after the cadence, stale once the validity is over. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE` for a day that is none
 */
export function assessmentValidity(
  published: Pick<PublishedAssessment, 'at'>,
  asOf: IsoDate,
  { cadenceMonths, staleAfterMonths }: AssessmentPolicy['validity'] = DEFAULT_ASSESSMENT_POLICY.validity,
): AssessmentValidity {
  const from = dateOfInstant(published.at);
  const dueOn = addMonthsToDate(from, cadenceMonths);
  const validUntil = addMonthsToDate(from, staleAfterMonths);
  const isStale = daysBetween(validUntil, asOf) > 0;
  const state = isStale ? 'STALE' : daysBetween(dueOn, asOf) >= 0 ? 'DUE' : 'CURRENT';
  return { state, dueOn, validUntil };
}

/** The level that counts: EXPLORATORY without any order, the published one, or null where nobody has assessed it yet. */
export function currentLevel(
  hasOrdered: boolean,
  published: Pick<PublishedAssessment, 'level'> | null,
): RelationshipLevel | null {
  return hasOrdered ? (published?.level ?? null) : 'EXPLORATORY';
}

export type LevelGateReason = Reason<
  'NOT_ASSESSED' | 'STALE' | 'CONTESTED' | 'TOO_FEW_RATERS' | 'OWN_ACCOUNT_ONLY' | 'PROBABILITY_TOO_LOW'
>;

export interface LevelGateReading {
  readonly met: boolean;
  /** P(level ≥ floor), after failing basics capped it; null where nothing is published. */
  readonly probability: number | null;
  /** Everything that keeps the gate shut. */
  readonly reasons: readonly LevelGateReason[];
}

/**
 * Whether an assessment carries an account through a gate: P(level ≥ floor) high enough, fresh, not contested, and not
 * the word of the account's own sellers alone. Bounds are Mortise's own proposal, configurable. O(1).
 *
 * @throws InvalidValueError `INVALID_DATE` for a day that is none
 */
export function readLevelGate(
  published: PublishedAssessment | null,
  floor: ScoredLevel,
  asOf: IsoDate,
  policy: AssessmentPolicy = DEFAULT_ASSESSMENT_POLICY,
): LevelGateReading {
  if (published === null) return { met: false, probability: null, reasons: [{ code: 'NOT_ASSESSED' }] };
  const { result, reconciled, probabilities } = published;
  const { gate, validity } = policy;
  const probability = probabilityAtLeast(probabilities, floor);
  const reasons: LevelGateReason[] = [];
  if (assessmentValidity(published, asOf, validity).state === 'STALE') reasons.push({ code: 'STALE' });
  if (result.agreement.contested && !reconciled) reasons.push({ code: 'CONTESTED' });
  if (result.counted.length < gate.raters) reasons.push({ code: 'TOO_FEW_RATERS' });
  if (result.ownAccountOnly && !gate.ownAccountSuffices) reasons.push({ code: 'OWN_ACCOUNT_ONLY' });
  if (probability < gate.probability - SCORE_TOLERANCE) reasons.push({ code: 'PROBABILITY_TOO_LOW' });
  return { met: reasons.length === 0, probability, reasons };
}
