import { finite, InvalidValueError } from '../errors/invalid-value.error.js';
import { checkedBudget, DEFAULT_ALARM_BUDGET, type CalibratedThreshold } from './detector.js';
import { WEEKS_PER_YEAR } from './weekly-series.js';

/** Used until a tenant has a history: more than the two robust standard deviations that real order streams needed. */
export const DEFAULT_LEVEL_THRESHOLD = 3;

/** Never alarm above the usual level, however generous the budget: one robust standard deviation below it at least. */
export const LOWEST_LEVEL_THRESHOLD = 1;

export interface LevelCalibrationOptions {
  /** Alarm starts allowed per account-year; 0.5 unless told (one detector alone). */
  readonly budgetPerAccountYear?: number;
  /** Weeks after an alarm in which its return belongs to it and is no new start; 0 unless told. */
  readonly refractoryWeeks?: number;
  /** The first week that counts; unless told, all of them. */
  readonly fromWeek?: number;
  /** The threshold never goes below this; one robust standard deviation unless told. */
  readonly lowestThreshold?: number;
}

/**
 * Alarm starts: how often an alarm is on that was off before, and for `refractory` evaluations before that. What is on
 * from the beginning starts there. O(n).
 */
export function alarmStarts(alarms: readonly boolean[], refractory = 0): readonly number[] {
  checkedWeeks(refractory);
  let quiet = Infinity;
  return alarms.flatMap((alarm, i) => {
    const starts = alarm && quiet > refractory;
    quiet = alarm ? 0 : quiet + 1;
    return starts ? [i] : [];
  });
}

/**
 * The smallest threshold from which upwards the alarm starts on the tenant's own history stay within the budget. A score
 * starts an alarm for thresholds below it and not below the highest score of the weeks right before; the threshold is
 * where, coming from above, the starts would first be too many. O(scores · log scores).
 *
 * @param accounts scores of each account, week by week; undefined where the detector had nothing to say, which is no
 *   exposure
 * @throws InvalidValueError `INVALID_NUMBER` for scores or budgets that are none
 */
export function calibrateLevelThreshold(
  accounts: readonly (readonly (number | undefined)[])[],
  options: LevelCalibrationOptions = {},
): CalibratedThreshold {
  const budget = checkedBudget(options.budgetPerAccountYear ?? DEFAULT_ALARM_BUDGET);
  const [refractory, from] = [checkedWeeks(options.refractoryWeeks ?? 0), checkedWeeks(options.fromWeek ?? 0)];
  let weeks = 0;
  for (const scores of accounts) {
    for (let week = from; week < scores.length; week++) if (scores[week] !== undefined) weeks += 1;
  }
  const accountYears = weeks / WEEKS_PER_YEAR;
  if (weeks === 0) {
    return { threshold: DEFAULT_LEVEL_THRESHOLD, source: 'DEFAULT', startsPerAccountYear: 0, accountYears };
  }
  const spans: StartSpans = { below: [], above: [] };
  for (const scores of accounts) addStartSpans(spans, scores, refractory, from);
  const lowest = finite(options.lowestThreshold ?? LOWEST_LEVEL_THRESHOLD);
  const threshold = Math.max(lowest, lowestWithin(spans, Math.floor(budget * accountYears)));
  let starts = 0;
  spans.below.forEach((below, i) => {
    if (below <= threshold && threshold < (spans.above[i] as number)) starts += 1;
  });
  return { threshold, source: 'CALIBRATED', startsPerAccountYear: starts / accountYears, accountYears };
}

/** For each week that can start an alarm: it does at thresholds t with below ≤ t < above. */
interface StartSpans {
  readonly below: number[];
  readonly above: number[];
}

function addStartSpans(
  spans: StartSpans,
  scores: readonly (number | undefined)[],
  refractory: number,
  from: number,
): void {
  for (let week = from; week < scores.length; week++) {
    const score = scores[week];
    if (score === undefined) continue;
    let below = -Infinity;
    for (let before = Math.max(0, week - 1 - refractory); before < week; before++) {
      below = Math.max(below, scores[before] ?? -Infinity);
    }
    if (finite(score) > below) {
      spans.below.push(below);
      spans.above.push(score);
    }
  }
}

/** The smallest threshold such that from it upwards no more than `allowed` spans contain any. */
function lowestWithin(spans: StartSpans, allowed: number): number {
  const opening = Float64Array.from(spans.above).sort().reverse();
  const closing = Float64Array.from(spans.below).sort().reverse();
  let closed = 0;
  for (let opened = 0; opened < opening.length; opened++) {
    const above = opening[opened] as number;
    while ((closing[closed] as number) >= above) closed += 1;
    if (opened + 1 - closed > allowed) return above;
  }
  return -Infinity;
}

function checkedWeeks(weeks: number): number {
  if (!Number.isInteger(weeks) || weeks < 0) throw new InvalidValueError('INVALID_LENGTH', weeks);
  return weeks;
}
