import { COURSE_CLOCKS, type CourseClock } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { dueOf, type TimedComplaint, type TimedStep } from './complaint-clock.service.js';

const HOUR_MS = 3_600_000;

/** What a complaint has deadlines for. */
export const ComplaintDeadlineStepEnum = codeEnum<CourseClock>(
  'ComplaintDeadlineStep',
  COURSE_CLOCKS,
  'ACKNOWLEDGE: the customer knows that somebody cares. D3: he is protected until the cause is removed. D4: the cause is known. RESOLVE: the action is complete.',
);

@ObjectType({
  description:
    'A deadline of a complaint, computed from its events over your working days, by the policy that was in force when it came in.',
})
export class ComplaintDeadline {
  @Field(() => ComplaintDeadlineStepEnum, { description: 'What is due.' })
  step: CourseClock;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it is or was due; null while its clock stands still before that.',
  })
  dueAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the step was taken; null while it was not.' })
  reachedAt: Date | null;

  @Field({ description: 'Whether the deadline passed before the step was taken, since it began from zero.' })
  breached: boolean;

  @Field(() => Float, { description: 'Working hours left, or that were left; negative when overdue.' })
  remaining: number;

  @Field(() => Int, {
    description: 'Who is told by now: 0 nobody, 1 the owner, 2 also the manager, 3 also the executive.',
  })
  escalation: number;

  @Field(() => Int, { description: 'The version of the policy it goes by; 0 for the defaults.' })
  policyVersion: number;
}

/** A clock as staff read it. */
export function deadlineOf(step: TimedStep, { policyVersion }: TimedComplaint): ComplaintDeadline {
  const dueAt = dueOf(step);
  return {
    step: step.clock,
    dueAt: dueAt === null ? null : new Date(dueAt),
    reachedAt: step.reachedAt === undefined ? null : new Date(step.reachedAt),
    breached: step.breachedAt !== undefined,
    remaining: workingHours(step.remaining),
    escalation: step.escalation,
    policyVersion,
  };
}

/** Working milliseconds as hours, to the hundredth. */
export function workingHours(milliseconds: number): number {
  return Math.round((100 * milliseconds) / HOUR_MS) / 100;
}
