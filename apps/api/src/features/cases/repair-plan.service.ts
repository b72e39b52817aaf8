import { type RecoveryRate, recoveryRate, repairStanding, type StageState } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { todayOf } from '../../platform/context/today.js';
import { StageStore } from '../stages/stage.store.js';
import type { RepairPlan } from './case-report.types.js';

/** The repair plans that regressions of the stage have opened, as the stage's own history tells them. */
@Injectable()
export class RepairPlanService {
  constructor(@Inject(StageStore) private readonly stages: StageStore) {}

  /** For nested fields; stable, so that siblings share one batch. */
  readonly byAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, RepairPlan[]>> => {
    const states = await this.stages.states(ctx, accountIds);
    return new Map([...states].map(([id, state]) => [id, plansOf(state, todayOf(ctx))]));
  };

  /** How those stand that were opened from one moment to another, both included. */
  async rate(ctx: RequestContext, from: string, to: string): Promise<RecoveryRate> {
    const accountIds = await this.stages.regressed(ctx, from, to);
    const plans = [...(await this.byAccount(ctx, accountIds)).values()].flat().filter(({ openedAt }) => {
      const at = Date.parse(openedAt);
      return at >= Date.parse(from) && at <= Date.parse(to);
    });
    const count = (outcome: RepairPlan['outcome']): number => plans.filter((plan) => plan.outcome === outcome).length;
    return recoveryRate({ recovered: count('RESTORED'), lost: count('MISSED'), open: count('UNDER_WAY') });
  }
}

function plansOf({ repairPlans, history }: StageState, today: string): RepairPlan[] {
  return repairPlans.map((plan) => ({ ...plan, ...repairStanding(plan, history, today) }));
}
