import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { AlertQueriesModule } from '../alerts/alert-queries.module.js';
import { DataDayModule } from '../evaluation/data-day.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AccountStagesResolver } from './account-stages.resolver.js';
import { StageAnnouncer } from './stage-announcer.js';
import { StageCommands, StageLocks } from './stage-commands.js';
import { StageEvidenceService } from './stage-evidence.service.js';
import { StageActorResolver, StageProposalFieldsResolver } from './stage-fields.resolver.js';
import { StageOutlookService } from './stage-outlook.service.js';
import { StageProposalListService } from './stage-proposal-list.service.js';
import { StageProposalStore } from './stage-proposal.store.js';
import { StageFactsService } from './stage-facts.service.js';
import { StageResolver } from './stage.resolver.js';
import { StageService } from './stage.service.js';
import { StageStore } from './stage.store.js';

@Module({
  imports: [AccountModule, StaffModule, PolicyModule, DataDayModule, AlertQueriesModule],
  providers: [
    ...[StageStore, StageProposalStore, StageAnnouncer, StageCommands, StageLocks, StageFactsService],
    ...[StageEvidenceService, StageService, StageProposalListService, StageOutlookService],
    ...[StageResolver, StageProposalFieldsResolver, StageActorResolver, AccountStagesResolver],
  ],
  exports: [StageStore, StageProposalStore, StageCommands, StageFactsService, StageService, StageEvidenceService],
})
export class StageModule {}
