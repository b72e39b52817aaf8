import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { FeedbackEntries } from '../ledger/feedback-entries.service.js';
import { LedgerFollowers, type SupersededEntry } from '../ledger/ledger-followers.js';
import { FeedbackClusterStore } from './feedback-cluster.store.js';
import { ProductFeedbackCommands } from './product-feedback-commands.js';
import { ProductFeedbackStore } from './product-feedback.store.js';

/** Keeps words under way in step with the ledger: what corrects an entry speaks for it, what was taken back goes no further. */
@Injectable()
export class FeedbackFollower implements OnModuleInit {
  constructor(
    @Inject(LedgerFollowers) private readonly ledger: LedgerFollowers,
    @Inject(FeedbackEntries) private readonly entries: FeedbackEntries,
    @Inject(FeedbackClusterStore) private readonly clusters: FeedbackClusterStore,
    @Inject(ProductFeedbackStore) private readonly store: ProductFeedbackStore,
    @Inject(ProductFeedbackCommands) private readonly commands: ProductFeedbackCommands,
  ) {}

  onModuleInit(): void {
    this.ledger.follow('PRODUCT_FEEDBACK', (ctx, entry) => this.superseded(ctx, entry));
  }

  private async superseded(ctx: RequestContext, { entryId, by, withdrawn }: SupersededEntry): Promise<void> {
    // Before its words, as whoever reports or decides on a cluster locks them.
    const clusterId = await this.store.clusterOf(ctx, entryId);
    if (clusterId !== null) await this.clusters.touch(ctx, clusterId);
    const words = await this.store.lockEntries(ctx, [entryId]);
    if (words.length === 0) return;
    if (withdrawn) return this.commands.run(ctx, words, { type: 'TAKE_NOTE_BACK' });
    const said = await this.entries.said(ctx, by);
    if (said === undefined) throw new TypeError('What corrects an entry says something.');
    return this.commands.run(ctx, words, { type: 'CORRECT_NOTE', note: said.note }, () => ({ entryId: by }));
  }
}
