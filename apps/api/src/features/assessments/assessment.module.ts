import { Module } from '@nestjs/common';
import { PolicyService } from '../policies/policy.service.js';
import { AssessmentAnnouncer } from './assessment-announcer.js';
import { AssessmentCommands } from './assessment-commands.js';
import { AssessmentStore } from './assessment.store.js';
import { InstrumentService } from './instrument.service.js';

// No resolvers here or in what is imported, hence the policies without their module: a GraphQL endpoint takes in the
// resolvers of all modules below its own.
@Module({
  providers: [AssessmentStore, AssessmentAnnouncer, AssessmentCommands, InstrumentService, PolicyService],
  exports: [AssessmentStore, AssessmentCommands, InstrumentService],
})
export class AssessmentModule {}
