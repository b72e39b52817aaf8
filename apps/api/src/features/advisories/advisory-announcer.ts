import type { AdvisoryEvent, AdvisoryRecord } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import type { StoredAdvisory } from './advisory.store.js';

/** Verbs under which the events of advisories appear in the audit log and the account's timeline. */
const ACTIONS: Readonly<Record<AdvisoryEvent['type'], string>> = {
  ADVISORY_COMPOSED: 'composed',
  ADVISORY_REWRITTEN: 'rewritten',
  ADVISORY_APPROVED: 'approved',
  ADVISORY_TAKEN_BACK: 'taken-back',
  ADVISORY_SENT: 'sent',
  ADVISORY_READ: 'read',
  ADVISORY_ACTED_ON: 'acted-on',
};

/** Tells the accounts' stories, the audit log and the listeners what became of advisories. */
@Injectable()
export class AdvisoryAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async announce(
    ctx: RequestContext,
    { id, accountId, record }: StoredAdvisory,
    event: AdvisoryEvent,
    { state, content }: AdvisoryRecord,
  ): Promise<void> {
    const { type, at: _at, by: _by, ...detail } = event;
    const kind = content?.kind ?? null;
    await this.audit.recordForAccount(ctx, {
      ...{ accountId, action: ACTIONS[type], entity: 'advisory', entityId: id },
      detail: { kind, ...detail },
    });
    // What the customer does with it is for the owner of the account to know.
    const notify = type === 'ADVISORY_READ' || type === 'ADVISORY_ACTED_ON' ? ['OWNER'] : [];
    const payload = {
      advisoryId: id,
      kind: String(kind),
      from: record.state,
      state: String(state),
      event: type,
      notify,
    };
    await this.outbox.publish(ctx, 'advisory.changed', payload, { accountId });
  }
}
