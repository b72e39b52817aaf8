import type { FollowUpKind, FollowUpStatus } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { FollowUpKindEnum, FollowUpStatusEnum } from './follow-up.enums.js';

@ObjectType({
  description:
    'Something to do at an account because of a day: call back after a delivery, talk over a season before its peak. Mortise asks for it; somebody does it.',
})
export class FollowUp {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => FollowUpKindEnum, { description: 'What it is.' })
  kind: FollowUpKind;

  @Field({ description: 'What is to be done, in your language.' })
  text: string;

  @Field(() => DateScalar, {
    description:
      'The day it is about: of CALL_BACK the one on which goods arrived, of SEASON the first one of the peak.',
  })
  onDay: string;

  @Field(() => DateScalar, { nullable: true, description: 'Of SEASON: the last day of the peak.' })
  untilDay: string | null;

  @Field(() => ID, { nullable: true, description: 'Of SEASON: the season.' })
  seasonId: string | null;

  @Field(() => DateScalar, { description: 'The day until which it is to be done.' })
  dueOn: string;

  @Field(() => FollowUpStatusEnum, { description: 'How it stands.' })
  status: FollowUpStatus;

  @Field({ description: 'Whether it is open and its day is over.' })
  overdue: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt: Date;

  @Field(() => Int, { description: 'Version of the policy it was asked for under; 0 are the defaults.' })
  policyVersion: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it is open.' })
  endedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What came of it, or why it was given up; null while it is open.',
  })
  result: string | null;
}

/** A page of follow-ups. */
export const FollowUpConnection = Connection(FollowUp, 'FollowUp');

@InputType({ description: 'Which follow-ups; what is given must all hold.' })
export class FollowUpFilter {
  @Field(() => FollowUpKindEnum, { nullable: true, description: 'Only those of this kind.' })
  kind?: FollowUpKind | null;

  @Field(() => FollowUpStatusEnum, { nullable: true, description: 'Only those that stand so.' })
  status?: FollowUpStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether they are open and their day is over.' })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: only open ones that are nobody’s yet.' })
  unowned?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this member of staff.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those for this season.' })
  seasonId?: string | null;
}

@ArgsType()
export class FollowUpArgs extends ConnectionArgs {
  @Field(() => FollowUpFilter, { nullable: true, description: 'Which follow-ups.' })
  filter?: FollowUpFilter | null;
}
