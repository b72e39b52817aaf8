import type {
  FeedbackType,
  FeedbackVerdict,
  IsoDate,
  ProductFeedbackEvent as Event,
  ProductFeedbackState,
} from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  type FeedbackClusterState,
  FeedbackClusterStateEnum,
  FeedbackTypeEnum,
  FeedbackVerdictEnum,
  ProductFeedbackEventTypeEnum,
  ProductFeedbackStateEnum,
} from './feedback.enums.js';

@ObjectType({
  description:
    "A customer's word about a product: an entry of the ledger that holds, and what has become of it until the customer hears.",
})
export class ProductFeedback {
  @Field(() => ID, { description: 'Identifier of the entry of the ledger; what corrects it has another.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field(() => FeedbackTypeEnum, { description: 'What it is about.' })
  feedbackType: FeedbackType;

  @Field(() => Int, { description: 'How grave it is, 1 to 5.' })
  severity: number;

  @Field({ description: 'In the words of the customer.' })
  verbatim: string;

  @Field(() => DateScalar, { description: 'The day it was said.' })
  observedOn: IsoDate;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field(() => ProductFeedbackStateEnum, { description: 'Where it stands.' })
  state: ProductFeedbackState;
}

@ObjectType({ description: 'One thing that became of a word. Events are only ever added.' })
export class ProductFeedbackEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => ProductFeedbackEventTypeEnum, { description: 'What happened.' })
  type: Event['type'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `staff:<member>` or `system:<name>`.' })
  actor: string;
}

@ObjectType({ description: 'What a cluster amounted to when it was reported, of all accounts.' })
export class ReportedFigures {
  @Field(() => Int, { description: 'How many words.' })
  words: number;

  @Field(() => Int, { description: 'How many accounts said something.' })
  accounts: number;

  @Field(() => Int, { description: 'Of how many of these it was known what they contribute.' })
  valuedAccounts: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Σ over its accounts of their part in what all accounts contribute × their gravest word ÷ 5, 0 to 1; for everybody who may read the report, since it is decided by it. Null where `valuedAccounts` is 0.',
  })
  weight: number | null;
}

@ObjectType({ description: 'Words of one kind about one product, which are reported and decided together.' })
export class FeedbackCluster {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The product.' })
  productId: string;

  @Field(() => FeedbackTypeEnum, { description: 'What they are about.' })
  feedbackType: FeedbackType;

  @Field(() => FeedbackClusterStateEnum, { description: 'Where it stands.' })
  state: FeedbackClusterState;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  clusteredAt: Date;

  @Field(() => ReportedFigures, {
    nullable: true,
    description: 'What it amounted to when it was reported; null before.',
  })
  reported: ReportedFigures | null;

  @Field(() => FeedbackVerdictEnum, { nullable: true, description: 'What was decided; null before.' })
  verdict: FeedbackVerdict | null;

  @Field(() => String, { nullable: true, description: 'Why; null before.' })
  explanation: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'By which day; always given of PLANNED.' })
  dueOn: IsoDate | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided; null before.' })
  decidedAt: Date | null;

  @Field(() => Int, {
    description: 'How many of the accounts you may see have not been told what was decided; 0 before it is.',
  })
  accountsToAnswer: number;

  @Field(() => Int, { description: 'Grows with all that happens to it; what you report or decide is this version.' })
  version: number;
}

@ObjectType({ description: 'Clusters as they were laid before product development.' })
export class FeedbackReport {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'What it is called.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What its author says of it.' })
  note: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was laid before product development.' })
  reportedAt: Date;
}

@ObjectType({ description: 'What a customer was told of all that it had said within a cluster.' })
export class FeedbackAnswer {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field({ description: 'Language tag of the text.' })
  language: string;

  @Field({ description: 'What it was told; paragraphs are separated by an empty line.' })
  text: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  answeredAt: Date;
}

/** Pages of each. */
export const ProductFeedbackConnection = Connection(ProductFeedback, 'ProductFeedback');
export const FeedbackClusterConnection = Connection(FeedbackCluster, 'FeedbackCluster');
export const FeedbackReportConnection = Connection(FeedbackReport, 'FeedbackReport');

@InputType({ description: 'Which words; what is given must all hold.' })
export class ProductFeedbackFilter {
  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only about this product.' })
  productId?: string | null;

  @Field(() => ProductFeedbackStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: ProductFeedbackState | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Only those of which the customer has not been told what was decided more than so many days ago (0–3,650), or planned for a day that is over.',
  })
  overdueAfterDays?: number | null;
}

@ArgsType()
export class ProductFeedbackArgs extends ConnectionArgs {
  @Field(() => ProductFeedbackFilter, { nullable: true, description: 'Which words.' })
  filter?: ProductFeedbackFilter | null;
}

@ArgsType()
export class AccountProductFeedbackArgs extends ConnectionArgs {
  @Field(() => ProductFeedbackStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: ProductFeedbackState | null;
}

@InputType({ description: 'Which clusters; what is given must all hold.' })
export class FeedbackClusterFilter {
  @Field(() => ID, { nullable: true, description: 'Only about this product.' })
  productId?: string | null;

  @Field(() => FeedbackClusterStateEnum, { nullable: true, description: 'Only those at this step.' })
  state?: FeedbackClusterState | null;

  @Field(() => DateScalar, { nullable: true, description: 'Only what was planned for a day before this one.' })
  plannedBefore?: IsoDate | null;
}

@ArgsType()
export class FeedbackClusterArgs extends ConnectionArgs {
  @Field(() => FeedbackClusterFilter, { nullable: true, description: 'Which clusters.' })
  filter?: FeedbackClusterFilter | null;
}

@InputType({ description: 'Words to be put together.' })
export class ClusterFeedbackInput {
  @Field(() => [ID], { description: 'Entries of the ledger that hold, 1–500, of one kind about one product.' })
  entryIds: string[];
}

@InputType({ description: 'More words for a cluster.' })
export class ExtendFeedbackClusterInput {
  @Field(() => ID, { description: 'The cluster.' })
  clusterId: string;

  @Field(() => Int, { description: 'The version that you have before you.' })
  version: number;

  @Field(() => [ID], { description: 'Entries of the ledger that hold, 1–500, of its kind about its product.' })
  entryIds: string[];
}

@InputType({ description: 'A cluster as you have it before you.' })
export class FeedbackClusterVersionInput {
  @Field(() => ID, { description: 'The cluster.' })
  id: string;

  @Field(() => Int, { description: 'The version that you have before you.' })
  version: number;
}

@InputType({ description: 'What is laid before product development.' })
export class ReportFeedbackInput {
  @Field({ description: 'What the report is called, in one line of up to 200 characters.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'What there is to say of it, up to 5,000 characters.' })
  note?: string | null;

  @Field(() => [FeedbackClusterVersionInput], { description: '1–50 clusters.' })
  clusters: FeedbackClusterVersionInput[];
}

@InputType({ description: 'What product development makes of a cluster.' })
export class DecideFeedbackInput {
  @Field(() => ID, { description: 'The cluster.' })
  clusterId: string;

  @Field(() => Int, { description: 'The version that you have before you.' })
  version: number;

  @Field(() => FeedbackVerdictEnum, { description: 'What.' })
  verdict: FeedbackVerdict;

  @Field({ description: 'Why, up to 2,000 characters.' })
  explanation: string;

  @Field(() => DateScalar, { nullable: true, description: 'By which day; PLANNED needs one.' })
  dueOn?: IsoDate | null;
}

@InputType({ description: 'What a customer is told of all that it has said within a cluster.' })
export class AnswerFeedbackInput {
  @Field(() => ID, { description: 'The cluster.' })
  clusterId: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => [ID], {
    description:
      'Places of contacts at the account, 1–50, with everybody among them who said something and is still there.',
  })
  accountContactIds: string[];

  @Field({ description: 'Language tag of the text.' })
  language: string;

  @Field({ description: 'The text, up to 10,000 characters; an empty line separates paragraphs.' })
  text: string;
}
