import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { AlertQueriesModule } from '../alerts/alert-queries.module.js';
import { AccountLevelsModule } from '../assessments/account-levels.module.js';
import { DeliveryPerformanceModule } from '../deliveries/delivery-performance.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PlaybookModule } from '../plays/playbook.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { RelationshipModule } from '../relationships/relationship.module.js';
import { OpenSignalsModule } from '../signals/open-signals.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { ValueModule } from '../value/value.module.js';
import { AccountPlanService } from './account-plan.service.js';
import { AccountPlanStore } from './account-plan.store.js';
import { AccountPlays } from './account-plays.service.js';
import { PlanAnnouncer } from './plan-announcer.js';
import { PlanCommands } from './plan-commands.js';
import {
  AccountPlanEventFieldsResolver,
  AccountPlanFieldsResolver,
  AccountPlansResolver,
  PlanActionFieldsResolver,
  PlanPlayFieldsResolver,
  PlanReviewFieldsResolver,
} from './plan-fields.resolver.js';
import { PlanPlayResolver } from './plan-play.resolver.js';
import { PlanPlayService } from './plan-play.service.js';
import { PlanQuarters } from './plan-quarters.service.js';
import { AccountPlanResolver } from './plan.resolver.js';
import { PlaySituations } from './play-situations.service.js';
import { SharedPlan } from './shared-plan.service.js';

@Module({
  imports: [
    ...[
      AccountLevelsModule,
      AccountModule,
      AlertQueriesModule,
      DeliveryPerformanceModule,
      LedgerFactsModule,
      OpenSignalsModule,
    ],
    ...[PlaybookModule, PolicyModule, RelationshipModule, StaffModule, ValueModule],
  ],
  providers: [
    ...[AccountPlanStore, PlanAnnouncer, PlanCommands, AccountPlanService, PlanPlayService],
    ...[PlanQuarters, PlaySituations, AccountPlays, SharedPlan],
    ...[AccountPlanResolver, PlanPlayResolver, AccountPlansResolver, AccountPlanFieldsResolver],
    ...[PlanPlayFieldsResolver, PlanActionFieldsResolver, PlanReviewFieldsResolver, AccountPlanEventFieldsResolver],
  ],
  exports: [AccountPlanService, AccountPlanStore, PlanPlayService, SharedPlan],
})
export class AccountPlanModule {}
