import { dateInZone, quarterReviews } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { PolicyService } from '../policies/policy.service.js';
import { AccountPlanStore } from './account-plan.store.js';
import type { PlanQuarterStanding } from './plan.types.js';

/** How the reviews of plans stand today, by the rules of today. */
@Injectable()
export class PlanQuarters {
  constructor(
    @Inject(AccountPlanStore) private readonly store: AccountPlanStore,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Of a plan that the caller has been shown to see. */
  async of(ctx: RequestContext, planId: string): Promise<readonly PlanQuarterStanding[]> {
    return (await batchLoad(ctx, this.standings, planId)) ?? [];
  }

  private readonly standings = async (
    ctx: RequestContext,
    planIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly PlanQuarterStanding[]>> => {
    const { document, timeZone } = await this.policies.current(ctx);
    const today = dateInZone(ctx.now().toISOString(), zoneOf(timeZone));
    const plans = await this.store.records(ctx, planIds);
    return new Map([...plans].map(([id, plan]) => [id, quarterReviews(plan, today, document.accountPlan)]));
  };
}
