import type { BusinessFunction } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { ImportDatabase } from '../../platform/database/import-database.js';
import type { ErrorReason } from '../../platform/errors/domain-error.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { hashOf } from '../imports/kinds/content-hash.js';
import { ImportRecord } from '../imports/import.record.js';
import { ImportUndoService } from '../imports/import-undo.service.js';
import { LedgerBatch, type ReadTouch } from '../ledger/ledger-batch.service.js';
import { AddressBooks } from './address-book.service.js';
import { MOST_TOUCHES } from './calendar-file.js';
import type { FoundTouch } from './found-touch.js';
import { type ProposedTouch, proposeTouches, type SaidPerson, type TouchProposal } from './proposed-touches.js';
import { TouchDrafts } from './touch-draft.service.js';
import { TouchesIncomplete, TouchFileRefused } from './touch-draft.errors.js';

/** Most touches that are recorded together. */
const MOST_RECORDED = 5_000;

const person = z.object({
  draftId: z.string().toLowerCase(),
  address: z.string().trim().toLowerCase(),
  contactId: z.guid().toLowerCase(),
  accountId: z
    .guid()
    .toLowerCase()
    .nullish()
    .transform((id) => id ?? null),
  businessFunction: z
    .string()
    .nullish()
    .transform((code) => (code ?? null) as BusinessFunction | null),
});
const recordInput = z.object({
  draftIds: z.array(z.string()).min(1).max(MOST_TOUCHES),
  people: z
    .array(person)
    .max(MOST_TOUCHES)
    .nullish()
    .transform((people) => people ?? []),
});

/** Who an address in a draft is. */
export type SaidInDraft = SaidPerson & { readonly draftId: string };

/** What came of recording. */
export interface Recorded {
  readonly importId: string;
  readonly added: number;
  readonly known: number;
}

/** A draft and what it would be recorded as. */
export interface Proposed<Draft extends FoundTouch> {
  readonly draft: Draft;
  readonly proposal: TouchProposal;
  /** In the order of the proposal's touches. */
  readonly touches: readonly ReadTouch[];
}

/** Makes touches of what messages and calendars tell. */
@Injectable()
export class TouchRecording {
  constructor(
    @Inject(TouchDrafts) private readonly drafts: TouchDrafts,
    @Inject(AddressBooks) private readonly books: AddressBooks,
    @Inject(LedgerBatch) private readonly ledger: LedgerBatch,
    @Inject(ImportDatabase) private readonly database: ImportDatabase,
    @Inject(ImportRecord) private readonly record: ImportRecord,
    @Inject(ImportUndoService) private readonly undoing: ImportUndoService,
  ) {}

  /** What these would be recorded as, by what the books say now. */
  async propose<Draft extends FoundTouch & { readonly id?: string }>(
    ctx: RequestContext,
    drafts: readonly Draft[],
    said: readonly SaidInDraft[] = [],
  ): Promise<readonly Proposed<Draft>[]> {
    const ownerId = ctx.staff.staffId;
    const addresses = drafts.flatMap(({ people }) => people.map(({ address }) => address));
    const named = { staffIds: [ownerId], contactIds: said.map(({ contactId }) => contactId) };
    const book = await this.books.of(ctx, addresses, named);
    return drafts.map((draft) => {
      const own = said.filter(({ draftId }) => draftId === draft.id);
      const proposal = proposeTouches(draft, book, ownerId, own);
      return { draft, proposal, touches: proposal.touches.map((touch) => readTouch(draft, proposal, touch)) };
    });
  }

  /** Which of the touches are recorded already. */
  known(ctx: RequestContext, proposed: readonly Proposed<FoundTouch>[]): Promise<ReadonlySet<string>> {
    return this.ledger.known(
      ctx,
      proposed.flatMap(({ touches }) => touches.map(({ id }) => id)),
    );
  }

  /**
   * Records all touches of these drafts as one import, or none. Runs as the import role, in one transaction of its own beside
   * the request's.
   *
   * @throws InputInvalid @throws TouchDraftNotFound @throws TouchesIncomplete @throws LedgerWriterNotAllowed
   */
  async recordDrafts(ctx: RequestContext, input: object): Promise<Recorded> {
    const { draftIds, people } = parseInput(recordInput, input);
    const { tenantId, principal, locale, requestId } = ctx;
    await ctx.unit.refresh();
    return this.database.transaction({ tenantId, principal, locale, requestId }, async (session) => {
      const own = session.ctx;
      const drafts = await this.drafts.take(own, draftIds);
      const proposed = await this.propose(own, drafts, people);
      const reasons = proposed.flatMap(({ draft, proposal }) =>
        proposal.complete ? [] : reasonsFor(draft.id, proposal),
      );
      if (reasons.length > 0) throw new TouchesIncomplete(reasons);
      const touches = proposed.flatMap((one) => one.touches);
      if (touches.length > MOST_RECORDED) throw new TouchFileRefused('TOO_MANY_TOUCHES');
      const importId = uuidv7();
      const [fileName] = drafts.flatMap((draft) => draft.fileName ?? []);
      const about = {
        id: importId,
        kind: 'touches',
        fileName: fileName ?? null,
        totalBytes: null,
        options: {},
      } as const;
      await this.record.begin(own, about);
      const added = await this.ledger.add(own, touches, importId);
      const known = touches.length - added;
      const counts = { read: touches.length, added, unchanged: known, rejected: 0 };
      await this.record.advance(own, importId, {
        counts,
        created: { accounts: 0, products: 0, categories: 0 },
        bytes: 0,
      });
      await this.record.succeed(own, importId, 0);
      return { importId, added, known };
    });
  }

  /** Takes back what was recorded together. @throws NotFound @throws AlreadyUndone @throws ImportInUse */
  async undo(ctx: RequestContext, importId: string): Promise<boolean> {
    await this.undoing.undo(ctx, importId, 'touches');
    return true;
  }

  /** Records what came by e-mail where nothing has to be said; each touch by itself. @returns undefined where something has */
  async recordMessage(ctx: RequestContext, message: FoundTouch): Promise<{ readonly added: number } | undefined> {
    const [proposed] = await this.propose(ctx, [message]);
    if (!proposed?.proposal.complete) return undefined;
    return { added: await this.ledger.add(ctx, proposed.touches, null) };
  }
}

/** The same people on the same occasion are the same touch, however often and by whomever it is handed in. */
function readTouch(draft: FoundTouch, { initiator }: TouchProposal, touch: ProposedTouch): ReadTouch {
  const { accountId, contactId: contact, ourPersonId: ourPerson, ourFunction, theirFunction, theirTier } = touch;
  const { key, kind, on: observedOn, minutes, channel, subject } = draft;
  const people = { ourPerson, ourFunction, contact, theirFunction, theirTier };
  const payload = { touchType: 'BUSINESS', channel, initiator, ...people, ...(minutes === null ? {} : { minutes }) };
  const source = kind === 'MESSAGE' ? 'e-mail' : 'calendar';
  return {
    id: hashOf(['ledger', 'TOUCH', kind, key, ourPerson, contact]),
    ...{ accountId, observedOn, payload },
    source: subject === null ? source : `${source}: ${subject}`,
    content: hashOf([accountId, observedOn, JSON.stringify(payload)]),
  };
}

function reasonsFor(draftId: string, { gaps }: TouchProposal): readonly ErrorReason[] {
  return gaps.map(({ code, address }) => ({ path: ['input', 'draftIds'], code, draftId, address }));
}
