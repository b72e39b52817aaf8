import { Module } from '@nestjs/common';
import { AlertDetectionService } from './alert-detection.service.js';
import { AccountAlertsResolver, AlertFieldsResolver } from './alert-fields.resolver.js';
import { AlertResolver } from './alert.resolver.js';
import { AlertTriageService } from './alert-triage.service.js';
import { AlertWriter } from './alert.writer.js';
import { GapCalibrationService } from './gap-calibration.service.js';

@Module({
  providers: [
    AlertTriageService,
    AlertWriter,
    AlertDetectionService,
    GapCalibrationService,
    AlertResolver,
    AlertFieldsResolver,
    AccountAlertsResolver,
  ],
  exports: [AlertDetectionService, GapCalibrationService],
})
export class AlertModule {}
