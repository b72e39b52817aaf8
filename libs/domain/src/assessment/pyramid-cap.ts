import { InvalidValueError } from '../errors/invalid-value.error.js';
import type { PyramidCapPolicy } from './assessment-policy.js';
import { isLevelAtLeast, lowerLevel, SCORE_TOLERANCE, type ScoredLevel } from './levels.js';

/** How well the basics work: what the records say and what the raters say; null where nobody can tell. */
export interface TransactionHealth {
  /** Order lines delivered on time and in full, as a share 0…1. */
  readonly otif: number | null;
  /** Mean answer to the transaction item, 1…4; null on a form without it. */
  readonly item: number | null;
}

/** What holds the level down. */
export type PyramidCapCause = 'OTIF_BELOW_FLOOR' | 'TRANSACTION_ITEM_LOW';

/** A ceiling over the level while ordering, shipping and delivering fail. */
export interface PyramidCap {
  readonly ceiling: ScoredLevel;
  readonly causes: readonly PyramidCapCause[];
}

/**
 * Higher needs rest on lower ones: BASIC at most while deliveries fail and the transaction item is under 2; COOPERATIVE
 * at most while it is under 3; on a form without the item failing deliveries alone hold the level at BASIC. What is
 * unknown holds nothing down. Null when nothing does. Bounds are Mortise's own proposal, configurable. O(1).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a share outside 0…1 or an item mean outside 1…4
 */
export function pyramidCap({ otif, item }: TransactionHealth, policy: PyramidCapPolicy): PyramidCap | null {
  if (otif !== null && !isOtif(otif)) throw new InvalidValueError('INVALID_NUMBER', otif);
  if (item !== null && !(item >= 1 && item <= 4)) throw new InvalidValueError('INVALID_NUMBER', item);
  const fails = otif !== null && otif < policy.otifFloor;
  if (item === null) return fails ? { ceiling: policy.withoutItem, causes: ['OTIF_BELOW_FLOOR'] } : null;
  const below = (bound: number): boolean => item < bound - SCORE_TOLERANCE;
  if (fails && below(policy.basicBelow)) {
    return { ceiling: 'BASIC', causes: ['OTIF_BELOW_FLOOR', 'TRANSACTION_ITEM_LOW'] };
  }
  return below(policy.cooperativeBelow) ? { ceiling: 'COOPERATIVE', causes: ['TRANSACTION_ITEM_LOW'] } : null;
}

/** Whether a number can be a share of order lines. */
export function isOtif(otif: number): boolean {
  return otif >= 0 && otif <= 1;
}

/** The level under a ceiling, if there is one. O(1). */
export function capLevel(level: ScoredLevel, cap: PyramidCap | null): ScoredLevel {
  return cap === null ? level : lowerLevel(level, cap.ceiling);
}

/** Whether a level stands on basics that do not carry it: the warning shown on a deep account. O(1). */
export function isPyramidCracked(level: ScoredLevel, cap: PyramidCap | null): boolean {
  return cap !== null && !isLevelAtLeast(cap.ceiling, level);
}
