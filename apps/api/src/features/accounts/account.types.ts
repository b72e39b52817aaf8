import type { HealthState, Stage, StagePosition } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, OmitType, PartialType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { HealthStateEnum } from '../alerts/alert.enums.js';
import { Account } from './account.entity.js';
import { type AccountOrder, AccountOrderEnum, StageEnum, StagePositionEnum } from './account.enums.js';

/** A page of accounts. */
export const AccountConnection = Connection(Account, 'Account');

@InputType({ description: 'Which accounts; what is given must all hold.' })
export class AccountFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, upper and lower case alike, or the whole external id.',
  })
  search?: string | null;

  @Field(() => StagePositionEnum, { nullable: true, description: 'Accounts that stand here.' })
  stage?: StagePosition | null;

  @Field(() => ID, { nullable: true, description: 'Accounts this member of staff owns.' })
  ownerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Accounts this team looks after: those assigned to it and all below them.',
  })
  teamId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The direct parts of this account.' })
  parentId?: string | null;

  @Field(() => ID, { nullable: true, description: 'All accounts below this one, at any depth.' })
  below?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: archived accounts alone; default false: accounts in use alone.',
  })
  archived?: boolean | null;

  @Field(() => HealthStateEnum, {
    nullable: true,
    description: 'Only accounts whose relationship fares so. Errors: FORBIDDEN without alert.read.',
  })
  health?: HealthState | null;
}

@ArgsType()
export class AccountListArgs extends ConnectionArgs {
  @Field(() => AccountFilter, { nullable: true, description: 'Which accounts.' })
  filter?: AccountFilter | null;

  @Field(() => AccountOrderEnum, { nullable: true, description: 'Order; by name unless told.' })
  order?: AccountOrder | null;
}

@InputType({ description: 'A new account.' })
export class CreateAccountInput {
  @Field({ description: 'Name, 1–200 characters.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description: "Its number in the supplier's own systems, up to 100 characters; unique.",
  })
  externalId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The account it is a part of; none: it stands on its own.' })
  parentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The member of staff who answers for it. If none is named at creation: whoever creates it without seeing all accounts, else nobody.',
  })
  ownerId?: string | null;

  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Region or province, up to 100 characters.' })
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'City, up to 100 characters.' })
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Industry, up to 100 characters.' })
  industry?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does with what it buys, up to 100 characters.' })
  businessModel?: string | null;

  @Field(() => String, { nullable: true, description: "Currency of its trade, ISO 4217; none: the supplier's own." })
  currency?: string | null;

  @Field(() => String, { nullable: true, description: 'Own priority class, up to 20 characters.' })
  priorityClass?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code, up to 20 characters.' })
  postcode?: string | null;

  @Field(() => String, { nullable: true, description: 'Own class of size, up to 20 characters.' })
  sizeClass?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it buys complex offerings; default false.' })
  complexOffering?: boolean | null;

  @Field(() => StageEnum, { nullable: true, description: 'The stage the account plan aims at.' })
  targetStage?: Stage | null;
}

@InputType({
  description:
    'What to change about an account: null clears a field, what is left out stays. The parent changes by moveAccount.',
})
export class UpdateAccountInput extends PartialType(OmitType(CreateAccountInput, ['parentId'] as const)) {}
