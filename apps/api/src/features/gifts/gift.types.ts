import type { Courtesy, GiftEvent as Event, GiftState } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  CourtesyEnum,
  GiftEventTypeEnum,
  type GiftFindingCode,
  GiftFindingCodeEnum,
  GiftStateEnum,
} from './gift.enums.js';

@ObjectType({ description: 'One thing that speaks against a gift.' })
export class GiftFinding {
  @Field(() => GiftFindingCodeEnum, { description: 'What it is.' })
  code: GiftFindingCode;

  @Field(() => BigIntScalar, {
    nullable: true,
    description: 'The limit in minor units, in the currency of the gift; null of what is no limit.',
  })
  limitMinor: string | null;
}

@ObjectType({
  description:
    'A gift or an invitation that somebody would like to give: held against the policy, approved by a second person, given. What was given stands in the ledger.',
})
export class GiftRequest {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'Whom it is for.' })
  contactId: string;

  @Field(() => CourtesyEnum, { description: 'What it consists of.' })
  courtesy: Courtesy;

  @Field(() => Money, { description: 'What it is worth, in the currency of the supplier.' })
  value: Money;

  @Field({ description: 'On what occasion.' })
  occasion: string;

  @Field({ description: 'What it is to do for the relationship.' })
  purpose: string;

  @Field(() => GiftStateEnum, { description: 'Where it stands.' })
  state: GiftState;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  requestedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved; null while it is not.' })
  approvedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was refused; null unless it was.' })
  refusedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What the person who refused it said; null of the policy.' })
  refusal: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was given; null before.' })
  givenAt: Date | null;

  @Field(() => Int, {
    description: 'How many things have happened to it; what you approve, refuse or give is this version.',
  })
  version: number;
}

@ObjectType({ description: 'One thing that happened to a gift. Events are only ever added.' })
export class GiftEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => GiftEventTypeEnum, { description: 'What happened.' })
  type: Event['type'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `staff:<member>`, or `system:gift-policy` for the policy itself.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'Why; of a GIFT_REFUSED by a person.' })
  note: string | null;
}

/** A page of gifts. */
export const GiftRequestConnection = Connection(GiftRequest, 'GiftRequest');

@InputType({ description: 'Which gifts; what is given must all hold.' })
export class GiftRequestFilter {
  @Field(() => GiftStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: GiftState | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those for this person.' })
  contactId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those that this member of staff hands over.' })
  giverId?: string | null;
}

@ArgsType()
export class GiftRequestArgs extends ConnectionArgs {
  @Field(() => GiftRequestFilter, { nullable: true, description: 'Which gifts.' })
  filter?: GiftRequestFilter | null;
}

@InputType({ description: 'What somebody would like to give to whom, and for what.' })
export class RequestGiftInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'Whom it is for: somebody at the account today.' })
  contactId: string;

  @Field(() => ID, { nullable: true, description: 'Who of ours hands it over; you unless told.' })
  giverId?: string | null;

  @Field(() => CourtesyEnum, { description: 'What it consists of.' })
  courtesy: Courtesy;

  @Field(() => BigIntScalar, { description: 'What it is worth, in minor units of the currency of the supplier.' })
  valueMinor: string;

  @Field({ description: 'On what occasion, up to 300 characters.' })
  occasion: string;

  @Field({ description: 'What it is to do for the relationship, up to 300 characters.' })
  purpose: string;
}
