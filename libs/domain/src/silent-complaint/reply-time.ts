import { epochDay, type IsoDate } from '../calendar/date.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { median } from '../statistics/descriptive.js';

/** How long a customer's person took to answer us. */
export interface ReplyObservation {
  /** Day of the answer. */
  readonly on: IsoDate;
  readonly hours: number;
}

export interface ReplyPolicy {
  /** Recent median ÷ usual median from which replies count as slowed. */
  readonly growth: number;
  readonly leastRecent: number;
  readonly leastHistory: number;
  /** Days before the window from which the usual reply time is taken. */
  readonly baselineDays: number;
}

/** Mortise's own proposal, configurable. */
export const DEFAULT_REPLY_POLICY: ReplyPolicy = { growth: 2, leastRecent: 2, leastHistory: 5, baselineDays: 365 };

export interface ReplyReading {
  readonly usualHours: number;
  readonly recentHours: number;
  readonly growth: number;
  readonly slowed: boolean;
}

/**
 * Growth of reply time: median of the window over the account's own median before it, each at least a quarter of an
 * hour. Undefined with too few answers on either side. O(n log n).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for hours that are negative or not finite
 */
export function replyReading(
  observations: readonly ReplyObservation[],
  window: { readonly from: IsoDate; readonly to: IsoDate },
  policy: ReplyPolicy = DEFAULT_REPLY_POLICY,
): ReplyReading | undefined {
  const [from, to] = [epochDay(window.from), epochDay(window.to)];
  const replies = observations.map(({ on, hours }) => ({ day: epochDay(on), hours: checkedHours(hours) }));
  const hoursOf = (first: number, last: number): readonly number[] => {
    return replies.filter(({ day }) => day >= first && day <= last).map(({ hours }) => hours);
  };
  const [before, recent] = [hoursOf(from - policy.baselineDays, from - 1), hoursOf(from, to)];
  const [usualHours, recentHours] = [median(before), median(recent)];
  if (usualHours === undefined || recentHours === undefined) return undefined;
  if (before.length < policy.leastHistory || recent.length < policy.leastRecent) return undefined;
  const growth = Math.max(0.25, recentHours) / Math.max(0.25, usualHours);
  return { usualHours, recentHours, growth, slowed: growth >= policy.growth };
}

function checkedHours(hours: number): number {
  if (!(hours >= 0 && hours <= Number.MAX_VALUE / 4)) throw new InvalidValueError('INVALID_NUMBER', hours);
  return hours;
}
