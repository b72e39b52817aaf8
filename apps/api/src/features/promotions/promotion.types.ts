import { PROMOTION_MECHANICS, type PromotionMechanic } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType, PartialType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

export const PromotionMechanicEnum = codeEnum(
  'PromotionMechanic',
  PROMOTION_MECHANICS,
  'How a promotion speaks to the customer. DISCOUNT: percent off the usual price. FREE_GOODS: so many free for so many bought. SUPPORT: advertising, display, training; prices stay. OTHER: anything else.',
);

/** Whom a promotion holds for. */
export const PROMOTION_AUDIENCES = ['EVERYBODY', 'PARTICIPANTS'] as const;
export type PromotionAudience = (typeof PROMOTION_AUDIENCES)[number];
export const PromotionAudienceEnum = codeEnum(
  'PromotionAudience',
  PROMOTION_AUDIENCES,
  'Whom a promotion holds for. EVERYBODY: every account, or those of its country and region. PARTICIPANTS: the accounts that agreed to take part.',
);

/** How a promotion stands on a day. */
export const PROMOTION_STATES = ['UPCOMING', 'RUNNING', 'OVER'] as const;
export type PromotionState = (typeof PROMOTION_STATES)[number];
export const PromotionStateEnum = codeEnum(
  'PromotionState',
  PROMOTION_STATES,
  'UPCOMING: its first day is to come. RUNNING: today is one of its days. OVER: its last day has passed.',
);

/** In which order promotions come. */
export const PROMOTION_ORDERS = ['LATEST', 'CODE'] as const;
export type PromotionOrder = (typeof PROMOTION_ORDERS)[number];
export const PromotionOrderEnum = codeEnum(
  'PromotionOrder',
  PROMOTION_ORDERS,
  'LATEST: the latest first day first. CODE: by code.',
);

@ObjectType({ description: 'One thing a promotion is on: a product, or a category with all its products.' })
export class PromotionItem {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

@ObjectType({ description: 'An account that agreed to take part in a promotion.' })
export class PromotionUptake {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateScalar, { description: 'Day on which it agreed.' })
  agreedOn: string;

  @Field(() => String, { nullable: true, description: 'What was agreed, in words.' })
  note: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

export const PromotionUptakeConnection = Connection(PromotionUptake, 'PromotionUptake');

@ObjectType({ description: 'Better terms for a while: on which products, for whom, when, and what they cost.' })
export class Promotion {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: "Its code in the supplier's own systems; unique." })
  code: string;

  @Field({ description: 'Name.' })
  name: string;

  @Field(() => DateScalar, { description: 'First day.' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  endsOn: string;

  @Field(() => PromotionStateEnum, { description: 'How it stands today.' })
  state: PromotionState;

  @Field(() => PromotionMechanicEnum, { description: 'How it speaks to the customer.' })
  mechanic: PromotionMechanic;

  @Field(() => DecimalScalar, { nullable: true, description: 'Percent off the usual price; null where not told.' })
  discountPercent: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of FREE_GOODS: for so many bought …' })
  buyQuantity: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of FREE_GOODS: … so many are free.' })
  freeQuantity: string | null;

  @Field(() => String, { nullable: true, description: 'Terms in words.' })
  terms: string | null;

  @Field(() => PromotionAudienceEnum, { description: 'Whom it holds for.' })
  audience: PromotionAudience;

  @Field(() => String, { nullable: true, description: 'Only accounts of this country, ISO 3166-1 alpha-2.' })
  country: string | null;

  @Field(() => String, { nullable: true, description: 'Only accounts of this region.' })
  region: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What it takes besides the discount: material, fees; null where nobody told. Needs value.read.',
  })
  cost: Money | null;

  @Field(() => Int, { description: 'Version, for changes.' })
  version: number;

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt: Date;

  @Field({ description: 'Who added it, as `staff:<id>`.' })
  createdBy: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

export const PromotionConnection = Connection(Promotion, 'Promotion');

@InputType({ description: 'Which promotions; what is given must all hold.' })
export class PromotionFilter {
  @Field(() => PromotionStateEnum, { nullable: true, description: 'Only those that stand so today.' })
  state?: PromotionState | null;

  @Field(() => ID, { nullable: true, description: 'Those on this product: by itself, its category or everything.' })
  productId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Those that name this category, a product of it, or everything.' })
  categoryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Those that hold for this account.' })
  accountId?: string | null;
}

@ArgsType()
export class PromotionListArgs extends ConnectionArgs {
  @Field(() => PromotionFilter, { nullable: true, description: 'Which promotions.' })
  filter?: PromotionFilter | null;

  @Field(() => PromotionOrderEnum, { nullable: true, description: 'Order; LATEST unless told.' })
  order?: PromotionOrder | null;
}

@InputType({ description: 'A new promotion.' })
export class CreatePromotionInput {
  @Field({ description: "Code in the supplier's own systems, 1–100 characters; unique." })
  code: string;

  @Field({ description: 'Name, 1–200 characters.' })
  name: string;

  @Field(() => DateScalar, { description: 'First day.' })
  startsOn: string;

  @Field(() => DateScalar, { description: 'Last day; not before the first.' })
  endsOn: string;

  @Field(() => PromotionMechanicEnum, { description: 'How it speaks to the customer.' })
  mechanic: PromotionMechanic;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Percent off the usual price, from 0 to below 100, up to four decimals.',
  })
  discountPercent?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of FREE_GOODS: for so many bought, above 0 …' })
  buyQuantity?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Of FREE_GOODS: … so many are free, above 0.' })
  freeQuantity?: string | null;

  @Field(() => String, { nullable: true, description: 'Terms in words, up to 2,000 characters.' })
  terms?: string | null;

  @Field(() => PromotionAudienceEnum, { nullable: true, description: 'Whom it holds for; EVERYBODY unless told.' })
  audience?: PromotionAudience | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of EVERYBODY: only accounts of this country, ISO 3166-1 alpha-2.',
  })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'Of EVERYBODY: only accounts of this region.' })
  region?: string | null;

  @Field(() => BigIntScalar, {
    nullable: true,
    description:
      "What it takes besides the discount, in minor units of the supplier's currency, from 0; null: not known.",
  })
  costMinor?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Products it is on, up to 1,000. Without products and categories it is on everything.',
  })
  productIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Categories it is on, up to 1,000.' })
  categoryIds?: string[] | null;
}

@InputType({
  description:
    'What to change about a promotion: null clears what can be empty, what is left out stays; lists are replaced.',
})
export class UpdatePromotionInput extends PartialType(CreatePromotionInput) {}

@InputType({ description: 'An account that takes part in a promotion.' })
export class RecordPromotionUptakeInput {
  @Field(() => ID, { description: 'The promotion.' })
  promotionId: string;

  @Field(() => ID, { description: 'The account; each takes part once.' })
  accountId: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it agreed; today unless told.' })
  agreedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'What was agreed, up to 2,000 characters.' })
  note?: string | null;
}
