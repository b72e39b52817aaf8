import { stageOrder, type Stage } from '../stage/stages.js';
import { mean } from '../statistics/descriptive.js';
import { robustSlope } from '../statistics/rank.js';

/** Sales↔purchasing part of the contacts of one period (month or quarter), with the stage the account was in. */
export interface SalesPurchasingPoint {
  readonly stage: Stage;
  /** 0…1 */
  readonly share: number;
}

export interface SalesPurchasingTrend {
  /** Change of the share per period since the current stage began (Theil–Sen); undefined of fewer than three periods. */
  readonly slope: number | undefined;
  /**
   * `RISING_AT_DEPTH`: from STABLE on, the share rises, an early sign of regression. `NOT_FALLEN_WITH_STAGE`: it is no
   * lower than it was in the stage before.
   */
  readonly signs: readonly ('RISING_AT_DEPTH' | 'NOT_FALLEN_WITH_STAGE')[];
}

/** Rise per period that counts as one. Mortise's own proposal, configurable. */
export const RISING_SLOPE = 0.02;

const FEWEST_PERIODS = 3;

/**
 * Sales and purchasing hand over to their functions as a relationship deepens: their part of the contacts has to fall
 * from stage to stage, and a rise from STABLE on is an early sign of regression. Mortise's own proposal. O(n²) in the
 * periods of the current stage.
 *
 * @param points oldest first
 */
export function salesPurchasingTrend(
  points: readonly SalesPurchasingPoint[],
  risingSlope: number = RISING_SLOPE,
): SalesPurchasingTrend {
  const known = points.filter(({ share }) => Number.isFinite(share));
  const stage = known.at(-1)?.stage;
  const began = known.findLastIndex((point) => point.stage !== stage) + 1;
  const current = known.slice(began).map(({ share }) => share);
  const previous = known[began - 1]?.stage;
  const first = known.slice(0, began).findLastIndex((point) => point.stage !== previous) + 1;
  const before = mean(known.slice(first, began).map(({ share }) => share));
  const now = mean(current);
  const slope = current.length < FEWEST_PERIODS ? undefined : robustSlope(current);
  const rising = stage !== undefined && stageOrder(stage) >= stageOrder('STABLE') && (slope ?? 0) > risingSlope;
  const climbed = stage !== undefined && previous !== undefined && stageOrder(stage) > stageOrder(previous);
  const notFallen = climbed && now !== undefined && before !== undefined && now >= before;
  return {
    slope,
    signs: [
      ...(rising ? (['RISING_AT_DEPTH'] as const) : []),
      ...(notFallen ? (['NOT_FALLEN_WITH_STAGE'] as const) : []),
    ],
  };
}
