import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { sum } from '../statistics/descriptive.js';
import { STAGES, stageOrder, type Stage } from '../stage/stages.js';
import { checkedWeight } from '../statistics/weight.js';

/** What our product is in the customer's purchasing portfolio. After Kraljic (1983), seen from the customer's seat. */
export const KRALJIC_POSITIONS = ['NON_CRITICAL', 'LEVERAGE', 'BOTTLENECK', 'STRATEGIC'] as const;
export type KraljicPosition = (typeof KRALJIC_POSITIONS)[number];

/** One criterion of a score, 0–100; leave `score` out where nobody knows. */
export interface ScoredCriterion {
  readonly score?: number;
  /** ≥ 0; 1 unless told. */
  readonly weight?: number;
}

/** Mortise's own proposal, configurable: where the scores are cut, and how far a position lets a relationship go. */
export interface KraljicPolicy {
  readonly cut: number;
  readonly highestStage: Readonly<Record<KraljicPosition, Stage>>;
}

export const DEFAULT_KRALJIC_POLICY: KraljicPolicy = {
  cut: 50,
  highestStage: { NON_CRITICAL: 'STABLE', LEVERAGE: 'STRATEGIC', BOTTLENECK: 'STRATEGIC', STRATEGIC: 'STRATEGIC' },
};

/**
 * Weighted mean of the known criteria, 0–100: Σ w·score ÷ Σ w. Undefined where none is known or has weight. The order of
 * the criteria does not matter. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a score outside 0…100, `INVALID_WEIGHT` for a weight below zero
 */
export function weightedScore(criteria: readonly ScoredCriterion[]): number | undefined {
  const known = criteria.flatMap(({ score, weight = 1 }) => {
    checkedWeight(weight);
    if (score === undefined) return [];
    if (!(score >= 0 && score <= 100)) throw new InvalidValueError('INVALID_NUMBER', score);
    return [{ score, weight }];
  });
  const heaviest = known.reduce((most, { weight }) => Math.max(most, weight), 0);
  if (heaviest === 0) return undefined;
  const parts = known
    .map(({ score, weight }) => ({ score, weight: weight / heaviest }))
    .sort((a, b) => a.score - b.score || a.weight - b.weight);
  const total = sum(parts.map(({ weight }) => weight));
  return Math.min(100, Math.max(0, sum(parts.map(({ score, weight }) => score * weight)) / total));
}

/**
 * The quadrant of two 0–100 scores, a score at the cut being high: both high is strategic, profit impact alone leverage,
 * supply risk alone bottleneck, neither non-critical. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a score that is no number
 */
export function kraljicPosition(
  profitImpact: number,
  supplyRisk: number,
  policy: KraljicPolicy = DEFAULT_KRALJIC_POLICY,
): KraljicPosition {
  const [impact, risk] = [finite(profitImpact) >= policy.cut, finite(supplyRisk) >= policy.cut];
  if (impact) return risk ? 'STRATEGIC' : 'LEVERAGE';
  return risk ? 'BOTTLENECK' : 'NON_CRITICAL';
}

export interface CappedTarget {
  readonly targetStage: Stage;
  /** Whether the position held the target back: this customer has no reason to go further. */
  readonly capped: boolean;
}

/** The realistic target stage: what was asked for, but no further than the position allows. Unknown position, no cap. O(1). */
export function capTargetStage(
  target: Stage,
  position: KraljicPosition | undefined,
  policy: KraljicPolicy = DEFAULT_KRALJIC_POLICY,
): CappedTarget {
  const highest = position === undefined ? 'STRATEGIC' : policy.highestStage[position];
  const order = Math.min(stageOrder(target), stageOrder(highest));
  return { targetStage: STAGES[order] as Stage, capped: order < stageOrder(target) };
}
