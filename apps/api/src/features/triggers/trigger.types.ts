import type { IsoDate, TriggerCode, TriggerEvent as Event, TriggerState } from '@mortise/domain';
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { TriggerCodeEnum } from '../plays/play.enums.js';
import { TriggerEventTypeEnum, TriggerStateEnum } from './trigger.enums.js';

@ObjectType({ description: 'What has become of a trigger since somebody acted on it.' })
export class TriggerCourse {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The entry of the ledger, or the one that has corrected it last.' })
  entryId: string;

  @Field(() => TriggerStateEnum, { description: 'Where it stands.' })
  state: TriggerState;

  @Field(() => DateScalar, { description: 'Last day on which it can be verified, and a play be started.' })
  closesOn: IsoDate;

  @Field(() => Float, { description: 'How sure one is of it, 0…1: as verified, or else as observed.' })
  confidence: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was verified; null while it is not.' })
  verifiedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Code of the play that uses it; null before.' })
  playCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was said when it ended; null before, and of one that expired.',
  })
  outcome: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was won, lost or over; null before.' })
  endedAt: Date | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it comes again, and is to be observed anew; null of what does not, and while it has not ended.',
  })
  nextOn: IsoDate | null;

  @Field(() => Int, { description: 'How many things have happened to it; what you act on is this version.' })
  version: number;
}

@ObjectType({ description: 'One thing that happened to a trigger. Events are only ever added.' })
export class TriggerEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => TriggerEventTypeEnum, { description: 'What happened.' })
  type: Event['type'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `staff:<member>` or `system:<name>`.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'What was said with it.' })
  note: string | null;
}

@ObjectType({ description: 'A window of opportunity that is open at an account today.' })
export class OpenOpportunity {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'The entry of the ledger that tells of it.' })
  entryId: string;

  @Field(() => TriggerCodeEnum, { description: 'What opened it.' })
  code: TriggerCode;

  @Field(() => TriggerStateEnum, { description: 'Where it stands: OBSERVED, VERIFIED or PLAY_STARTED.' })
  step: TriggerState;

  @Field(() => Float, { description: 'How strong it is today, 0…1: severity, confidence and age.' })
  strength: number;

  @Field(() => DateScalar, { description: 'Last day on which it is open.' })
  closesOn: IsoDate;

  @Field(() => Int, { description: 'What to name as the version when you act on it; 0 while nobody has.' })
  version: number;
}

@InputType({ description: 'What somebody found who looked into a trigger.' })
export class VerifyTriggerInput {
  @Field(() => ID, { description: 'The entry of the ledger.' })
  entryId: string;

  @Field(() => Int, { description: 'The version that you have before you; 0 while nobody has acted on it.' })
  version: number;

  @Field({ description: 'What was found, up to 2,000 characters.' })
  note: string;

  @Field(() => Float, { nullable: true, description: 'How sure one is now, 0…1; as observed unless told.' })
  confidence?: number | null;
}

@InputType({ description: 'The play that uses a trigger.' })
export class StartTriggerPlayInput {
  @Field(() => ID, { description: 'The entry of the ledger.' })
  entryId: string;

  @Field(() => Int, { description: 'The version that you have before you.' })
  version: number;

  @Field({ description: 'Code of a play of the playbook.' })
  playCode: string;

  @Field(() => ID, { nullable: true, description: 'Who owns it; you unless told.' })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The play as it stands in a plan of the account, if it does.' })
  planPlayId?: string | null;
}
