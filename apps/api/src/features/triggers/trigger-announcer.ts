import type { TriggerEvent, TriggerRecord } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { StoredTrigger } from './trigger.store.js';

/** Verbs under which the events of triggers appear in the audit log and the account's timeline; that one was seen the ledger tells. */
const ACTIONS: Readonly<Record<Exclude<TriggerEvent['type'], 'TRIGGER_OBSERVED'>, string>> = {
  TRIGGER_VERIFIED: 'verified',
  TRIGGER_DISMISSED: 'dismissed',
  TRIGGER_PLAY_STARTED: 'play-started',
  TRIGGER_WON: 'won',
  TRIGGER_LOST: 'lost',
  TRIGGER_EXPIRED: 'expired',
};

/** Tells the accounts' stories, the audit log and the listeners what became of triggers. */
@Injectable()
export class TriggerAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announce(
    ctx: RequestContext,
    { id, entryId, accountId, record: { state: from } }: StoredTrigger,
    event: TriggerEvent,
    { state, sighting }: TriggerRecord,
  ): Promise<void> {
    if (event.type === 'TRIGGER_OBSERVED') return;
    const { type, at: _at, by: _by, ...said } = event;
    const trigger = sighting?.code ?? null;
    const detail = { trigger, entryId, ...said };
    await this.audit.recordForAccount(ctx, {
      accountId,
      action: ACTIONS[type],
      entity: 'trigger',
      entityId: id,
      detail,
    });
    const payload = { entryId, trigger: String(trigger), from: from ?? 'OBSERVED', state: String(state), event: type };
    await this.outbox.publish(ctx, 'trigger.changed', payload, { accountId });
    // What is over, won or lost opens no window any more.
    await this.outbox.publish(ctx, 'accounts.evaluate', { accountIds: [accountId] });
  }
}
