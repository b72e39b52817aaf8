import { Module } from '@nestjs/common';
import { FileModule } from '../files/file.module.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { ComplaintFilingService } from './complaint-filing.service.js';
import { ComplaintListService } from './complaint-list.service.js';
import { ComplaintService } from './complaint.service.js';
import { OrderLineService } from './order-line.service.js';

// No resolvers here or in what is imported: a GraphQL endpoint takes in the resolvers of all modules below its own.
@Module({
  imports: [FileModule, PortalAccessModule],
  providers: [ComplaintService, ComplaintListService, ComplaintFilingService, OrderLineService],
  exports: [ComplaintService, ComplaintListService, ComplaintFilingService, OrderLineService],
})
export class ComplaintModule {}
