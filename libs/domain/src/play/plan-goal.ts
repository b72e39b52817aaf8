import type { Reason } from '../decision/decision.js';
import type { HealthState } from '../health/health-state.js';
import { stageOrder, type Stage } from '../stage/stages.js';

/** What a plan aims at: the next stage, or to hold what there is. */
export type PlanGoal =
  | { readonly goal: 'ADVANCE'; readonly to: Stage; readonly reasons: readonly GoalReason[] }
  | { readonly goal: 'HOLD'; readonly at: Stage; readonly reasons: readonly GoalReason[] };

export type GoalReason = Reason<'BELOW_TARGET' | 'AT_TARGET' | 'ABOVE_TARGET' | 'HEALTH_FIRST'>;

const UNWELL: readonly HealthState[] = ['ALERT', 'CRISIS', 'RECOVERING', 'WIN_BACK', 'ENDED'];
const NEXT: Readonly<Record<Stage, Stage>> = {
  DEVELOPMENT: 'INITIAL',
  INITIAL: 'STABLE',
  STABLE: 'STRATEGIC',
  STRATEGIC: 'STRATEGIC',
};

/**
 * Whether to push an account forward or hold it: forward by one stage while it is below the stage its value deserves and
 * well; an account in trouble is held and mended first. Mortise's own proposal. O(1).
 */
export function planGoal(account: {
  readonly stage: Stage;
  readonly targetStage: Stage;
  readonly health: HealthState;
}): PlanGoal {
  const { stage, targetStage, health } = account;
  const distance = stageOrder(targetStage) - stageOrder(stage);
  const unwell = UNWELL.includes(health);
  if (distance > 0 && !unwell) return { goal: 'ADVANCE', to: NEXT[stage], reasons: [{ code: 'BELOW_TARGET' }] };
  const place = distance > 0 ? 'BELOW_TARGET' : distance === 0 ? 'AT_TARGET' : 'ABOVE_TARGET';
  return {
    goal: 'HOLD',
    at: stage,
    reasons: [...(unwell ? [{ code: 'HEALTH_FIRST' } as const] : []), { code: place }],
  };
}
