import { INVITATION_ANSWERS, type InvitationAnswer } from '@mortise/domain';
import { Field, ID, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection } from '../../platform/graphql/connection.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

export const PortalInvitationStateEnum = codeEnum(
  'PortalInvitationState',
  ['WAITING', 'ANSWERED'],
  'Whether you have spoken: here, or by telephone.',
);
export const PortalInvitationAnswerEnum = codeEnum(
  'PortalInvitationAnswer',
  INVITATION_ANSWERS,
  'ALL_WELL: all is well. COMPLAINT: something is not as it should be; your words become a complaint. CALL_ME: you would like to be called.',
);

@ObjectType({ description: 'You were asked how things are going.' })
export class PortalInvitation {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When you were asked.' })
  sentAt: Date;

  @Field(() => String, { nullable: true, description: 'Who asks; null where it is the supplier as such.' })
  askedBy: string | null;

  @Field(() => PortalInvitationStateEnum, { description: 'Whether you have spoken.' })
  state: 'WAITING' | 'ANSWERED';

  @Field(() => PortalInvitationAnswerEnum, {
    nullable: true,
    description: 'What you answered here; null before, and where you spoke by telephone alone.',
  })
  answer: InvitationAnswer | null;

  @Field(() => String, { nullable: true, description: 'Your words with it.' })
  note: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When you last spoke about it; null before.' })
  answeredAt: Date | null;
}

/** A page of a buyer's invitations. */
export const PortalInvitationConnection = Connection(PortalInvitation, 'PortalInvitation');
