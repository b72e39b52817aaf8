import { finite } from '../errors/invalid-value.error.js';
import { mean, standardDeviation } from '../statistics/descriptive.js';
import { normalInterval, wilsonInterval, type Interval } from '../statistics/interval.js';

/** What became of a customer after a complaint; leave out what was not measured. */
export interface RecoveredComplaint {
  readonly satisfactionBefore?: number;
  readonly satisfactionAfter?: number;
  /** Whether the customer ordered again within the time looked at. */
  readonly repurchased?: boolean;
}

export interface RecoveryEffect {
  /** Mean of after − before over the complaints with both, on the scale of the ratings. */
  readonly satisfactionChange: number | undefined;
  /** 95 % interval of that mean by the normal approximation, from two pairs on. */
  readonly interval: Interval | undefined;
  readonly pairs: number;
  readonly repurchaseShare: number | undefined;
  /** Wilson's 95 % interval. */
  readonly repurchaseInterval: Interval | undefined;
  readonly observed: number;
}

/**
 * Effect of service recovery: satisfaction after less before, and repurchase after a complaint. Cases without a measure
 * are left out of it, not counted as zero. O(n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a rating that is not finite
 */
export function recoveryEffect(complaints: readonly RecoveredComplaint[]): RecoveryEffect {
  const changes = complaints.flatMap(({ satisfactionBefore: before, satisfactionAfter: after }) => {
    return before === undefined || after === undefined ? [] : [finite(finite(after) - finite(before))];
  });
  const outcomes = complaints.flatMap(({ repurchased }) => repurchased ?? []);
  const again = outcomes.filter(Boolean).length;
  const [satisfactionChange, deviation] = [mean(changes), standardDeviation(changes)];
  return {
    satisfactionChange,
    interval:
      satisfactionChange === undefined || deviation === undefined
        ? undefined
        : normalInterval(satisfactionChange, deviation / Math.sqrt(changes.length)),
    pairs: changes.length,
    repurchaseShare: outcomes.length === 0 ? undefined : again / outcomes.length,
    repurchaseInterval: wilsonInterval(again, outcomes.length),
    observed: outcomes.length,
  };
}
