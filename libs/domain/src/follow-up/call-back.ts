import type { BusinessCalendar, WorkingDayRule } from '../calendar/business-calendar.js';
import { dateOfEpochDay, epochDay, type IsoDate } from '../calendar/date.js';
import { workingDayAfter } from '../calendar/working-day.js';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { DEFAULT_FOLLOW_UP_POLICY, type FollowUpPolicy } from './follow-up.model.js';

/** The days of delivery that call for a call-back, and until when each customer is to be called. */
export interface CallBackDay {
  readonly deliveredOn: IsoDate;
  readonly dueOn: IsoDate;
}

/**
 * The day by which a customer is called back after a delivery: so many days later, or the next working day where that is
 * none. O(days passed).
 *
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_LENGTH`
 */
export function callBackDay(
  deliveredOn: IsoDate,
  calendar: BusinessCalendar | WorkingDayRule,
  { callBackDays }: Pick<FollowUpPolicy, 'callBackDays'> = DEFAULT_FOLLOW_UP_POLICY,
): IsoDate {
  if (!Number.isInteger(callBackDays) || callBackDays < 0) throw new InvalidValueError('INVALID_LENGTH', callBackDays);
  return workingDayAfter(dateOfEpochDay(epochDay(deliveredOn) + callBackDays), 0, calendar);
}

/**
 * The days of delivery of which somebody is to call back, seen from a day: up to that day, and not so long ago that the
 * call would be overdue by more than the policy bears. The oldest first. O(days).
 *
 * @throws InvalidValueError `INVALID_DATE`, `INVALID_LENGTH`
 */
export function callBackDays(
  today: IsoDate,
  calendar: BusinessCalendar | WorkingDayRule,
  policy: FollowUpPolicy = DEFAULT_FOLLOW_UP_POLICY,
): readonly CallBackDay[] {
  const last = epochDay(today);
  const reach = policy.callBackDays + policy.callBackLapseDays;
  return Array.from({ length: reach + 1 }, (_, index) => {
    const deliveredOn = dateOfEpochDay(last - reach + index);
    return { deliveredOn, dueOn: callBackDay(deliveredOn, calendar, policy) };
  });
}
