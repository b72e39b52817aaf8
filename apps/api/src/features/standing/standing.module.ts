import { Module } from '@nestjs/common';
import { AlertModule } from '../alerts/alert.module.js';
import { AlertQueriesModule } from '../alerts/alert-queries.module.js';
import { AccountLevelsModule } from '../assessments/account-levels.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { RelationshipModule } from '../relationships/relationship.module.js';
import { AccountSharesModule } from '../shares/account-shares.module.js';
import { StageModule } from '../stages/stage.module.js';
import { AccountStandingResolver } from './account-standing.resolver.js';
import { OpenWorkService } from './open-work.service.js';
import { PortfolioBoardService } from './portfolio-board.service.js';
import { PortfolioResolver } from './portfolio.resolver.js';
import { StageDynamicsService } from './stage-dynamics.service.js';
import { StandingKeeper } from './standing-keeper.service.js';
import { StandingNextService } from './standing-next.service.js';
import { StandingProcessor } from './standing.processor.js';
import { StandingReadings } from './standing-readings.service.js';
import { StandingService } from './standing.service.js';
import { StandingStore } from './standing.store.js';
import { StandingWhyService } from './standing-why.service.js';

@Module({
  imports: [
    ...[AccountLevelsModule, AccountSharesModule, AlertModule, AlertQueriesModule],
    ...[LedgerFactsModule, PolicyModule, RelationshipModule, StageModule],
  ],
  providers: [
    ...[StandingReadings, StandingStore, StandingKeeper, StandingService, StandingWhyService, StandingNextService],
    ...[OpenWorkService, PortfolioBoardService, StageDynamicsService, PortfolioResolver],
    ...[StandingProcessor, AccountStandingResolver],
  ],
  exports: [StandingKeeper],
})
export class StandingModule {}
