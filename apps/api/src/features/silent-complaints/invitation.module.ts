import { Module } from '@nestjs/common';
import { ComplaintModule } from '../complaints/complaint.module.js';
import { PolicyService } from '../policies/policy.service.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { InvitationAnnouncer } from './invitation-announcer.js';
import { InvitationAnswerService } from './invitation-answer.service.js';
import { InvitationCommands } from './invitation-commands.js';
import { InvitationExpiry } from './invitation-expiry.service.js';
import { InvitationStore } from './invitation.store.js';

// No resolvers here or in what is imported, hence the policies without their module: a GraphQL endpoint takes in the
// resolvers of all modules below its own.
@Module({
  imports: [ComplaintModule, PortalAccessModule],
  providers: [
    ...[InvitationStore, InvitationAnnouncer, InvitationCommands, InvitationAnswerService, InvitationExpiry],
    PolicyService,
  ],
  exports: [InvitationStore, InvitationAnnouncer, InvitationCommands, InvitationAnswerService],
})
export class InvitationModule {}
