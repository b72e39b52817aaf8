import { COURSE_CLOCKS, type ComplaintSeverity, type CourseClock } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { ComplaintDeadlineStepEnum } from './complaint-deadline.types.js';
import { ComplaintSeverityEnum } from './complaint.model.js';

@ObjectType({ description: 'A step of a complaint that was overdue when the account was judged.' })
export class OverdueComplaintStep {
  @Field(() => ID, { description: 'The complaint.' })
  complaintId: string;

  @Field({ description: 'Its number.' })
  number: string;

  @Field(() => ComplaintSeverityEnum, { description: 'How bad it is.' })
  severity: ComplaintSeverity;

  @Field(() => ComplaintDeadlineStepEnum, { description: `What is overdue: ${COURSE_CLOCKS.join(', ')}.` })
  step: CourseClock;

  @Field(() => DateTimeScalar, { description: 'When it was due.' })
  dueAt: Date;

  @Field(() => Float, { description: 'Working hours beyond that.' })
  hoursLate: number;

  @Field(() => Int, { description: 'The version of the policy whose deadline it is; 0 for the defaults.' })
  policyVersion: number;
}

@ObjectType({ description: 'Complaints that are left waiting beyond their deadlines.' })
export class ComplaintBreachWhy {
  @Field(() => [OverdueComplaintStep], {
    description: 'What is overdue, by the part of the time allowed that it has taken.',
  })
  steps: OverdueComplaintStep[];
}

@ObjectType({ description: 'A complaint of which a deadline had passed unmet.' })
export class BreachedComplaint {
  @Field(() => ID, { description: 'The complaint.' })
  complaintId: string;

  @Field({ description: 'Its number.' })
  number: string;

  @Field(() => ComplaintDeadlineStepEnum, { description: 'What was overdue; of several, the latest before the drop.' })
  step: CourseClock;

  @Field(() => DateTimeScalar, { description: 'When it was due.' })
  dueAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done after all; null while it is not.' })
  reachedAt: Date | null;
}
