import type { AccountPlanEvent, AccountPlanRecord } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { StoredPlan } from './account-plan.store.js';

/** Verbs under which the events of plans appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<AccountPlanEvent['type'], string>> = {
  PLAN_DRAFTED: 'drafted',
  PLAN_REVISED: 'revised',
  PLAY_ADDED: 'play-added',
  PLAY_ASSIGNED: 'play-assigned',
  PLAY_DROPPED: 'play-dropped',
  PLAY_COMPLETED: 'play-completed',
  INVESTED: 'invested',
  ACTION_ASSIGNED: 'action-assigned',
  ACTION_POSTPONED: 'action-postponed',
  ACTION_DROPPED: 'action-dropped',
  ACTION_COMPLETED: 'action-completed',
  PLAN_SUBMITTED: 'submitted',
  PLAN_APPROVED: 'approved',
  PLAN_RETURNED: 'returned',
  PLAN_WITHDRAWN: 'withdrawn',
  PLAN_CLOSED: 'closed',
  CAP_CHANGED: 'cap-changed',
  QUARTER_REVIEWED: 'reviewed',
};

/** Tells the account's story, the audit log and the listeners what became of a plan. */
@Injectable()
export class PlanAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announce(
    ctx: RequestContext,
    { id, accountId, record: { state: from } }: StoredPlan,
    events: readonly AccountPlanEvent[],
    { state }: AccountPlanRecord,
  ): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      events.map((event) => {
        const about = { accountId, entity: 'account-plan', entityId: id } as const;
        return { ...about, action: ACTIONS[event.type], detail: detailOf(event) };
      }),
    );
    const last = events.at(-1);
    if (!last) return;
    const payload = { planId: id, from, state: String(state), event: last.type };
    await this.outbox.publish(ctx, 'account-plan.changed', payload, { accountId });
  }
}

/** What a reader of the timeline wants to see; the whole event is in the plan's history. */
function detailOf(event: AccountPlanEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'PLAN_DRAFTED':
    case 'PLAN_REVISED': {
      const { startsOn, goal, objective, capMinor, currency } = event.outline;
      return { startsOn, goal, objective, capMinor: String(capMinor), currency };
    }
    case 'PLAY_ADDED': {
      const { id: playId, playCode, owner, dueOn, budgetMinor } = event.play;
      return { playId, playCode, owner, dueOn, budgetMinor: String(budgetMinor) };
    }
    case 'INVESTED':
      return { playId: event.playId, amountMinor: String(event.amountMinor), note: event.note };
    case 'CAP_CHANGED':
      return { capMinor: String(event.capMinor), note: event.note };
    case 'QUARTER_REVIEWED':
      return { ...event.review, late: event.late };
    default: {
      const { type: _type, at: _at, by: _by, ...detail } = event;
      return detail;
    }
  }
}
