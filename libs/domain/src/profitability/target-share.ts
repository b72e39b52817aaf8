import { neighbourStage, STAGE_BANDS, type Stage, type StagePosition } from '../stage/stages.js';

/**
 * The share of wallet that is aimed at: the middle of the target stage's band, of the next stage's where no target is
 * set, and of its own where it stands at the top (Mortise's own proposal). O(1).
 */
export function targetShareOf(stage: StagePosition, target: Stage | null): number {
  const current = stage === 'ENDED' ? 'DEVELOPMENT' : stage;
  const aimed = target ?? neighbourStage(current, 1) ?? current;
  const { lower, upper } = STAGE_BANDS[aimed];
  return (lower + upper) / 2;
}
