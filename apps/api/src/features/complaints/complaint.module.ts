import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { ComplaintClockModule } from './complaint-clock.module.js';
import { ComplaintFilingService } from './complaint-filing.service.js';
import { ComplaintService } from './complaint.service.js';

// No resolvers here or in what is imported: a GraphQL endpoint takes in the resolvers of all modules below its own.
@Module({
  imports: [ComplaintClockModule, FileModule, PortalAccessModule],
  providers: [ComplaintService, ComplaintFilingService],
  exports: [ComplaintClockModule, ComplaintService, ComplaintFilingService],
})
export class ComplaintModule {}
