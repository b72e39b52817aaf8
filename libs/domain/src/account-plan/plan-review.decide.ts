import type { IsoDate } from '../calendar/date.js';
import { actOf, isFilled, reasonsWhere } from '../decision/act.js';
import { accept, refuse } from '../decision/decision.js';
import type {
  AccountPlanCommand,
  AccountPlanPolicy,
  AccountPlanReason,
  AccountPlanRecord,
  PlanQuarter,
} from './account-plan.model.js';
import { goalFaults } from './plan-goal-fit.js';
import type { AccountPlanDecision } from './plan-play.decide.js';
import { quarterReviews } from './plan-quarter.js';

/**
 * The review of a quarter: once, from the quarter's first day on, after those of the quarters before; with what was found
 * and the goal from now on. Late reviews are taken and marked. O(1).
 */
export function reviewQuarter(
  command: Extract<AccountPlanCommand, { readonly type: 'REVIEW_QUARTER' }>,
  plan: AccountPlanRecord,
  today: IsoDate,
  policy: AccountPlanPolicy,
): AccountPlanDecision {
  const { review } = command;
  const { stage, goal, note, quarter } = review;
  const standing = quarterReviews(plan, today, policy).find((one) => one.quarter === quarter);
  if (standing === undefined) return refuse({ code: 'QUARTER_UNKNOWN' });
  const { status, from: beginsOn, dueOn } = standing;
  const yearBegins = plan.outline?.startsOn ?? beginsOn;
  const before = begunReviewsMissing(plan, today, policy).filter((one) => one < quarter);
  const faults = [
    ...reasonsWhere<AccountPlanReason>(
      [status === 'HELD', { code: 'QUARTER_ALREADY_REVIEWED' }],
      [today < beginsOn, { code: 'QUARTER_NOT_BEGUN', beginsOn }],
      [before.length > 0, { code: 'REVIEWS_MISSING', quarters: before }],
      [!isFilled(note), { code: 'NOTE_REQUIRED' }],
    ),
    ...goalFaults(goal, stage, yearBegins),
  ];
  if (faults.length > 0) return refuse(...faults);
  return accept({ ...actOf(command), type: 'QUARTER_REVIEWED', review, late: today > dueOn });
}

/** The quarters that have begun by a day and whose review nobody has held; O(1). */
export function begunReviewsMissing(
  plan: Pick<AccountPlanRecord, 'outline' | 'activeOn' | 'reviews'>,
  today: IsoDate,
  policy: AccountPlanPolicy,
): readonly PlanQuarter[] {
  return quarterReviews(plan, today, policy)
    .filter(({ status }) => status === 'OPEN' || status === 'OVERDUE')
    .map(({ quarter }) => quarter);
}
