import { Module } from '@nestjs/common';
import { AlertModule } from '../alerts/alert.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { SharedOrderSeriesModule } from '../signals/shared-order-series.module.js';
import { StandingModule } from '../standing/standing.module.js';
import { StageModule } from '../stages/stage.module.js';
import { DataDayModule } from './data-day.module.js';
import { EvaluationProcessor } from './evaluation.processor.js';
import { EvaluationResolver } from './evaluation.resolver.js';
import { EvaluationService } from './evaluation.service.js';
import { MovementProposer } from './movement-proposer.js';
import { TouchedAccounts } from './touched-accounts.js';

@Module({
  imports: [StageModule, AlertModule, PolicyModule, DataDayModule, SharedOrderSeriesModule, StandingModule],
  providers: [EvaluationProcessor, EvaluationResolver, EvaluationService, MovementProposer, TouchedAccounts],
})
export class EvaluationModule {}
