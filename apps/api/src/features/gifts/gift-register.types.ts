import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';

@ObjectType({ description: 'What one person at one account was given in one calendar year, in one currency.' })
export class GiftRegisterLine {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Its name.' })
  account: string;

  @Field(() => ID, { description: 'The person.' })
  contactId: string;

  @Field({ description: 'Her or his name.' })
  contact: string;

  @Field(() => Int, { description: 'Calendar year.' })
  year: number;

  @Field(() => Int, { description: 'How many gifts and invitations.' })
  gifts: number;

  @Field(() => Money, { description: 'What they are worth together.' })
  value: Money;
}

@ObjectType({ description: 'What all that was given comes to, in one currency.' })
export class GiftRegisterTotal {
  @Field(() => Int, { description: 'How many gifts and invitations.' })
  gifts: number;

  @Field(() => Money, { description: 'What they are worth together.' })
  value: Money;
}

@ObjectType({ description: 'The register of gifts, added up by person, account and year.' })
export class GiftRegister {
  @Field(() => [GiftRegisterLine], { description: 'A page of it: the latest year first, then by account and person.' })
  lines: GiftRegisterLine[];

  @Field(() => [GiftRegisterTotal], {
    description: 'What all lines come to, of every page, by currency; empty where nothing was given.',
  })
  totals: GiftRegisterTotal[];

  @Field(() => Int, { description: 'How many lines there are on all pages.' })
  totalCount: number;

  @Field(() => String, { nullable: true, description: 'What to give as `after` for the next page; null on the last.' })
  endCursor: string | null;
}

@InputType({ description: 'Which gifts; what is given must all hold.' })
export class GiftRegisterFilter {
  @Field(() => ID, { nullable: true, description: 'Only those at this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those to this person.' })
  contactId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only those of this calendar year.' })
  year?: number | null;
}

@ArgsType()
export class GiftRegisterArgs {
  @Field(() => GiftRegisterFilter, { nullable: true, description: 'Which gifts.' })
  filter?: GiftRegisterFilter | null;

  @Field(() => Int, { nullable: true, description: 'How many lines (1–100, default 20).' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;
}
