import { ArgsType, Field, ID, InputType, OmitType, PartialType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { ContactLinkInput } from './account-contact.types.js';
import { Contact } from './contact.entity.js';
import { type ContactStatus, ContactStatusEnum } from './contact.enums.js';

/** A page of people. */
export const ContactConnection = Connection(Contact, 'Contact');

@InputType({ description: 'Which people; what is given must all hold.' })
export class ContactFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, or the whole e-mail address, upper and lower case alike; or the whole external id.',
  })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'People linked to this account, now or at any time.' })
  accountId?: string | null;

  @Field(() => ContactStatusEnum, { nullable: true, description: 'People of this status.' })
  status?: ContactStatus | null;
}

@ArgsType()
export class ContactListArgs extends ConnectionArgs {
  @Field(() => ContactFilter, { nullable: true, description: 'Which people.' })
  filter?: ContactFilter | null;
}

@InputType({ description: 'A new person.' })
export class CreateContactInput {
  @Field({ description: 'Full name, 1–200 characters.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "Number in the supplier's own systems, up to 100 characters; unique.",
  })
  externalId?: string | null;

  @Field(() => String, { nullable: true, description: 'Title or position, up to 200 characters.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number, up to 50 characters.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Language to write in: en (default), zh-CN or zh-TW.' })
  language?: string | null;

  @Field(() => ContactLinkInput, {
    nullable: true,
    description: 'Where the person works; needed unless you see all accounts.',
  })
  link?: ContactLinkInput | null;
}

@InputType({ description: 'What to change about a person: null clears a field, what is left out stays.' })
export class UpdateContactInput extends PartialType(OmitType(CreateContactInput, ['link'] as const)) {
  @Field(() => ContactStatusEnum, {
    nullable: true,
    description: 'Whether the person is still where we know her or him.',
  })
  status?: ContactStatus | null;
}
