import { type CaseEvent, isConfidentialCause, type RegressionCause } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit, type TimelineFact } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';

/** Verbs under which the events of cases appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<CaseEvent['type'], string>> = {
  CASE_OPENED: 'opened',
  CASE_ASSIGNED: 'assigned',
  ANALYSIS_STARTED: 'analysis-started',
  CAUSES_RECORDED: 'causes-recorded',
  CONTACT_RECORDED: 'contact-recorded',
  ACTION_PLANNED: 'action-planned',
  ACTION_COMPLETED: 'action-completed',
  CASE_ESCALATED: 'escalated',
  CASE_HANDED_BACK: 'handed-back',
  CASE_RESOLVED: 'resolved',
};

/** What a case and its account are, for those who are told. */
interface About {
  readonly id: string;
  readonly accountId: string;
  readonly alertId: string;
}

/** Tells the rest of Mortise what happened to a case, in the transaction in which it happened; never what is confidential. */
@Injectable()
export class CaseAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Tells of new cases, in as many statements as of one. */
  async announceOpened(
    ctx: RequestContext,
    opened: readonly { readonly about: About; readonly event: Extract<CaseEvent, { type: 'CASE_OPENED' }> }[],
  ): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      opened.map(({ about, event }) => factOf(about, event)),
    );
    await this.outbox.publishAll(
      ctx,
      opened.map(({ about: { id: caseId, accountId, alertId } }) => {
        return { topic: 'case.opened', accountId, payload: { caseId, alertId } };
      }),
    );
  }

  /** @param change where the case stood before these events, and where it stands after them */
  async announce(
    ctx: RequestContext,
    about: About,
    events: readonly CaseEvent[],
    change: { readonly from: string | null; readonly state: string | null },
  ): Promise<void> {
    const { id, accountId } = about;
    await this.audit.recordAllForAccounts(
      ctx,
      events.map((event) => factOf(about, event)),
    );
    const last = events.at(-1);
    if (last)
      await this.outbox.publish(
        ctx,
        'case.changed',
        { caseId: id, from: change.from, state: String(change.state), event: last.type },
        { accountId },
      );
  }
}

function factOf({ id, accountId, alertId }: About, event: CaseEvent): TimelineFact {
  const detail = { alertId, ...detailOf(event) };
  return { accountId, action: ACTIONS[event.type], entity: 'case', entityId: id, detail };
}

/** Causes that everybody may see who sees the case. */
export function openCauses(causes: readonly RegressionCause[]): readonly RegressionCause[] {
  return causes.filter((cause) => !isConfidentialCause(cause));
}

function detailOf(event: CaseEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'CASE_OPENED':
      return { owner: event.owner, due: event.due, late: event.late };
    case 'CASE_ASSIGNED':
      return { owner: event.owner };
    case 'CAUSES_RECORDED':
      return { subjective: openCauses(event.subjective), objective: openCauses(event.objective), note: event.note };
    case 'CONTACT_RECORDED':
      return { accountContactId: event.contactId, note: event.note };
    case 'ACTION_PLANNED': {
      const { id: actionId, ...action } = event.action;
      return { actionId, ...action };
    }
    case 'ACTION_COMPLETED':
      return { actionId: event.actionId, result: event.result };
    case 'CASE_ESCALATED':
      return { executive: event.executive, note: event.note };
    case 'CASE_RESOLVED':
      return { outcome: event.outcome, note: event.note };
    case 'ANALYSIS_STARTED':
    case 'CASE_HANDED_BACK':
      return {};
  }
}
