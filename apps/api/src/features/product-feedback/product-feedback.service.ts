import type { FeedbackNote } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { FeedbackEntries, type FeedbackEntry } from '../ledger/feedback-entries.service.js';
import { FeedbackClusterStore } from './feedback-cluster.store.js';
import { FeedbackWeights } from './feedback-weights.service.js';
import { ClusterReported, FeedbackMixed, FeedbackNotFound, NoFeedback } from './feedback.errors.js';
import { clusterInput, decideInput, extendInput, reportInput } from './feedback.inputs.js';
import { ProductFeedbackCommands } from './product-feedback-commands.js';
import { ProductFeedbackStore, type StoredFeedback } from './product-feedback.store.js';

/** What a command has written. */
export interface Written {
  readonly id: string;
}

/** What is done with customers' words inside the house. Each method inside a transaction: all of it, or nothing. */
@Injectable()
export class ProductFeedbackService {
  constructor(
    @Inject(FeedbackEntries) private readonly entries: FeedbackEntries,
    @Inject(FeedbackClusterStore) private readonly clusters: FeedbackClusterStore,
    @Inject(ProductFeedbackStore) private readonly store: ProductFeedbackStore,
    @Inject(ProductFeedbackCommands) private readonly commands: ProductFeedbackCommands,
    @Inject(FeedbackWeights) private readonly weights: FeedbackWeights,
  ) {}

  /** @throws InputInvalid, FeedbackNotFound, FeedbackMixed, FeedbackRefused */
  async cluster(ctx: RequestContext, input: unknown): Promise<Written> {
    const { entryIds } = parseInput(clusterInput, input);
    const found = await this.found(ctx, entryIds);
    const { product, feedbackType } = oneKind(found);
    const words = await this.commands.begun(ctx, found);
    const id = await this.clusters.insert(ctx, product, feedbackType);
    await this.commands.run(ctx, words, { type: 'CLUSTER_FEEDBACK', clusterId: id });
    return { id };
  }

  /** Puts more words into a cluster. @throws as {@link cluster}, NotFound, VersionConflict, ClusterReported */
  async extend(ctx: RequestContext, input: unknown): Promise<Written> {
    const { clusterId, version, entryIds } = parseInput(extendInput, input);
    const cluster = await this.clusters.lock(ctx, clusterId, version);
    const found = await this.found(ctx, entryIds);
    const { product, feedbackType } = oneKind(found);
    if (product !== cluster.productId || feedbackType !== cluster.feedbackType) throw new FeedbackMixed();
    if (cluster.state !== 'CLUSTERED') throw new ClusterReported();
    await this.clusters.touch(ctx, clusterId);
    await this.commands.run(ctx, await this.commands.begun(ctx, found), { type: 'CLUSTER_FEEDBACK', clusterId });
    return { id: clusterId };
  }

  /** Lays clusters before product development. @throws InputInvalid, NotFound, VersionConflict, NoFeedback, FeedbackRefused */
  async report(ctx: RequestContext, input: unknown): Promise<Written> {
    const { title, note, clusters } = parseInput(reportInput, input);
    const reportId = await this.clusters.insertReport(ctx, title, note ?? null);
    // In one order, so that two who report the same clusters wait for each other instead of for ever.
    for (const { id, version } of [...clusters].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      await this.clusters.lock(ctx, id, version);
      const words = await this.wordsOf(ctx, id);
      await this.commands.run(ctx, words, { type: 'REPORT_FEEDBACK', reportId });
      await this.clusters.report(ctx, id, reportId, await this.weights.of(ctx, words.flatMap(noteOf)));
    }
    return { id: reportId };
  }

  /** Decides on every word of a cluster. @throws InputInvalid, NotFound, VersionConflict, NoFeedback, FeedbackRefused */
  async decide(ctx: RequestContext, input: unknown): Promise<Written> {
    const { clusterId, version, verdict, explanation, dueOn } = parseInput(decideInput, input);
    const { id } = await this.clusters.lock(ctx, clusterId, version);
    const decision = { verdict, explanation, ...(dueOn == null ? {} : { dueOn }) };
    await this.commands.run(ctx, await this.wordsOf(ctx, id), { type: 'DECIDE_FEEDBACK', decision });
    await this.clusters.decide(ctx, id, decision);
    return { id };
  }

  private async wordsOf(ctx: RequestContext, clusterId: string): Promise<readonly StoredFeedback[]> {
    const words = await this.store.lockCluster(ctx, clusterId);
    if (words.length === 0) throw new NoFeedback();
    return words;
  }

  private async found(ctx: RequestContext, entryIds: readonly string[]): Promise<readonly FeedbackEntry[]> {
    const found = await this.entries.holding(ctx, entryIds);
    const known = new Set(found.map(({ id }) => id));
    const missing = entryIds.flatMap((id, index) => (known.has(id) ? [] : [index]));
    if (missing.length > 0) throw new FeedbackNotFound(missing);
    return found;
  }
}

/** @throws FeedbackMixed */
function oneKind(entries: readonly FeedbackEntry[]): FeedbackNote {
  const [first, ...others] = entries.map(({ note }) => note);
  if (first === undefined) throw new NoFeedback();
  const same = others.every(
    ({ product, feedbackType }) => product === first.product && feedbackType === first.feedbackType,
  );
  if (!same) throw new FeedbackMixed();
  return first;
}

function noteOf({ record: { note } }: StoredFeedback): readonly FeedbackNote[] {
  return note === null ? [] : [note];
}
