import { neighbourStage, type Stage } from '../stage/stages.js';
import type { AccountPlanGoal } from './account-plan.model.js';

/** Whether a goal fits where the account stands: up by one stage, or to hold this very one. O(1). */
export function goalFits(goal: AccountPlanGoal, stage: Stage): boolean {
  return goal.goal === 'ADVANCE' ? goal.to === neighbourStage(stage, 1) : goal.at === stage;
}
