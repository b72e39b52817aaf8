import type { GiftEvent, GiftRecord } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { StoredGift } from './gift.store.js';

/** Verbs under which the events of gifts appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<GiftEvent['type'], string>> = {
  GIFT_REQUESTED: 'requested',
  GIFT_CHECKED: 'checked',
  GIFT_APPROVED: 'approved',
  GIFT_REFUSED: 'refused',
  GIFT_GIVEN: 'given',
};

/** Tells the accounts' stories, the audit log and the listeners what became of gifts. */
@Injectable()
export class GiftAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Steps alone: what was found out about the person is no part of the account's story. */
  async announce(
    ctx: RequestContext,
    { id, record: { state: from } }: StoredGift,
    events: readonly GiftEvent[],
    { state, request }: GiftRecord,
  ): Promise<void> {
    const accountId = String(request?.accountId);
    await this.audit.recordAllForAccounts(
      ctx,
      events.map(({ type }) => ({ accountId, action: ACTIONS[type], entity: 'gift', entityId: id })),
    );
    const payload = { giftId: id, from, state: String(state), event: String(events.at(-1)?.type) };
    await this.outbox.publish(ctx, 'gift.changed', payload, { accountId });
  }
}
