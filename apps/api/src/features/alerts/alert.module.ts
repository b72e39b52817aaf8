import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { AlertDetectionService } from './alert-detection.service.js';
import { AlertListService } from './alert-list.service.js';
import { AccountAlertsResolver, AlertResolver } from './alert.resolver.js';
import { AlertTriageService } from './alert-triage.service.js';
import { AlertWriter } from './alert.writer.js';
import { GapCalibrationService } from './gap-calibration.service.js';

@Module({
  imports: [AccountModule, StaffModule],
  providers: [
    AlertListService,
    AlertTriageService,
    AlertWriter,
    AlertDetectionService,
    GapCalibrationService,
    AlertResolver,
    AccountAlertsResolver,
  ],
  exports: [AlertDetectionService, GapCalibrationService],
})
export class AlertModule {}
