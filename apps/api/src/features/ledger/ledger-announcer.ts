import { feedsOf, type IsoDate, type LedgerFeed, type LedgerKind } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { LedgerFollowers } from './ledger-followers.js';

/** What the axes of an account's standing are measured by. */
const STANDING_FEEDS: readonly LedgerFeed[] = ['LEVEL', 'INTERFACE', 'POSTURE'];

interface WrittenEntry {
  readonly accountId: string;
  readonly kind: LedgerKind;
  readonly id: string;
  readonly observedOn: IsoDate;
  /** The entry that it corrects or takes back. */
  readonly supersedes: string | null;
}

/** Tells the histories of an entry, and whoever goes by the one that it supersedes; what bears on health has the account judged again. */
@Injectable()
export class LedgerAnnouncer {
  constructor(
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LedgerFollowers) private readonly followers: LedgerFollowers,
  ) {}

  async tell(
    ctx: RequestContext,
    { accountId, kind, id, observedOn, supersedes }: WrittenEntry,
    action: 'recorded' | 'corrected' | 'withdrawn',
  ): Promise<void> {
    const detail = { kind, observedOn };
    await this.audit.recordForAccount(ctx, { accountId, action, entity: 'ledger', entityId: id, detail });
    if (supersedes !== null) {
      await this.followers.tell(ctx, kind, {
        ...{ accountId, entryId: supersedes, by: id, withdrawn: action === 'withdrawn' },
      });
    }
    const feeds = feedsOf(kind);
    if (feeds.includes('HEALTH')) await this.outbox.publish(ctx, 'accounts.evaluate', { accountIds: [accountId] });
    else if (feeds.some((feed) => STANDING_FEEDS.includes(feed)))
      await this.outbox.publish(ctx, 'standing.keep', { accountIds: [accountId] });
  }
}
