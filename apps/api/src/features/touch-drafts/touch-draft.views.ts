import { Inject, Injectable } from '@nestjs/common';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { MOST_TOUCHES } from './calendar-file.js';
import type { TouchDraft } from './touch-draft.types.js';
import { type StoredDraft, TouchDrafts } from './touch-draft.service.js';
import { TouchRecording } from './touch-recording.service.js';

/** Drafts as whoever sent them looks at them. */
@Injectable()
export class TouchDraftViews {
  constructor(
    @Inject(TouchDrafts) private readonly drafts: TouchDrafts,
    @Inject(TouchRecording) private readonly recording: TouchRecording,
  ) {}

  /** @throws TouchDraftNotFound */
  async ofFile(ctx: RequestContext, fileId: string): Promise<readonly TouchDraft[]> {
    return this.views(ctx, await this.drafts.ofFile(ctx, fileId));
  }

  async unmatched(ctx: RequestContext): Promise<readonly TouchDraft[]> {
    return this.views(ctx, await this.drafts.unmatched(ctx));
  }

  /** @throws TouchDraftNotFound @throws InputInvalid */
  async discard(ctx: RequestContext, ids: readonly string[]): Promise<number> {
    if (ids.length > MOST_TOUCHES)
      throw new InputInvalid([{ path: ['draftIds'], code: 'TOO_BIG', message: `At most ${MOST_TOUCHES}.` }]);
    return (await this.drafts.take(ctx, ids)).length;
  }

  private async views(ctx: RequestContext, drafts: readonly StoredDraft[]): Promise<readonly TouchDraft[]> {
    demandPermission(ctx, 'contact.read');
    const proposed = await this.recording.propose(ctx, drafts);
    const known = await this.recording.known(ctx, proposed);
    return proposed.map(({ draft, proposal, touches }) => {
      const { id, kind, at, on, minutes, channel, subject, expiresAt } = draft;
      const { initiator, gaps, complete } = proposal;
      return {
        ...{ id, kind, at, on, minutes, channel, subject, expiresAt, initiator, gaps, complete },
        people: proposal.people.map((person) => ({
          ...person,
          places: person.places.map(({ name: contactName, ...place }) => ({ ...place, contactName })),
        })),
        touches: proposal.touches.map((touch, i) => ({ ...touch, known: known.has(touches[i]?.id ?? '') })),
      };
    });
  }
}
