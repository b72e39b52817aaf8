import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { PolicyService } from '../policies/policy.service.js';
import { draftsOf } from './advisory-drafts.js';
import { AdvisoryFigures } from './advisory-figures.service.js';
import type { SuggestedAdvisory } from './advisory.types.js';

/** Figures of customers with texts to begin a warning with. */
@Injectable()
export class SuggestedAdvisories {
  constructor(
    @Inject(AdvisoryFigures) private readonly figures: AdvisoryFigures,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Stable, so that sibling fields share the statements. Every figure of each account. */
  readonly byAccount = async (
    ctx: RequestContext,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly SuggestedAdvisory[]>> => {
    const { languages } = (await this.policies.current(ctx)).document.advisory;
    const figures = await this.figures.byAccount(ctx, accountIds);
    return new Map(
      [...figures].map(([id, readings]) => [
        id,
        readings.map((reading) => ({ ...reading, drafts: draftsOf(reading, languages) })),
      ]),
    );
  };
}
