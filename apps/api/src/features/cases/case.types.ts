import type { CaseOutcome, CaseState, RegressionCause } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { RegressionCauseEnum } from '../stages/stage.enums.js';
import { CaseEventTypeEnum, type CaseEventType, CaseOutcomeEnum, CaseStateEnum } from './case.enums.js';

@ObjectType({
  description:
    'A relationship in trouble and what people do about it: who leads, why it came to this, what was said and done, how it ended. One per alert.',
})
export class RelationshipCase {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'The alert it is about.' })
  alertId: string;

  @Field({ description: 'Opened by Mortise itself at a sudden stop, before anybody had looked.' })
  automatic: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt: Date;

  @Field(() => CaseStateEnum, { description: 'At which step it is.' })
  state: CaseState;

  @Field(() => DateTimeScalar, { description: 'Since when it is there.' })
  since: Date;

  @Field(() => DateScalar, { description: 'The day until which it was to be open.' })
  openDue: string;

  @Field({ description: 'Whether it was opened later than that.' })
  openedLate: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day until which its present step is to be taken, by the policy of its time; null once it is resolved.',
  })
  stepDue: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which something is due, the step or an action; null once it is resolved.',
  })
  nextDue: string | null;

  @Field({ description: 'Whether that day is over (UTC).' })
  overdue: boolean;

  @Field(() => [RegressionCauseEnum], { description: 'Causes on our side; none before they were looked for.' })
  subjectiveCauses: RegressionCause[];

  @Field(() => [RegressionCauseEnum], { description: 'Causes of circumstances; none before they were looked for.' })
  objectiveCauses: RegressionCause[];

  @Field(() => String, { nullable: true, description: 'What was found out about the causes.' })
  causeNote: string | null;

  @Field(() => CaseOutcomeEnum, { nullable: true, description: 'How it ended; null while it is open.' })
  outcome: CaseOutcome | null;

  @Field(() => String, { nullable: true, description: 'What was learnt; null while it is open.' })
  outcomeNote: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was resolved; null while it is open.' })
  resolvedAt: Date | null;

  @Field(() => Int, {
    description:
      'How many things have happened to it; give it back as `expectedVersion` to decide on what you have seen.',
  })
  version: number;

  @Field(() => Int, { description: 'Version of the policy its last step was decided under; 0 are the defaults.' })
  policyVersion: number;
}

@ObjectType({ description: 'Something that is to be done in a case.' })
export class CaseAction {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'What.' })
  what: string;

  @Field(() => DateScalar, { description: 'The day until which it is done.' })
  due: string;

  @Field({ description: 'Whether that day is over (UTC) and it is not done.' })
  overdue: boolean;

  @Field(() => String, { nullable: true, description: 'With what: people, money, machines.' })
  resources: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was planned.' })
  plannedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done; null while it is open.' })
  doneAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What came of it.' })
  result: string | null;
}

@ObjectType({ description: 'A talk with the customer in a case.' })
export class CaseCommunication {
  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  at: Date;

  @Field({ description: 'What was said.' })
  note: string;
}

@ObjectType({
  description: 'One thing that happened to a case. Events are only ever added; the account’s timeline tells more.',
})
export class CaseEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => CaseEventTypeEnum, { description: 'What happened.' })
  type: CaseEventType;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `staff:<id>`, or `system:<name>` for Mortise itself.' })
  actor: string;
}

@ObjectType({ description: 'A suspicion of bribery at an account; read with compliance.read and by nobody else.' })
export class ComplianceReferral {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When it was raised.' })
  openedAt: Date;

  @Field({ description: 'What it rests on.' })
  note: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When compliance closed it; null while it is open.' })
  closedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What compliance found.' })
  closingNote: string | null;
}

/** Pages of the lists. */
export const RelationshipCaseConnection = Connection(RelationshipCase, 'RelationshipCase');
export const ComplianceReferralConnection = Connection(ComplianceReferral, 'ComplianceReferral');

@InputType({ description: 'Which cases; what is given must all hold.' })
export class CaseFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only open ones; false: only resolved ones.' })
  open?: boolean | null;

  @Field(() => CaseStateEnum, { nullable: true, description: 'Only at this step.' })
  state?: CaseState | null;

  @Field(() => ID, { nullable: true, description: 'Only those this member of staff leads.' })
  ownerId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'true: only overdue ones; false: only the others.' })
  overdue?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;

  @Field(() => CaseOutcomeEnum, { nullable: true, description: 'Only those that ended so.' })
  outcome?: CaseOutcome | null;
}

@ArgsType()
export class CaseArgs extends ConnectionArgs {
  @Field(() => CaseFilter, { nullable: true, description: 'Which cases.' })
  filter?: CaseFilter | null;
}

@InputType({ description: 'Which referrals; what is given must all hold.' })
export class ComplianceReferralFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: only open ones; false: only closed ones.' })
  open?: boolean | null;
}

@ArgsType()
export class ComplianceReferralArgs extends ConnectionArgs {
  @Field(() => ComplianceReferralFilter, { nullable: true, description: 'Which referrals.' })
  filter?: ComplianceReferralFilter | null;
}
