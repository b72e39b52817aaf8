import { Module } from '@nestjs/common';
import { PolicyService } from '../policies/policy.service.js';
import { ComplaintBreaches } from './complaint-breaches.service.js';
import { ComplaintClockKeeper } from './complaint-clock.keeper.js';
import { ComplaintClockProcessor } from './complaint-clock.processor.js';
import { ComplaintClocks } from './complaint-clock.service.js';
import { ComplaintHistory } from './complaint-history.service.js';

// No resolvers here, hence the policies without their module: a GraphQL endpoint takes in the resolvers of all modules
// below its own.
@Module({
  providers: [
    ...[PolicyService, ComplaintClocks, ComplaintClockKeeper, ComplaintClockProcessor, ComplaintBreaches],
    ComplaintHistory,
  ],
  exports: [ComplaintClocks, ComplaintClockKeeper, ComplaintBreaches, ComplaintHistory],
})
export class ComplaintClockModule {}
