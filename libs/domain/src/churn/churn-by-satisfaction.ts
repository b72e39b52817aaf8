import { InvalidValueError } from '../errors/invalid-value.error.js';
import { wilsonInterval, type Interval } from '../statistics/interval.js';

/** An account's satisfaction at a time, and whether it was lost within the time looked at afterwards. */
export interface SatisfactionOutcome {
  readonly satisfaction: number;
  readonly lost: boolean;
}

export interface SatisfactionBand {
  /** Satisfaction in [from, below); the last band includes its upper end. */
  readonly from: number;
  readonly below: number;
  readonly accounts: number;
  readonly lost: number;
  /** Undefined for a band without accounts. */
  readonly churnRate: number | undefined;
  /** Wilson's 95 % interval. */
  readonly interval: Interval | undefined;
}

/** Bounds of a five-point scale. */
export const DEFAULT_SATISFACTION_BOUNDS: readonly number[] = [1, 2, 3, 4, 5];

/**
 * Churn rate by band of satisfaction, lowest band first; what lies outside the bounds is left out. O(n · bands).
 *
 * @param bounds ascending, at least two
 * @throws InvalidValueError `INVALID_LENGTH` for fewer bounds, `INVALID_NUMBER` unless they ascend and are finite
 */
export function churnBySatisfaction(
  outcomes: readonly SatisfactionOutcome[],
  bounds: readonly number[] = DEFAULT_SATISFACTION_BOUNDS,
): readonly SatisfactionBand[] {
  if (bounds.length < 2) throw new InvalidValueError('INVALID_LENGTH', bounds.length);
  if (!bounds.every((bound, i) => Number.isFinite(bound) && bound > (bounds[i - 1] ?? -Infinity))) {
    throw new InvalidValueError('INVALID_NUMBER', bounds);
  }
  const top = bounds.at(-1);
  return bounds.slice(1).map((below, i) => {
    const from = bounds[i] ?? below;
    const inside = outcomes.filter(({ satisfaction }) => {
      return satisfaction >= from && (satisfaction < below || (below === top && satisfaction === top));
    });
    const lost = inside.filter((outcome) => outcome.lost).length;
    return {
      ...{ from, below, accounts: inside.length, lost },
      churnRate: inside.length === 0 ? undefined : lost / inside.length,
      interval: wilsonInterval(lost, inside.length),
    };
  });
}
