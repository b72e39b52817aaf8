import { Module } from '@nestjs/common';
import { AccountLevelsModule } from '../assessments/account-levels.module.js';
import { AlertQueriesModule } from '../alerts/alert-queries.module.js';
import { DeliveryPerformanceModule } from '../deliveries/delivery-performance.module.js';
import { DataDayModule } from '../evaluation/data-day.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { SharedOrderSeriesModule } from '../signals/shared-order-series.module.js';
import { AccountStagesResolver } from './account-stages.resolver.js';
import { StageAnnouncer } from './stage-announcer.js';
import { StageCommands, StageLocks } from './stage-commands.js';
import { StageEvidenceService } from './stage-evidence.service.js';
import { StageProposalFieldsResolver } from './stage-fields.resolver.js';
import { StageOutlookService } from './stage-outlook.service.js';
import { StageProposalStore } from './stage-proposal.store.js';
import { StageFactsService } from './stage-facts.service.js';
import { StageResolver } from './stage.resolver.js';
import { StageService } from './stage.service.js';
import { StageStore } from './stage.store.js';

@Module({
  imports: [
    AccountLevelsModule,
    PolicyModule,
    DataDayModule,
    AlertQueriesModule,
    DeliveryPerformanceModule,
    SharedOrderSeriesModule,
  ],
  providers: [
    ...[StageStore, StageProposalStore, StageAnnouncer, StageCommands, StageLocks, StageFactsService],
    ...[StageEvidenceService, StageService, StageOutlookService],
    ...[StageResolver, StageProposalFieldsResolver, AccountStagesResolver],
  ],
  exports: [
    ...[StageStore, StageProposalStore, StageCommands, StageFactsService],
    ...[StageService, StageEvidenceService, StageOutlookService],
  ],
})
export class StageModule {}
