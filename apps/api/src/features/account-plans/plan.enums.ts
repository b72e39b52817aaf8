import { ACCOUNT_PLAN_STATES, type AccountPlanEvent, PLAN_STEP_STATUSES } from '@mortise/domain';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const AccountPlanStateEnum = codeEnum(
  'AccountPlanState',
  ACCOUNT_PLAN_STATES,
  'DRAFT: being written. SUBMITTED: laid before somebody who had no hand in it. ACTIVE: worked by, and reviewed every quarter. CLOSED: over. WITHDRAWN: never worked by.',
);

export const PLAN_GOALS = ['ADVANCE', 'HOLD'] as const;
export type PlanGoalCode = (typeof PLAN_GOALS)[number];
export const PlanGoalEnum = codeEnum('PlanGoal', PLAN_GOALS, 'ADVANCE: to the next stage. HOLD: keep the present one.');

export const PlanStepStatusEnum = codeEnum(
  'PlanStepStatus',
  PLAN_STEP_STATUSES,
  'OPEN: to be done. DONE: done, with a result. DROPPED: given up, with a reason or with its play.',
);

export const PLAN_REVIEW_STATUSES = ['HELD', 'NOT_NEEDED', 'AHEAD', 'OPEN', 'OVERDUE'] as const;
export const PlanReviewStatusEnum = codeEnum(
  'PlanReviewStatus',
  PLAN_REVIEW_STATUSES,
  'HELD. NOT_NEEDED: the quarter was over before the plan was worked by. AHEAD: the quarter has not begun. OPEN: it may be held. OVERDUE: it should have been.',
);

export const PLAN_EVENTS = [
  ...(['PLAN_DRAFTED', 'PLAN_REVISED', 'PLAN_SUBMITTED', 'PLAN_APPROVED', 'PLAN_RETURNED', 'PLAN_WITHDRAWN'] as const),
  ...(['PLAN_CLOSED', 'PLAY_ADDED', 'PLAY_ASSIGNED', 'PLAY_DROPPED', 'PLAY_COMPLETED', 'ACTION_ASSIGNED'] as const),
  ...(['ACTION_POSTPONED', 'ACTION_DROPPED', 'ACTION_COMPLETED', 'INVESTED', 'CAP_CHANGED'] as const),
  'QUARTER_REVIEWED',
] as const satisfies readonly AccountPlanEvent['type'][];
export type PlanEventType = (typeof PLAN_EVENTS)[number];
export const PlanEventTypeEnum = codeEnum('AccountPlanEventType', PLAN_EVENTS, 'What can happen to a plan.');
