import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { AlertModule } from '../alerts/alert.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { StageModule } from '../stages/stage.module.js';
import { CaseAlerts } from './case-alerts.js';
import { CaseAnnouncer } from './case-announcer.js';
import { CaseCommands } from './case-commands.js';
import {
  AccountCasesResolver,
  AlertCaseResolver,
  CaseActionFieldsResolver,
  CaseCommunicationFieldsResolver,
  CaseEventFieldsResolver,
  CaseFieldsResolver,
  ComplianceReferralFieldsResolver,
  WinBackFieldsResolver,
} from './case-fields.resolver.js';
import { CaseEndings } from './case-endings.js';
import { CaseOpeningService } from './case-opening.service.js';
import { AccountRepairPlansResolver, CaseReportResolver } from './case-report.resolver.js';
import { CaseReportService } from './case-report.service.js';
import { CaseResolutionService } from './case-resolution.service.js';
import { CaseResolver } from './case.resolver.js';
import { CaseStaff } from './case-staff.service.js';
import { CaseService } from './case.service.js';
import { CaseStore } from './case.store.js';
import { ComplianceResolver } from './compliance.resolver.js';
import { ComplianceService } from './compliance.service.js';
import { HealthBoardService } from './health-board.service.js';
import { RepairPlanService } from './repair-plan.service.js';
import { WinBackResolver } from './win-back.resolver.js';
import { WinBackService } from './win-back.service.js';
import { WinBackStore } from './win-back.store.js';

@Module({
  imports: [AccountModule, AlertModule, PolicyModule, PortalAccessModule, StaffModule, StageModule],
  providers: [
    ...[
      CaseStore,
      CaseAnnouncer,
      CaseCommands,
      CaseOpeningService,
      CaseAlerts,
      CaseEndings,
      CaseService,
      CaseResolutionService,
    ],
    ...[
      CaseStaff,
      ComplianceService,
      WinBackStore,
      WinBackService,
      RepairPlanService,
      CaseReportService,
      HealthBoardService,
    ],
    ...[CaseResolver, CaseFieldsResolver, CaseActionFieldsResolver, CaseCommunicationFieldsResolver],
    ...[CaseEventFieldsResolver, ComplianceReferralFieldsResolver, WinBackFieldsResolver, ComplianceResolver],
    ...[WinBackResolver, CaseReportResolver, AccountCasesResolver, AlertCaseResolver, AccountRepairPlansResolver],
  ],
})
export class CaseModule {}
