import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { PortalSupplier } from '../suppliers/supplier.portal-types.js';

@InputType({ description: 'Who wants to sign in, and where.' })
export class RequestMagicLinkInput {
  @Field({ description: "The supplier's short name." })
  supplier: string;

  @Field({ description: 'E-mail address; upper and lower case are the same.' })
  email: string;
}

@InputType({ description: 'A link from a mail.' })
export class RedeemMagicLinkInput {
  @Field({ description: 'What follows `#token=` in the link.' })
  token: string;
}

@ObjectType({ description: 'The company you act for.' })
export class PortalAccount {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Name.' })
  name: string;
}

@ObjectType({ description: 'Who is signed in.' })
export class PortalMe {
  @Field(() => ID, {
    description: 'Identifier of you as a person at your company; it outlasts changes of name and address.',
  })
  id: string;

  @Field({ description: 'Your name.' })
  name: string;

  /** As the contact's record has it; answered as one of the portal's languages. */
  language: string;

  @Field(() => String, { nullable: true, description: 'Your e-mail address.' })
  email: string | null;

  @Field(() => PortalAccount, { description: 'The company you act for.' })
  account: PortalAccount;

  @Field(() => PortalSupplier, { description: 'The supplier whose portal this is.' })
  supplier: PortalSupplier;
}
