import {
  decideProductFeedback,
  INITIAL_PRODUCT_FEEDBACK,
  type ProductFeedbackCommand,
  type ProductFeedbackEvent,
  type ProductFeedbackRecord,
  type Unsigned,
} from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import type { FeedbackEntry } from '../ledger/feedback-entries.service.js';
import { PolicyService } from '../policies/policy.service.js';
import { FeedbackRefused } from './feedback.errors.js';
import { ProductFeedbackAnnouncer } from './product-feedback-announcer.js';
import { type MovedFeedback, ProductFeedbackStore, type StoredFeedback } from './product-feedback.store.js';

type Refusal = ConstructorParameters<typeof FeedbackRefused>[0][number];

/** The only way that anything becomes of a word: decided by the domain for each, stored and announced for all or none. */
@Injectable()
export class ProductFeedbackCommands {
  constructor(
    @Inject(ProductFeedbackStore) private readonly store: ProductFeedbackStore,
    @Inject(ProductFeedbackAnnouncer) private readonly announcer: ProductFeedbackAnnouncer,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** The words of entries, locked; whoever recorded an entry has noted the word. @throws FeedbackRefused */
  async begun(ctx: RequestContext, entries: readonly FeedbackEntry[]): Promise<readonly StoredFeedback[]> {
    const noted = entries.map(({ id, recordedAt, recordedBy, note }) => {
      const act = { by: recordedBy, at: recordedAt.toISOString() };
      const event = accepted(decided({ ...act, type: 'NOTE_FEEDBACK', note }, INITIAL_PRODUCT_FEEDBACK, id));
      if (event.type !== 'FEEDBACK_NOTED') throw new TypeError(`Noting gave ${event.type}.`);
      return { entryId: id, event };
    });
    await this.store.begin(ctx, noted, (await this.policies.current(ctx)).version);
    return this.store.lockEntries(
      ctx,
      entries.map(({ id }) => id),
    );
  }

  /**
   * The same command for each of these locked words.
   * @param moving writes what goes with it, once all are accepted
   * @throws FeedbackRefused with every reason of every word
   */
  async run(
    ctx: RequestContext,
    words: readonly StoredFeedback[],
    act: Unsigned<ProductFeedbackCommand>,
    moving: () => Promise<MovedFeedback> | MovedFeedback = () => ({}),
  ): Promise<void> {
    const signature = { by: ctx.actor, at: ctx.now().toISOString() };
    const outcomes = words.map((of) => ({
      of,
      outcome: decided({ ...act, ...signature } as ProductFeedbackCommand, of.record, of.entryId),
    }));
    const refusals = outcomes.flatMap(({ outcome }) => ('reasons' in outcome ? outcome.reasons : []));
    if (refusals.length > 0) throw new FeedbackRefused(refusals);
    const steps = outcomes.map(({ of, outcome }) => ({ of, event: accepted(outcome) }));
    const taken = await this.store.append(ctx, steps, (await this.policies.current(ctx)).version, await moving());
    await this.announcer.announce(ctx, taken);
  }
}

type Outcome = { readonly event: ProductFeedbackEvent } | { readonly reasons: readonly Refusal[] };

function decided(command: ProductFeedbackCommand, record: ProductFeedbackRecord, entryId: string): Outcome {
  const decision = decideProductFeedback(command, record);
  if (!decision.ok) return { reasons: decision.reasons.map((reason) => ({ ...reason, entryId })) };
  const [event] = decision.events;
  if (event === undefined) throw new TypeError('A decision that was accepted has an event.');
  return { event };
}

function accepted(outcome: Outcome): ProductFeedbackEvent {
  if ('reasons' in outcome) throw new FeedbackRefused(outcome.reasons);
  return outcome.event;
}
