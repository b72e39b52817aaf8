import type {
  InvitationAnswer,
  InvitationChannel,
  InvitationEvent,
  InvitationState,
  TalkResult,
} from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  SpeakInvitationAnswerEnum,
  SpeakInvitationChannelEnum,
  SpeakInvitationEventTypeEnum,
  SpeakInvitationStateEnum,
  type TALK_CHANNELS,
  TalkChannelEnum,
  TalkResultEnum,
} from './invitation.enums.js';

@ObjectType({
  description:
    'A customer who may have a complaint that nobody voiced is to be asked how things are going. Made by Mortise itself, once for each episode of the signal.',
})
export class SpeakInvitation {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => SpeakInvitationStateEnum, { description: 'Where it stands.' })
  state: InvitationState;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  madeAt: Date;

  @Field(() => DateScalar, {
    description: 'The day by which the customer should have been asked: three working days after the alert.',
  })
  dueOn: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which something is due of you: to ask, or to call back; null when nothing is.',
  })
  nextDue: string | null;

  @Field({ description: 'Whether that day is over (UTC).' })
  overdue: boolean;

  @Field(() => SpeakInvitationChannelEnum, { nullable: true, description: 'How the customer was asked; null before.' })
  channel: InvitationChannel | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last sent; null when it was not.' })
  sentAt: Date | null;

  @Field(() => DateScalar, { nullable: true, description: 'Until when an answer to what was sent is waited for.' })
  answerBy: string | null;

  @Field(() => SpeakInvitationAnswerEnum, { nullable: true, description: 'What the customer says; null before.' })
  answer: InvitationAnswer | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When that was said; null before.' })
  answeredAt: Date | null;

  @Field(() => String, { nullable: true, description: "The customer's words, or staff's about the talk." })
  note: string | null;

  @Field(() => Int, { description: 'How many things have happened to it.' })
  version: number;
}

@ObjectType({ description: 'One thing that happened to an invitation to speak. Events are only ever added.' })
export class SpeakInvitationEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => SpeakInvitationEventTypeEnum, { description: 'What happened.' })
  type: InvitationEvent['type'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `buyer:<account contact>`, `staff:<member>` or `system:<name>`.' })
  actor: string;

  @Field(() => SpeakInvitationAnswerEnum, { nullable: true, description: 'What was answered; of ANSWERED.' })
  answer: InvitationAnswer | null;

  @Field(() => TalkResultEnum, { nullable: true, description: 'What came of the talk; of TALKED.' })
  result: TalkResult | null;

  @Field(() => String, { nullable: true, description: 'What was said with it.' })
  note: string | null;
}

/** A page of invitations to speak. */
export const SpeakInvitationConnection = Connection(SpeakInvitation, 'SpeakInvitation');

@InputType({ description: 'Which invitations to speak; what is given must all hold.' })
export class SpeakInvitationFilter {
  @Field(() => SpeakInvitationStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: InvitationState | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this member of staff looks after.' })
  ownerId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'true: only those with something due of you; false: the rest.' })
  due?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'true: only where that day is over (UTC); false: the rest.' })
  overdue?: boolean | null;
}

@ArgsType()
export class SpeakInvitationArgs extends ConnectionArgs {
  @Field(() => SpeakInvitationFilter, { nullable: true, description: 'Which invitations.' })
  filter?: SpeakInvitationFilter | null;
}

@InputType({ description: 'The complaint of which somebody told when asked.' })
export class SpokenComplaintInput {
  @Field({ description: 'What it is about, up to 200 characters.' })
  subject: string;

  @Field({ description: 'What happened, in the words of the customer, up to 10,000 characters.' })
  description: string;
}

@InputType({ description: 'A call or a visit to ask how things are going.' })
export class RecordInvitationTalkInput {
  @Field(() => ID, { description: 'The invitation.' })
  id: string;

  @Field(() => TalkChannelEnum, { description: 'How.' })
  channel: (typeof TALK_CHANNELS)[number];

  @Field(() => ID, { nullable: true, description: 'With whom: a contact of the account; not told when left out.' })
  accountContactId?: string | null;

  @Field(() => TalkResultEnum, { description: 'What came of it.' })
  result: TalkResult;

  @Field({ description: 'What was said, up to 2,000 characters.' })
  note: string;

  @Field(() => SpokenComplaintInput, { nullable: true, description: 'The complaint; with COMPLAINT and only there.' })
  complaint?: SpokenComplaintInput | null;
}

@ObjectType({ description: 'How to ask a customer who may have a complaint, without saying why one asks.' })
export class TalkGuide {
  @Field({ description: 'Language: en, zh-CN or zh-TW.' })
  language: string;

  @Field({ description: 'How to begin.' })
  opening: string;

  @Field(() => [String], { description: 'What to ask, in this order.' })
  questions: string[];

  @Field(() => [String], { description: 'What to leave unsaid.' })
  avoid: string[];

  @Field({ description: 'How to end.' })
  closing: string;
}
