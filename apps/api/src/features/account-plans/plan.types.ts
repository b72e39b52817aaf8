import type { AccountPlanState, PlanStepStatus, QuarterStatus, Stage } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StageEnum } from '../accounts/account.enums.js';
import {
  AccountPlanStateEnum,
  type PlanEventType,
  PlanEventTypeEnum,
  type PlanGoalCode,
  PlanGoalEnum,
  PlanReviewStatusEnum,
  PlanStepStatusEnum,
} from './plan.enums.js';

@ObjectType({
  description:
    'A plan for a year with an account: to advance it by a stage or to hold it, by plays that have owners, under a cap of investment, approved by somebody else and reviewed every quarter.',
})
export class AccountPlan {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => AccountPlanStateEnum, { description: 'At which step it is.' })
  state: AccountPlanState;

  @Field(() => DateScalar, { description: 'First day of its year.' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day of its year.' })
  endsOn: string;

  @Field(() => StageEnum, { description: 'Where the account stood when it was written or last reviewed.' })
  stage: Stage;

  @Field(() => PlanGoalEnum, { description: 'Whether it advances or holds.' })
  goal: PlanGoalCode;

  @Field(() => StageEnum, { description: 'The stage to reach, or to hold.' })
  goalStage: Stage;

  @Field(() => DateScalar, { description: 'The day by which it is to be reached, or until which it is to be held.' })
  goalBy: string;

  @Field({ description: 'What is to be achieved.' })
  objective: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Until when the next review is to be held; null unless the plan is worked by, and after the last one.',
  })
  reviewDue: string | null;

  @Field({ description: 'Whether that day is over.' })
  reviewOverdue: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was drafted.' })
  draftedAt: Date;

  @Field(() => DateScalar, { nullable: true, description: 'The day from which it is worked by; null before.' })
  activeOn: string | null;

  @Field(() => String, { nullable: true, description: 'What was said when it was closed or withdrawn; null before.' })
  outcome: string | null;

  @Field(() => Int, {
    description:
      'How many things have happened to it; give it back as `expectedVersion` to approve what you have seen.',
  })
  version: number;

  @Field(() => Int, { description: 'Version of the policy its last step was decided under; 0 are the defaults.' })
  policyVersion: number;
}

@ObjectType({ description: 'A play of a plan, copied from the playbook when it was added.' })
export class PlanPlay {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'The code of the play in the playbook.' })
  playCode: string;

  @Field({ description: 'Its name, in your language.' })
  name: string;

  @Field(() => DateScalar, { description: 'The day until which it is to be done.' })
  dueOn: string;

  @Field(() => PlanStepStatusEnum, { description: 'How it stands.' })
  status: PlanStepStatus;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it is open.' })
  endedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What came of it, or why it was dropped; null while it is open.',
  })
  result: string | null;
}

@ObjectType({ description: 'Something that somebody of ours is to do for a plan until a day.' })
export class PlanAction {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Its code within the play.' })
  code: string;

  @Field({ description: 'What is to be done, in your language.' })
  text: string;

  @Field(() => DateScalar, { description: 'The day until which it is to be done.' })
  dueOn: string;

  @Field(() => PlanStepStatusEnum, { description: 'How it stands.' })
  status: PlanStepStatus;

  @Field({ description: 'Whether it is to be done now: open, in a plan that is worked by.' })
  live: boolean;

  @Field({ description: 'Whether it is to be done now and its day is over.' })
  overdue: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it is open.' })
  endedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What came of it, or why it was dropped; null while it is open, and where its play was dropped.',
  })
  result: string | null;
}

@ObjectType({ description: 'The review of a quarter.' })
export class PlanReview {
  @Field(() => Int, { description: 'The quarter of the plan, 1–4.' })
  quarter: number;

  @Field(() => DateTimeScalar, { description: 'When it was held.' })
  at: Date;

  @Field(() => StageEnum, { description: 'Where the account stood.' })
  stage: Stage;

  @Field(() => PlanGoalEnum, { description: 'Whether the plan advances or holds from then on.' })
  goal: PlanGoalCode;

  @Field(() => StageEnum, { description: 'The stage to reach, or to hold, from then on.' })
  goalStage: Stage;

  @Field({ description: 'What was found and decided.' })
  note: string;

  @Field({ description: 'Whether it was held later than it was to be.' })
  late: boolean;
}

@ObjectType({ description: 'A quarter of a plan and how its review stands.' })
export class PlanQuarterStanding {
  @Field(() => Int, { description: 'The quarter, 1–4.' })
  quarter: number;

  @Field(() => DateScalar, { description: 'Its first day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Its last day.' })
  to: string;

  @Field(() => DateScalar, { description: 'Until when it is to be reviewed.' })
  dueOn: string;

  @Field(() => PlanReviewStatusEnum, { description: 'How its review stands.' })
  status: QuarterStatus;
}

@ObjectType({ description: 'One thing that happened to a plan. Events are only ever added.' })
export class AccountPlanEventEntry {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => PlanEventTypeEnum, { description: 'What happened.' })
  type: PlanEventType;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `staff:<member>` or `system:<name>`.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'What was said with it.' })
  note: string | null;
}

/** A page of plans. */
export const AccountPlanConnection = Connection(AccountPlan, 'AccountPlan');
/** A page of actions. */
export const PlanActionConnection = Connection(PlanAction, 'PlanAction');

@InputType({ description: 'Which plans; what is given must all hold.' })
export class AccountPlanFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => AccountPlanStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: AccountPlanState | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a review of theirs is overdue.' })
  reviewOverdue?: boolean | null;
}

@ArgsType()
export class AccountPlanArgs extends ConnectionArgs {
  @Field(() => AccountPlanFilter, { nullable: true, description: 'Which plans.' })
  filter?: AccountPlanFilter | null;
}

@InputType({ description: 'Which actions; what is given must all hold.' })
export class PlanActionFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this member of staff.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this plan.' })
  planId?: string | null;

  @Field(() => PlanStepStatusEnum, { nullable: true, description: 'Only those that stand so.' })
  status?: PlanStepStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are to be done now.' })
  live?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are overdue.' })
  overdue?: boolean | null;
}

@ArgsType()
export class PlanActionArgs extends ConnectionArgs {
  @Field(() => PlanActionFilter, { nullable: true, description: 'Which actions.' })
  filter?: PlanActionFilter | null;
}
