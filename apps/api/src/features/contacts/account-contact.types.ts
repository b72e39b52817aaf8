import type { DmuRole, Stance, Tier } from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, OmitType, PartialType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { AccountContact } from './account-contact.entity.js';
import { DmuRoleEnum, StanceEnum, TierEnum } from './contact.enums.js';

/** A page of links between people and accounts. */
export const AccountContactConnection = Connection(AccountContact, 'AccountContact');

@ArgsType()
export class AccountContactsArgs extends ConnectionArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Who was there on this day; today unless told.' })
  at?: string | null;
}

@InputType({ description: 'Whom a person supports, and how we know.' })
export class ContactStanceInput {
  @Field(() => StanceEnum, { description: 'Whom the person supports.' })
  stance: Stance;

  @Field(() => String, {
    nullable: true,
    description: 'What was seen or heard that shows it, up to 2,000 characters; needed unless NEUTRAL.',
  })
  evidence?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of that observation; today unless told.' })
  at?: string | null;
}

@InputType({ description: 'A person at an account for a time.' })
export class ContactLinkInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { nullable: true, description: "One of the account's departments." })
  departmentId?: string | null;

  @Field(() => TierEnum, { nullable: true, description: 'Hierarchy tier there; default WORKING.' })
  tier?: Tier | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day; today unless told.' })
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; none: until further notice.' })
  validTo?: string | null;

  @Field(() => [DmuRoleEnum], { nullable: true, description: 'Roles in the decision-making unit; default none.' })
  roles?: DmuRole[] | null;

  @Field(() => Float, { nullable: true, description: 'Weight in the decision, 0 to 1; none: unknown.' })
  influenceWeight?: number | null;

  @Field(() => ContactStanceInput, { nullable: true, description: 'Whom the person supports; neutral unless told.' })
  stance?: ContactStanceInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the person coaches us; default false.' })
  coach?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Strength of the personal relation, 0 to 5; default 0.' })
  relationStrength?: number | null;

  @Field(() => ID, { nullable: true, description: 'Who of our staff looks after the person; none: nobody is named.' })
  counterpartId?: string | null;
}

@InputType({ description: 'What to change about a link: null sets the default again, what is left out stays.' })
export class UpdateContactLinkInput extends PartialType(OmitType(ContactLinkInput, ['accountId'] as const)) {}
