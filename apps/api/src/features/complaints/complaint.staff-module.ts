import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { SignalSourceModule } from '../signals/signal-source.module.js';
import { AccountComplaintsResolver } from './account-complaints.resolver.js';
import { ComplaintBreachWhyResolver, OverdueComplaintStepResolver } from './complaint-breach.resolver.js';
import { ComplaintBreachSource } from './complaint-breach.source.js';
import { ComplaintDeadlineResolver } from './complaint-deadline.resolver.js';
import { ComplaintFieldsResolver } from './complaint-fields.resolver.js';
import { ComplaintModule } from './complaint.module.js';
import { ComplaintOnBehalfService } from './complaint-on-behalf.service.js';
import { ComplaintResolver } from './complaint.resolver.js';
import { ComplaintStandardsResolver } from './complaint-standards.resolver.js';
import { ComplaintStandardsService } from './complaint-standards.service.js';

@Module({
  imports: [ComplaintModule, AccountModule, PolicyModule, PortalAccessModule, SignalSourceModule],
  providers: [
    ...[ComplaintOnBehalfService, ComplaintStandardsService, ComplaintBreachSource],
    ...[ComplaintResolver, ComplaintFieldsResolver, AccountComplaintsResolver, ComplaintDeadlineResolver],
    ...[ComplaintBreachWhyResolver, OverdueComplaintStepResolver, ComplaintStandardsResolver],
  ],
})
export class ComplaintStaffModule {}
