import { isCalendarDate, type IsoDate } from '../calendar/date.js';
import { reasonsWhere } from '../decision/act.js';
import { neighbourStage, type Stage } from '../stage/stages.js';
import type { AccountPlanGoal, AccountPlanReason } from './account-plan.model.js';
import { planYear } from './plan-quarter.js';

/** Whether a goal fits where the account stands: up by one stage, or to hold this very one. O(1). */
export function goalFits(goal: AccountPlanGoal, stage: Stage): boolean {
  return goal.goal === 'ADVANCE' ? goal.to === neighbourStage(stage, 1) : goal.at === stage;
}

/** What is wrong with a goal where an account stands, in a plan whose year can begin on that day. O(1). */
export function goalFaults(goal: AccountPlanGoal, stage: Stage, startsOn: IsoDate): readonly AccountPlanReason[] {
  const by = goal.goal === 'ADVANCE' ? goal.by : undefined;
  return reasonsWhere<AccountPlanReason>(
    [!goalFits(goal, stage), { code: 'GOAL_DOES_NOT_FIT', stage }],
    [by !== undefined && !isWithinYear(by, startsOn), { code: 'GOAL_DATE_OUTSIDE_YEAR' }],
  );
}

/** Whether a text is a day of the year that begins on a day. O(1). */
export function isWithinYear(day: string, startsOn: IsoDate): boolean {
  const { from, to } = planYear(startsOn);
  return isCalendarDate(day) && day >= from && day <= to;
}
