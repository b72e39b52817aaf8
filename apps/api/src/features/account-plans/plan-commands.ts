import { type AccountPlanCommand, type AccountPlanRecord, decideAccountPlan, type Unsigned } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { zoneOf } from '../../platform/context/zones.js';
import { PolicyService } from '../policies/policy.service.js';
import { AccountPlanStore, type StoredPlan } from './account-plan.store.js';
import { PlanAnnouncer } from './plan-announcer.js';
import { PlanRefused } from './plans.errors.js';

/** A command without who and when, which the request says. */
export type PlanAct = Unsigned<AccountPlanCommand>;

/** The only way a plan changes: decided by the domain, stored as events, projected and announced in one transaction. */
@Injectable()
export class PlanCommands {
  constructor(
    @Inject(AccountPlanStore) private readonly store: AccountPlanStore,
    @Inject(PlanAnnouncer) private readonly announcer: PlanAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** @param plan from the store, locked in this transaction, or new @throws PlanRefused with every reason why not */
  async run(ctx: RequestContext, plan: StoredPlan, act: PlanAct): Promise<AccountPlanRecord> {
    const { document, timeZone, version } = await this.policies.current(ctx);
    const rules = { ...document.accountPlan, zone: zoneOf(timeZone) };
    const command = { ...act, by: ctx.actor, at: ctx.now().toISOString() } as AccountPlanCommand;
    const decision = decideAccountPlan(command, plan.record, rules);
    if (!decision.ok) throw new PlanRefused(ctx, decision.reasons);
    const record = await this.store.append(ctx, plan, decision.events, { version, rules });
    await this.announcer.announce(ctx, plan, decision.events, record);
    return record;
  }
}
