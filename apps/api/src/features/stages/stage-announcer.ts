import type { StageEvent } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { type AccountMessage, Outbox } from '../../platform/jobs/outbox.js';

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
    await this.announceAll(ctx, [{ accountId, events }]);
  }

  /** As {@link announce} for many accounts, in as many statements as for one. */
  async announceAll(
    ctx: RequestContext,
    changes: readonly { readonly accountId: string; readonly events: readonly StageEvent[] }[],
  ): Promise<void> {
    const told = changes.flatMap(({ accountId, events }) => events.map((event) => ({ accountId, event })));
    await this.audit.recordAllForAccounts(
      ctx,
      told.map(({ accountId, event }) => ({
        accountId,
        action: ACTIONS[event.type],
        entity: 'stage',
        entityId: 'proposalId' in event ? event.proposalId : accountId,
        detail: detailOf(event),
      })),
    );
    await this.outbox.publishAll(
      ctx,
      told.flatMap(({ accountId, event }) => messagesOf(accountId, event)),
    );
  }
}

function messagesOf(accountId: string, event: StageEvent): readonly AccountMessage[] {
  if (event.type === 'TRANSITION_PROPOSED') {
    const { proposalId, movement: kind, from, to } = event;
    return [{ topic: 'stage.proposed', accountId, payload: { proposalId, kind, from, to } }];
  }
  if (event.type === 'STAGE_CHANGED') {
    const { movement: kind, from, to } = event.entry;
    return [{ topic: 'stage.changed', accountId, payload: { from, to, kind } }];
  }
  if (event.type === 'STAGE_OPENED') {
    return [{ topic: 'stage.changed', accountId, payload: { from: null, to: event.stage, kind: 'OPEN' } }];
  }
  return [];
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
