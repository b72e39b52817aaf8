import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'Of the accounts that buy one product, so many also buy the other.' })
export class NextProductReason {
  @Field(() => ID, { description: 'The product that the account buys.' })
  productId: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => Float, { description: 'How much the two have the same buyers: cosine, 0–1.' })
  similarity: number;

  @Field(() => Int, { description: 'Accounts that bought both.' })
  sharedBuyers: number;

  @Field(() => Int, { description: 'Accounts that bought the product of this account.' })
  buyers: number;
}

@ObjectType({ description: 'A product that the account has not bought and may buy next.' })
export class NextProductProposal {
  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => Float, { description: 'What it is ranked by: similarity + ½ popularity; compares within one account.' })
  score: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Probability that the account buys it for the first time within `probabilityDays`, learnt on held-out days; null where nothing could be learnt.',
  })
  probability: number | null;

  @Field(() => Float, { description: 'How near it is to what the account buys, relative to the nearest; 0–1.' })
  similarity: number;

  @Field(() => Float, { description: 'How many bought it lately, relative to the most popular; 0–1.' })
  popularity: number;

  @Field(() => Int, { description: 'Accounts that bought it in the last 30 days.' })
  recentBuyers: number;

  @Field(() => [NextProductReason], { description: 'The strongest three; empty where popularity alone speaks.' })
  reasons: NextProductReason[];
}

@ObjectType({ description: 'A product that the account is likely to order again.' })
export class ReorderProposal {
  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => Int, { description: 'Days on which the account ordered it: what it is ranked by.' })
  orderDays: number;

  @Field(() => DateScalar, { description: 'When it did last.' })
  lastOrder: string;
}

@ObjectType({ description: 'What an account may buy next: new products and re-orders, which are ranked differently.' })
export class NextProducts {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Purchases up to this day were learnt from; null before the first time.',
  })
  asOf: string | null;

  @Field(() => Int, { description: 'Accounts that were learnt from.' })
  learntFrom: number;

  @Field(() => Int, { nullable: true, description: 'Days that probabilities are about; null without probabilities.' })
  probabilityDays: number | null;

  @Field(() => [NextProductProposal], { description: 'New products, the likeliest first.' })
  fresh: NextProductProposal[];

  @Field(() => [ReorderProposal], { description: 'Re-orders, by its own frequency.' })
  reorders: ReorderProposal[];

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

@ArgsType()
export class NextProductArgs {
  @Field(() => Int, { nullable: true, description: 'Products of each kind at most, 1–50; 10 unless told.' })
  limit?: number | null;
}

@ObjectType({ description: 'A product that an account buys and that is like the one launched.' })
export class LaunchReason {
  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => Float, { description: 'How alike the two are by category and traits, 0–1.' })
  similarity: number;
}

@ObjectType({ description: 'An account that may be interested in a new product.' })
export class LaunchCandidate {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Its name.' })
  accountName: string;

  @Field(() => Float, { description: 'Interest relative to the most interested account, above 0 up to 1.' })
  score: number;

  @Field(() => [LaunchReason], { description: 'The three most similar products it buys.' })
  because: LaunchReason[];
}

@ObjectType({ description: 'Who may be interested in a new product.' })
export class LaunchAudience {
  @Field(() => [LaunchCandidate], { description: 'The most interested first.' })
  candidates: LaunchCandidate[];

  @Field(() => DateScalar, { nullable: true, description: 'Purchases up to the end of this month are in it.' })
  month: string | null;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

@ObjectType({ description: 'A category that an account does not buy from us, or not all of.' })
export class WhiteSpaceCell {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Its name.' })
  accountName: string;

  @Field(() => ID, { description: 'The product category.' })
  categoryId: string;

  @Field({ description: 'Its name.' })
  categoryName: string;

  @Field({ description: 'Whether we sell it something of the category already.' })
  supplied: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Part of the other accounts of its industry that buy the category from us, 0–1; null where supplied.',
  })
  peerPenetration: number | null;

  @Field(() => Int, { nullable: true, description: 'How many others that are.' })
  peers: number | null;

  @Field(() => Money, { nullable: true, description: 'What it buys of the category in a year from everybody.' })
  wallet: Money | null;

  @Field(() => Money, { nullable: true, description: 'What of that is ours.' })
  ours: Money | null;

  @Field(() => Money, { nullable: true, description: 'Wallet − ours; null where the wallet is not known.' })
  gap: Money | null;
}

@ObjectType({ description: 'What accounts do not buy from us, or not all of.' })
export class WhiteSpace {
  @Field(() => [WhiteSpaceCell], { description: 'The largest known gap first, then what peers buy most.' })
  cells: WhiteSpaceCell[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last month of the year that is looked at; null before any trade.',
  })
  month: string | null;

  @Field(() => Int, { description: 'Accounts that were compared with one another.' })
  compared: number;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

@ObjectType({ description: 'Expected demand of a product in a month, over all accounts.' })
export class DemandSignalRow {
  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field({ description: 'Its number.' })
  externalId: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Unit of the quantities.' })
  unit: string | null;

  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: string;

  @Field(() => Float, { description: 'Expected quantity.' })
  expected: number;

  @Field(() => Float, { description: 'The quantity if every account ordered that orders the product at times.' })
  highest: number;

  @Field(() => Int, { description: 'Accounts behind it.' })
  accounts: number;
}

export const DemandMethodEnum = codeEnum(
  'DemandMethod',
  ['USUAL_CALL_OFF'],
  'USUAL_CALL_OFF: of each account the mean quantity of its months with orders × the part of the last twelve months that these are; no season, no trend.',
);

@ObjectType({ description: 'What production and purchasing may expect, by product and month.' })
export class DemandSignal {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Orders up to this day are in it; null before the first time.',
  })
  asOf: string | null;

  @Field(() => DemandMethodEnum, { description: 'How it was worked out.' })
  method: 'USUAL_CALL_OFF';

  @Field(() => [DemandSignalRow], { description: 'By month, then the largest first.' })
  rows: DemandSignalRow[];

  @Field({ description: 'The same as CSV, with the same rights.' })
  csvUrl: string;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}
