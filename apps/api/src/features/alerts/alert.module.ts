import { Module } from '@nestjs/common';
import { ComplaintClockModule } from '../complaints/complaint-clock.module.js';
import { LedgerFactsModule } from '../ledger/ledger-facts.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { SignalModule } from '../signals/signal.module.js';
import { AlertAnnouncer } from './alert-announcer.js';
import { AlertCommands } from './alert-commands.service.js';
import { AlertDetectionService } from './alert-detection.service.js';
import {
  AccountAlertsResolver,
  AccountHealthResolver,
  AlertFieldsResolver,
  SignalAlertResolver,
} from './alert-fields.resolver.js';
import { AlertWhyService } from './alert-why.service.js';
import { AlertOrdersReader } from './alert-orders.js';
import { AlertPast } from './alert-past.js';
import { AlertQualityService } from './alert-quality.service.js';
import { AlertResolver } from './alert.resolver.js';
import { AlertStore } from './alert.store.js';
import { AlertTriageService } from './alert-triage.service.js';

@Module({
  imports: [ComplaintClockModule, LedgerFactsModule, PolicyModule, SignalModule],
  providers: [
    ...[
      AlertStore,
      AlertAnnouncer,
      AlertCommands,
      AlertTriageService,
      AlertDetectionService,
      AlertPast,
      AlertOrdersReader,
      AlertWhyService,
      AlertQualityService,
    ],
    ...[AlertResolver, AlertFieldsResolver, AccountAlertsResolver, AccountHealthResolver, SignalAlertResolver],
  ],
  exports: [AlertCommands, AlertDetectionService, AlertWhyService],
})
export class AlertModule {}
