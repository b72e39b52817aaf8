import { Field, ID, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection } from '../../platform/graphql/connection.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

export const STAFF_ACTION_KINDS = ['PLAN_ACTION', 'CALL_BACK', 'SEASON'] as const;
export type StaffActionKind = (typeof STAFF_ACTION_KINDS)[number];
export const StaffActionKindEnum = codeEnum(
  'StaffActionKind',
  STAFF_ACTION_KINDS,
  'What somebody is to do. PLAN_ACTION: an action of an account plan. CALL_BACK: ask a customer how what was delivered serves. SEASON: talk over a season that is to come, and what to promote.',
);

@ObjectType({ description: 'Something that somebody of ours is to do now, whatever asks for it.' })
export class StaffAction {
  @Field(() => ID, { description: 'Identifier: that of the action of a plan, or of the follow-up.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => StaffActionKindEnum, { description: 'What it is.' })
  kind: StaffActionKind;

  @Field({ description: 'What is to be done, in your language.' })
  text: string;

  @Field(() => DateScalar, { description: 'The day until which it is to be done.' })
  dueOn: string;

  @Field({ description: 'Whether that day is over.' })
  overdue: boolean;
}

/** A page of what is to be done. */
export const StaffActionConnection = Connection(StaffAction, 'StaffAction');
