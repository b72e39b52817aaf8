import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/account.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { AccountComplaintsResolver } from './account-complaints.resolver.js';
import { ComplaintFieldsResolver } from './complaint-fields.resolver.js';
import { ComplaintModule } from './complaint.module.js';
import { ComplaintOnBehalfService } from './complaint-on-behalf.service.js';
import { ComplaintResolver } from './complaint.resolver.js';

@Module({
  imports: [ComplaintModule, AccountModule, PortalAccessModule],
  providers: [ComplaintOnBehalfService, ComplaintResolver, ComplaintFieldsResolver, AccountComplaintsResolver],
})
export class ComplaintStaffModule {}
