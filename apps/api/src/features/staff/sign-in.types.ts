import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StaffMember } from './staff-member.entity.js';

@InputType({ description: 'Who signs in, and where.' })
export class SignInInput {
  @Field({ description: "The supplier's short name, as in its portal address." })
  tenant: string;

  @Field({ description: 'E-mail address; upper and lower case are the same.' })
  email: string;

  @Field({ description: 'Password.' })
  password: string;
}

@ObjectType({ description: 'A new staff session.' })
export class SignInPayload {
  @Field({ description: 'Send it as `Authorization: Bearer …`.' })
  accessToken: string;

  @Field(() => DateTimeScalar, { description: 'When the token ends.' })
  expiresAt: Date;

  @Field(() => StaffMember, { description: 'Who signed in.' })
  staff: StaffMember;
}
