import { isToldAlready } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { MagicLinkService } from '../portal-access/magic-link.service.js';
import { AdvisoryCommands } from './advisory-commands.js';
import { actionArguments, openArguments } from './advisory.inputs.js';
import { AdvisoryStore } from './advisory.store.js';

/** What a buyer does with an advisory, named by the identifier it has for her or him. Each method inside a transaction. */
@Injectable()
export class AdvisoryReading {
  constructor(
    @Inject(AdvisoryStore) private readonly store: AdvisoryStore,
    @Inject(AdvisoryCommands) private readonly commands: AdvisoryCommands,
    @Inject(MagicLinkService) private readonly links: MagicLinkService,
  ) {}

  /** Once or often: only the first time is noted. @throws NotFound */
  async open(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id } = parseArguments(openArguments, args);
    const locked = await this.store.lockReceived(ctx, id);
    const read = { type: 'CONFIRM_READ' } as const;
    if (!isToldAlready({ ...read, by: ctx.actor }, locked.record)) await this.commands.run(ctx, locked, read);
    return { id };
  }

  /** The same words again change nothing. @throws InputInvalid, NotFound, AdvisoryRefused */
  async act(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, action } = parseArguments(actionArguments, args);
    const locked = await this.store.lockReceived(ctx, id);
    const told = { type: 'REPORT_ACTION', action } as const;
    if (!isToldAlready({ ...told, by: ctx.actor }, locked.record)) await this.commands.run(ctx, locked, told);
    await this.links.complete(ctx, id);
    return { id };
  }
}
