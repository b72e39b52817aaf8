import { DEFAULT_POLICY_DOCUMENT } from '@mortise/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { RequestContext } from '../../platform/context/request-context.js';
import { parseArguments } from '../../platform/errors/input-schemas.js';
import { PolicyService } from './policy.service.js';
import type { PolicyHistoryEntry } from './policy.types.js';
import { historyView } from './policy.view.js';

const historyArguments = z.object({ beforeVersion: z.int().min(1).nullish(), first: z.int().min(1).max(50).nullish() });
const USUAL = 20;

/** How the rules have become what they are. */
@Injectable()
export class PolicyHistory {
  constructor(@Inject(PolicyService) private readonly policies: PolicyService) {}

  async entries(ctx: RequestContext, args: unknown): Promise<readonly PolicyHistoryEntry[]> {
    const { beforeVersion, first } = parseArguments(historyArguments, args);
    const count = first ?? USUAL;
    // One more than is shown, against which the last one is told.
    const versions = await this.policies.before(ctx, beforeVersion ?? null, count + 1);
    return versions
      .slice(0, count)
      .map((version, index) => historyView(version, versions[index + 1]?.document ?? DEFAULT_POLICY_DOCUMENT));
  }
}
