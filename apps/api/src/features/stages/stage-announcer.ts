import type { StageEvent } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';

/** Verbs under which stage events appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<StageEvent['type'], string>> = {
  STAGE_OPENED: 'opened',
  TRANSITION_PROPOSED: 'proposed',
  CAUSE_NAMED: 'cause-named',
  EVIDENCE_CHECKED: 'evidence-checked',
  APPROVAL_GIVEN: 'approved',
  PROPOSAL_REJECTED: 'rejected',
  PROPOSAL_WITHDRAWN: 'withdrawn',
  STAGE_CHANGED: 'changed',
  REPAIR_PLAN_OPENED: 'repair-plan-opened',
};

/** Tells the rest of Mortise what happened to an account's stage, in the transaction in which it happened. */
@Injectable()
export class StageAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announce(ctx: RequestContext, accountId: string, events: readonly StageEvent[]): Promise<void> {
    for (const event of events) {
      await this.audit.recordForAccount(ctx, {
        accountId,
        action: ACTIONS[event.type],
        entity: 'stage',
        entityId: 'proposalId' in event ? event.proposalId : accountId,
        detail: detailOf(event),
      });
      await this.publish(ctx, accountId, event);
    }
  }

  private async publish(ctx: RequestContext, accountId: string, event: StageEvent): Promise<void> {
    if (event.type === 'TRANSITION_PROPOSED') {
      const { proposalId, movement: kind, from, to } = event;
      await this.outbox.publish(ctx, 'stage.proposed', { proposalId, kind, from, to }, { accountId });
    } else if (event.type === 'STAGE_CHANGED') {
      const { movement: kind, from, to } = event.entry;
      await this.outbox.publish(ctx, 'stage.changed', { from, to, kind }, { accountId });
    } else if (event.type === 'STAGE_OPENED') {
      await this.outbox.publish(ctx, 'stage.changed', { from: null, to: event.stage, kind: 'OPEN' }, { accountId });
    }
  }
}

/** What a reader of the timeline wants to see; the whole event is in the stage history. */
function detailOf(event: StageEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'STAGE_OPENED':
      return { to: event.stage, note: event.note };
    case 'TRANSITION_PROPOSED':
      return { movement: event.movement, from: event.from, to: event.to, cause: event.cause, note: event.note };
    case 'CAUSE_NAMED':
      return { cause: event.cause, regressionKind: event.regressionKind };
    case 'EVIDENCE_CHECKED':
      return { gateMet: event.gateMet, policyVersion: event.policyVersion };
    case 'APPROVAL_GIVEN':
      return { complete: event.complete };
    case 'PROPOSAL_REJECTED':
      return { note: event.note };
    case 'PROPOSAL_WITHDRAWN':
      return {};
    case 'STAGE_CHANGED': {
      const { movement, from, to, cause, approvers } = event.entry;
      return { movement, from, to, cause, approvers };
    }
    case 'REPAIR_PLAN_OPENED':
      return { ...event.plan };
  }
}
