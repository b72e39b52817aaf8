import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import type { StageGate } from '../stages/stage-gate.types.js';
import { StageOutlookService } from '../stages/stage-outlook.service.js';
import { OpenWorkService } from './open-work.service.js';
import { recordedBy } from './recording.js';
import type { StandingMove, StandingNext } from './standing.types.js';

/** What an account lacks for the next stage, what would demote it, and what waits for somebody. */
@Injectable()
export class StandingNextService {
  constructor(
    @Inject(StageOutlookService) private readonly outlooks: StageOutlookService,
    @Inject(OpenWorkService) private readonly work: OpenWorkService,
  ) {}

  async of(ctx: RequestContext, accountId: string): Promise<StandingNext> {
    const outlook = (await batchLoad(ctx, this.outlooks.byAccount, accountId)) ?? null;
    const tasks = (await batchLoad(ctx, this.work.byAccount, accountId)) ?? [];
    return {
      advance: moveOf(outlook?.next ?? null, true),
      demotion: moveOf(outlook?.demotion ?? null, false),
      opening: outlook === null ? 'openStage' : null,
      tasks,
    };
  }
}

/** @param lacking whether only what is not met is told */
function moveOf(gate: StageGate | null, lacking: boolean): StandingMove | null {
  if (gate === null) return null;
  const told = lacking ? gate.criteria.filter(({ code }) => gate.missing.includes(code)) : gate.criteria;
  return {
    ...{ to: gate.to, met: gate.met },
    steps: told.map(({ code, status, required, oneOf, measuredFrom }) => ({
      ...{ criterion: code, status, required, oneOf, measuredFrom, recordedBy: recordedBy(code) },
    })),
  };
}
