import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { SignalWhy } from '../signals/signal.types.js';
import { ComplaintBreachWhy, OverdueComplaintStep } from './complaint-breach.types.js';
import { Complaint } from './complaint.model.js';

// How these are read stands in `complaint-breach.reads.ts`.

@Resolver(() => SignalWhy)
export class ComplaintBreachWhyResolver {
  @ResolveField(() => ComplaintBreachWhy, { nullable: true, description: 'Of COMPLAINT_BREACH.' })
  complaintBreach(): never {
    return readByEngine();
  }
}

@Resolver(() => OverdueComplaintStep)
export class OverdueComplaintStepResolver {
  @ResolveField(() => Complaint, { nullable: true, description: 'The complaint as it is now; needs complaint.read.' })
  complaint(): never {
    return readByEngine();
  }
}
