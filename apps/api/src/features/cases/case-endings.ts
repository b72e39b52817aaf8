import type { StageEvent } from '@mortise/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { AlertCommands } from '../alerts/alert-commands.service.js';
import { StageCommands } from '../stages/stage-commands.js';
import { actOf } from './case-commands.js';
import { CaseStore } from './case.store.js';

/**
 * What becomes of the alert of a lost case once others have decided on the end that it proposed: it ends with the
 * relationship, or is given up with the case, so that what still speaks of a relationship that goes on is looked at anew.
 */
@Injectable()
export class CaseEndings implements OnModuleInit {
  constructor(
    @Inject(StageCommands) private readonly stages: StageCommands,
    @Inject(AlertCommands) private readonly alerts: AlertCommands,
    @Inject(CaseStore) private readonly cases: CaseStore,
  ) {}

  onModuleInit(): void {
    this.stages.onChange(async (ctx, _accountId, events) => {
      for (const event of events) await this.follow(ctx, event);
    });
  }

  private async follow(ctx: RequestContext, event: StageEvent): Promise<void> {
    const act = actOf(ctx);
    switch (event.type) {
      case 'PROPOSAL_REJECTED':
      case 'PROPOSAL_WITHDRAWN': {
        const note = event.type === 'PROPOSAL_REJECTED' ? event.note : 'The end that was proposed was withdrawn.';
        for (const alertId of await this.cases.alertsAwaiting(ctx, event.proposalId))
          await this.alerts.carryOut(ctx, alertId, { type: 'CONCLUDE_CASE', outcome: 'LOST', note, ...act });
        break;
      }
      case 'STAGE_CHANGED':
        if (event.entry.to !== 'ENDED') break;
        for (const alertId of await this.cases.alertsAwaiting(ctx, event.proposalId))
          await this.alerts.carryOut(ctx, alertId, { type: 'END_RELATIONSHIP', at: act.at });
        break;
      default:
        break;
    }
  }
}
