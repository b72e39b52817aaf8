import { TRIAGE_RESULTS } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { note, parseArguments, rowId } from '../../platform/errors/input-schemas.js';
import { AlertCommands } from './alert-commands.service.js';

const triageArguments = z.object({ id: rowId, result: z.enum(TRIAGE_RESULTS), note: note(2_000) });

/** What people say about alerts. */
@Injectable()
export class AlertTriageService {
  constructor(@Inject(AlertCommands) private readonly alerts: AlertCommands) {}

  /** @throws NotFound @throws AlertRefused when somebody has triaged it, it only watches, or it was closed */
  async triage(ctx: RequestContext, args: unknown): Promise<{ readonly id: string }> {
    const { id, result, note } = parseArguments(triageArguments, args);
    const act = { by: ctx.actor, at: ctx.now().toISOString() };
    await this.alerts.carryOut(ctx, id, { type: 'TRIAGE', result, note, ...act });
    return { id };
  }
}
