import type { FeedbackType, IsoDate, ProductFeedbackState } from '@mortise/domain';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { MissingContribution } from '../value/account-contributions.service.js';
import type { FeedbackWeightReason } from './feedback-weights.service.js';
import {
  FeedbackTypeEnum,
  FeedbackValueGapEnum,
  FeedbackWeightReasonEnum,
  ProductFeedbackStateEnum,
} from './feedback.enums.js';

@ObjectType({ description: 'How many words stand at a step.' })
export class FeedbackStateCount {
  @Field(() => ProductFeedbackStateEnum, { description: 'The step.' })
  state: ProductFeedbackState;

  @Field(() => Int, { description: 'How many.' })
  words: number;
}

@ObjectType({ description: 'An account of which it is not known what it contributes; it weighs nothing.' })
export class FeedbackValueGapEntry {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => FeedbackValueGapEnum, { description: 'Why.' })
  reason: MissingContribution;
}

@ObjectType({ description: 'What a customer said.' })
export class FeedbackQuotation {
  @Field(() => ID, { description: 'The entry of the ledger.' })
  entryId: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => Int, { description: 'How grave it is, 1 to 5.' })
  severity: number;

  @Field(() => DateScalar, { description: 'The day it was said.' })
  observedOn: IsoDate;

  @Field({ description: 'In the words of the customer.' })
  verbatim: string;

  @Field(() => ProductFeedbackStateEnum, { description: 'What has become of it.' })
  state: ProductFeedbackState;
}

@ObjectType({ description: 'Words of one kind about one product.' })
export class FeedbackGroup {
  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field({ description: 'Its name.' })
  productName: string;

  @Field(() => FeedbackTypeEnum, { description: 'The kind.' })
  feedbackType: FeedbackType;

  @Field(() => Int, { description: 'How many words.' })
  words: number;

  @Field(() => Int, { description: 'How many accounts said something.' })
  accounts: number;

  @Field(() => Float, { description: 'Part of all words of the period, 0 to 1.' })
  share: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Σ over its accounts of their part in what all accounts you may see contribute × their gravest word ÷ 5, 0 to 1. Null: see `weightReason`.',
  })
  weight: number | null;

  @Field(() => FeedbackWeightReasonEnum, { nullable: true, description: 'Why there is no weight.' })
  weightReason: FeedbackWeightReason | null;

  @Field(() => [FeedbackValueGapEntry], {
    description: 'Its accounts whose value is not known, with the reason; none without value.read.',
  })
  withoutValue: readonly FeedbackValueGapEntry[];

  @Field(() => Float, { description: 'Mean severity of the words, 1 to 5.' })
  meanSeverity: number;

  @Field(() => Int, { description: 'Severity of the gravest, 1 to 5.' })
  gravest: number;

  @Field(() => [FeedbackStateCount], { description: 'How many stand at each step, in the order of the steps.' })
  states: readonly FeedbackStateCount[];

  @Field(() => [FeedbackQuotation], { description: 'The gravest five, among those as grave the newest.' })
  quotations: readonly FeedbackQuotation[];

  @Field(() => [ID], {
    description: 'Entries that are in no cluster yet, as `clusterFeedback` takes them; the newest 500.',
  })
  toCluster: readonly string[];
}

@ObjectType({ description: 'What customers said about products in a period, by product and kind.' })
export class FeedbackSummary {
  @Field(() => DateScalar, { description: 'First day.' })
  from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: IsoDate;

  @Field(() => Int, { description: 'How many words.' })
  words: number;

  @Field(() => Int, { description: 'How many accounts said something.' })
  accounts: number;

  @Field(() => Int, { description: 'How many groups there are; `groups` is a page of them.' })
  totalGroups: number;

  @Field(() => [FeedbackGroup], { description: 'The heaviest first, then those with the most words.' })
  groups: readonly FeedbackGroup[];

  @Field(() => [String], { description: 'Tables that the figures come from.' })
  sources: readonly string[];
}

@ArgsType()
export class FeedbackSummaryArgs {
  @Field(() => DateScalar, { description: 'First day on which it was said.' })
  from: IsoDate;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: IsoDate;

  @Field(() => ID, { nullable: true, description: 'Only about this product.' })
  productId?: string | null;

  @Field(() => FeedbackTypeEnum, { nullable: true, description: 'Only of this kind.' })
  feedbackType?: FeedbackType | null;

  @Field(() => Int, { nullable: true, description: 'How many groups (1–100, default 20).' })
  first?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many groups to leave out from the start.' })
  skip?: number | null;
}
