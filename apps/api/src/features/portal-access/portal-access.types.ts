import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Locale } from '../../platform/context/request-context.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';

@InputType({ description: 'Whom to invite into the portal.' })
export class InviteContactInput {
  @Field(() => ID, { description: "The contact's place at the account for which the person is invited." })
  accountContactId: string;

  @Field(() => String, {
    nullable: true,
    description: "Language of the mail: en, zh-CN or zh-TW; the contact's own when missing.",
  })
  language?: Locale | null;
}

@ObjectType({ description: 'An invitation that is on its way.' })
export class Invitation {
  @Field({ description: 'Address it goes to.' })
  email: string;

  @Field(() => DateTimeScalar, { description: 'Until when its link works.' })
  expiresAt: Date;
}
