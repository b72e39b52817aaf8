import { type PlayProposal as Proposed, type PlayReason, playsFor } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { playView } from '../plays/play.view.js';
import { PlaybookService } from '../plays/playbook.service.js';
import type { StoredPlay } from '../plays/playbook.store.js';
import type { PlayProposal, PlayReasonFact } from './play-proposal.types.js';
import { type KnownSituation, PlaySituations } from './play-situations.service.js';

/** The plays that fit accounts now, with why. */
@Injectable()
export class AccountPlays {
  constructor(
    @Inject(PlaybookService) private readonly playbook: PlaybookService,
    @Inject(PlaySituations) private readonly situations: PlaySituations,
  ) {}

  /** Of an account that the caller has been shown to see. */
  async of(ctx: RequestContext, accountId: string): Promise<PlayProposal[]> {
    return (await batchLoad(ctx, this.proposals, accountId)) ?? [];
  }

  private readonly proposals = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, PlayProposal[]>> => {
    const offered = new Map((await this.playbook.offered(ctx)).map((play) => [play.template.code, play]));
    const templates = [...offered.values()].map(({ template }) => template);
    const known = await this.situations.of(ctx, accountIds);
    return new Map(
      [...known].map(([id, found]) => [
        id,
        playsFor(found.situation, templates).map((proposed) =>
          proposalView(ctx, proposed, offered.get(proposed.play.code) as StoredPlay, found),
        ),
      ]),
    );
  };
}

function proposalView(
  { locale }: RequestContext,
  { urgency, reasons, unmet }: Proposed,
  play: StoredPlay,
  found: KnownSituation,
): PlayProposal {
  return {
    ...{ play: playView(play, locale), goal: found.goal, urgency, unmetGuards: unmet },
    reasons: reasons.map((reason) => reasonView(reason, found)),
  };
}

const NOTHING = { stage: null, level: null, trigger: null, signal: null, figure: null, limit: null };

function reasonView(reason: PlayReason, { signals, entries }: KnownSituation): PlayReasonFact {
  const bare = { ...NOTHING, code: reason.code, entryId: null, signalId: null };
  switch (reason.code) {
    case 'STAGE':
      return { ...bare, stage: reason.stage };
    case 'LEVEL':
      return { ...bare, level: reason.level };
    case 'TRIGGER': {
      const { trigger, strength } = reason;
      return { ...bare, trigger, figure: strength, entryId: entries.get(trigger) ?? null };
    }
    case 'SIGNAL': {
      const fact = signals.find(({ signal }) => signal === reason.signal);
      const { figure = null, limit = null, signalId = null } = fact ?? {};
      return { ...bare, signal: reason.signal, figure, limit, signalId };
    }
  }
}
