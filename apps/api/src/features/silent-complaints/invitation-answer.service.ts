import { INVITATION_ANSWERS } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { note as noteText, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { ComplaintFilingService } from '../complaints/complaint-filing.service.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { InvitationCommands } from './invitation-commands.js';
import { InvitationStore } from './invitation.store.js';

const answerArguments = z.object({
  id: rowId,
  answer: z.enum(INVITATION_ANSWERS),
  note: noteText(10_000).nullish(),
});
const openArguments = z.object({ id: rowId });

/** As much of the customer's first line as a list of complaints shows. */
const SUBJECT_LENGTH = 120;

/** What a buyer does with an invitation to speak. */
@Injectable()
export class InvitationAnswerService {
  constructor(
    @Inject(InvitationStore) private readonly store: InvitationStore,
    @Inject(InvitationCommands) private readonly commands: InvitationCommands,
    @Inject(ComplaintFilingService) private readonly filing: ComplaintFilingService,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
  ) {}

  /** Once or often: only the first time is noted. @throws NotFound */
  async open(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id } = parseArguments(openArguments, args);
    await this.commands.run(ctx, await this.store.lock(ctx, id), { type: 'OPEN' });
    return { id };
  }

  /** A complaint is filed with it; the same answer again changes nothing. @throws NotFound, InvitationRefused */
  async answer(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, answer, note } = parseArguments(answerArguments, args);
    const locked = await this.store.lock(ctx, id);
    const words = note ?? null;
    const { changed } = await this.commands.run(ctx, locked, { type: 'ANSWER', answer, note: words });
    await this.links.complete(ctx, id);
    if (!changed || answer !== 'COMPLAINT' || words === null) return { id };
    const { accountId, accountContactId } = ctx.buyer;
    const filed = await this.filing.file(ctx, {
      accountId,
      accountContactId,
      channel: 'PROMPTED',
      content: { idempotencyKey: `invitation-${id}`, subject: subjectOf(words), description: words },
      fileIds: [],
    });
    await this.store.linkComplaint(ctx, id, filed.id);
    return { id };
  }
}

/** The first line of what was written, shortened between characters. */
function subjectOf(words: string): string {
  const [first = ''] = words.split(/[\r\n]/);
  const characters = [...first.replace(/\p{Cc}/gu, ' ').trim()];
  return characters.length <= SUBJECT_LENGTH
    ? characters.join('')
    : `${characters.slice(0, SUBJECT_LENGTH - 1).join('')}…`;
}
