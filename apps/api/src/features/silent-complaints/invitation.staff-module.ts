import { Module } from '@nestjs/common';
import { AlertModule } from '../alerts/alert.module.js';
import { ComplaintModule } from '../complaints/complaint.module.js';
import { PolicyModule } from '../policies/policy.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { SilentComplaintModule } from '../receivables/silent-complaint.module.js';
import { SignalModule } from '../signals/signal.module.js';
import { StaffModule } from '../staff/staff.module.js';
import { HiddenComplaintResolver } from './hidden-complaint.resolver.js';
import { HiddenComplaintService } from './hidden-complaint.service.js';
import {
  AccountInvitationsResolver,
  ComplaintInvitationResolver,
  InvitationFieldsResolver,
  SilentComplaintWhyResolver,
} from './invitation-fields.resolver.js';
import { InvitationMaker } from './invitation-maker.js';
import { InvitationModule } from './invitation.module.js';
import { InvitationResolver } from './invitation.resolver.js';
import { InvitationService } from './invitation.service.js';
import { SilentComplaintSource } from './silent-complaint.source.js';

@Module({
  imports: [
    ...[InvitationModule, AlertModule, ComplaintModule, PolicyModule, PortalAccessModule],
    ...[SignalModule, SilentComplaintModule, StaffModule],
  ],
  providers: [
    ...[SilentComplaintSource, InvitationMaker, InvitationService, HiddenComplaintService],
    ...[InvitationResolver, InvitationFieldsResolver, AccountInvitationsResolver, ComplaintInvitationResolver],
    ...[SilentComplaintWhyResolver, HiddenComplaintResolver],
  ],
})
export class InvitationStaffModule {}
