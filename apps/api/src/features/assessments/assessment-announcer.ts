import type { RoundEvent, RoundState } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { StoredRound } from './assessment.store.js';

/** What the account's story and the audit log tell of each event: never what somebody answered, while others still answer. */
function told(event: RoundEvent): { readonly action: string; readonly detail: Readonly<Record<string, unknown>> } {
  switch (event.type) {
    case 'ROUND_OPENED': {
      const { form, deadline, instrument } = event;
      return { action: 'opened', detail: { form, deadline, instrument } };
    }
    case 'RATER_INVITED':
      return { action: 'rater-invited', detail: { raterId: event.rater.raterId, group: event.rater.group } };
    case 'INVITATIONS_SENT':
      return { action: 'sent', detail: {} };
    case 'SHEET_SUBMITTED':
      return { action: 'answered', detail: { raterId: event.sheet.raterId, group: event.sheet.group } };
    case 'ROUND_CLOSED':
      return {
        action: 'closed',
        detail: { contested: event.agreement.contested, deviation: event.agreement.deviation },
      };
    case 'ROUND_RECONCILED':
      return { action: 'reconciled', detail: { note: event.note } };
    case 'ASSESSMENT_PUBLISHED': {
      const { level, result, cap, capOverride } = event.published;
      return {
        action: 'published',
        detail: { level, score: result.score, cap, capLifted: capOverride?.note ?? null },
      };
    }
    case 'ROUND_CANCELLED':
      return { action: 'cancelled', detail: { note: event.note } };
  }
}

/** Tells the accounts' stories, the audit log and the listeners what became of rounds of assessment. */
@Injectable()
export class AssessmentAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** One entry says that so many were asked; who they are, the round itself says. */
  async announceOpened(ctx: RequestContext, { id, accountId, events, state }: StoredRound): Promise<void> {
    const [opened] = events;
    if (!opened) return;
    const { action, detail } = told(opened);
    await this.audit.recordForAccount(ctx, {
      ...{ accountId, action, entity: 'assessment', entityId: id },
      detail: { ...detail, raters: state.raters.length },
    });
    await this.publish(ctx, { id, accountId, from: null, event: opened.type, state });
  }

  async announce(
    ctx: RequestContext,
    { id, accountId, state: { step: from } }: StoredRound,
    events: readonly RoundEvent[],
    state: RoundState,
  ): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      events.map((event) => ({ accountId, entity: 'assessment', entityId: id, ...told(event) })),
    );
    const last = events.at(-1);
    if (last) await this.publish(ctx, { id, accountId, from, event: last.type, state });
  }

  private async publish(
    ctx: RequestContext,
    {
      id: roundId,
      accountId,
      from,
      event,
      state: { step, raters, sheets, published },
    }: {
      readonly id: string;
      readonly accountId: string;
      readonly from: RoundState['step'];
      readonly event: RoundEvent['type'];
      readonly state: RoundState;
    },
  ): Promise<void> {
    const outstanding = raters.length - sheets.length;
    const payload = { roundId, from, step: String(step), event, outstanding, level: published?.level ?? null };
    await this.outbox.publish(ctx, 'assessment.changed', payload, { accountId });
  }
}
