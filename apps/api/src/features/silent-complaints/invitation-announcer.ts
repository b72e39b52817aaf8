import type { Invitation, InvitationEvent } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { NewInvitation, StoredInvitation } from './invitation.store.js';

/** Verbs under which the events of invitations appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<InvitationEvent['type'], string>> = {
  MADE: 'made',
  ASSIGNED: 'assigned',
  SENT: 'sent',
  OPENED: 'opened',
  ANSWERED: 'answered',
  TALKED: 'talked',
  DECLINED: 'declined',
  EXPIRED: 'expired',
};

/** Tells the accounts' stories, the audit log and the listeners what became of invitations to speak. */
@Injectable()
export class InvitationAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announceNew(ctx: RequestContext, made: readonly NewInvitation[]): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      made.map(({ id, accountId, alertId, event: { dueOn, owner } }) => {
        return { accountId, action: 'made', entity: 'invitation', entityId: id, detail: { alertId, dueOn, owner } };
      }),
    );
    await this.outbox.publishAll(
      ctx,
      made.map(({ id: invitationId, accountId, event: { dueOn } }) => {
        const payload = { invitationId, dueOn, notify: ['OWNER'] };
        return { topic: 'invitation.made', accountId, payload };
      }),
    );
  }

  async announce(
    ctx: RequestContext,
    { id, accountId, record: { state: from } }: StoredInvitation,
    events: readonly InvitationEvent[],
    { state, answer }: Invitation,
  ): Promise<void> {
    await this.audit.recordAllForAccounts(
      ctx,
      events.map(({ type, at: _at, by: _by, ...detail }) => {
        return { accountId, action: ACTIONS[type], entity: 'invitation', entityId: id, detail };
      }),
    );
    const last = events.at(-1);
    if (!last) return;
    // What the customer says is for the owner to act on: to call, to look after the complaint, or to be glad.
    const notify = last.type === 'ANSWERED' || last.type === 'ASSIGNED' ? ['OWNER'] : [];
    const payload = { invitationId: id, from, state: String(state), event: last.type, answer, notify };
    await this.outbox.publish(ctx, 'invitation.changed', payload, { accountId });
  }
}
