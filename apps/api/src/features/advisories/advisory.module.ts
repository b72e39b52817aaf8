import { Module } from '@nestjs/common';
import { PolicyService } from '../policies/policy.service.js';
import { PortalAccessModule } from '../portal-access/portal-access.module.js';
import { AdvisoryAnnouncer } from './advisory-announcer.js';
import { AdvisoryCommands } from './advisory-commands.js';
import { AdvisoryReading } from './advisory-reading.service.js';
import { AdvisoryStore } from './advisory.store.js';
import { SentAdvisories } from './sent-advisories.service.js';

// No resolvers here or in what is imported, hence the policies without their module: a GraphQL endpoint takes in the
// resolvers of all modules below its own.
@Module({
  imports: [PortalAccessModule],
  providers: [AdvisoryStore, AdvisoryAnnouncer, AdvisoryCommands, AdvisoryReading, SentAdvisories, PolicyService],
  exports: [AdvisoryStore, AdvisoryCommands, AdvisoryReading, SentAdvisories],
})
export class AdvisoryModule {}
