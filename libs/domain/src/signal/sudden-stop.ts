import { daysBetween, type IsoDate } from '../calendar/date.js';
import type { OrderGapReading } from './order-gap.js';

/** Days before the last order in which a warning would have announced the stop. */
export const FOREWARNING_DAYS = 365;

/** Whether an account went silent without any sign. */
export type SuddenStop =
  | { readonly suddenStop: true; readonly lastOrder: IsoDate; readonly gapDays: number }
  | { readonly suddenStop: false; readonly reason: 'ORDERING' | 'FOREWARNED' };

/**
 * A sudden stop: the order gap is in alarm and no alert had been opened for the account from a year before its last order
 * until the day on which the gap alarm began; what is opened from then on follows from the stop. Relationships mostly
 * fade, so this is exceptional and calls for a case at once. O(alerts).
 *
 * @param alertsOpened days on which alerts of the account were opened, by any detector, in any order
 */
export function suddenStop(
  reading: OrderGapReading,
  alertsOpened: readonly IsoDate[],
  forewarningDays: number = FOREWARNING_DAYS,
): SuddenStop {
  const { lastOrder, gapDays, alarmFrom } = reading.explanation;
  if (!reading.alarm) return { suddenStop: false, reason: 'ORDERING' };
  const forewarned = alertsOpened.some(
    (opened) => daysBetween(opened, lastOrder) <= forewarningDays && daysBetween(opened, alarmFrom) > 0,
  );
  return forewarned ? { suddenStop: false, reason: 'FOREWARNED' } : { suddenStop: true, lastOrder, gapDays };
}
