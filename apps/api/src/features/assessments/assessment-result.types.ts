import type {
  AssessmentForm,
  GapReading,
  PyramidCapCause,
  RaterGroup,
  RelationshipLevel,
  ScoredLevel,
  ViewSides,
} from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  AssessmentFormEnum,
  CapCauseEnum,
  GapReadingEnum,
  RaterGroupEnum,
  RelationshipLevelEnum,
  ScoredLevelEnum,
  ViewSidesEnum,
} from './assessment.enums.js';

@ObjectType({ description: 'What one group of raters says.' })
export class GroupScore {
  @Field(() => RaterGroupEnum, { description: 'The group.' })
  group: RaterGroup;

  @Field(() => Float, { description: 'Mean of its scores, 6 to 24.' })
  mean: number;

  @Field(() => Int, { description: 'How many of its sheets were counted.' })
  raters: number;
}

@ObjectType({ description: 'How far the two sides lie apart on one question.' })
export class ItemGap {
  @Field({ description: 'Code of the question.' })
  item: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Our mean less theirs, in points of 1 to 4; null where one side did not answer it.',
  })
  gap: number | null;
}

@ObjectType({ description: 'How far our view lies above that of the customer.' })
export class PerceptionGap {
  @Field(() => Float, { description: 'S_supplier − S_customer, in points of the score, −18 to 18.' })
  score: number;

  @Field(() => GapReadingEnum, { description: 'What it says.' })
  reading: GapReading;

  @Field(() => [ItemGap], { description: 'By question.' })
  items: readonly ItemGap[];
}

@ObjectType({ description: 'How far the raters agree on one question.' })
export class ItemAgreement {
  @Field({ description: 'Code of the question.' })
  item: string;

  @Field(() => Int, { description: 'How many answered it.' })
  raters: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean absolute deviation from the mean, in points of 1 to 4; null of fewer than two answers.',
  })
  deviation: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'r_wg = 1 − s² ÷ 1.25, 0 to 1; null of fewer than two answers.',
  })
  withinGroup: number | null;
}

@ObjectType({ description: 'How far the raters of a round agree.' })
export class AssessmentAgreement {
  @Field(() => Float, { nullable: true, description: "Mean of the questions' deviations; null where none has one." })
  deviation: number | null;

  @Field({ description: 'Whether it is more than the rules allow without a talk.' })
  contested: boolean;

  @Field(() => [ItemAgreement], { description: 'By question.' })
  items: readonly ItemAgreement[];
}

@ObjectType({ description: 'How probable a level is, from drawing the raters anew within their groups.' })
export class LevelProbability {
  @Field(() => ScoredLevelEnum, { description: 'The level.' })
  level: ScoredLevel;

  @Field(() => Float, { description: '0 to 1, under the cap.' })
  probability: number;
}

@ObjectType({ description: 'What holds a level down while the basics fail.' })
export class LevelCap {
  @Field(() => ScoredLevelEnum, { description: 'The level at most.' })
  ceiling: ScoredLevel;

  @Field(() => [CapCauseEnum], { description: 'Why.' })
  causes: readonly PyramidCapCause[];

  @Field(() => String, { nullable: true, description: 'Why it was lifted; null while it holds.' })
  liftedBecause: string | null;

  @Field(() => String, { nullable: true, description: 'Who lifted it: `staff:<member>`.' })
  liftedBy: string | null;
}

@ObjectType({
  description: 'What a round says, and out of what. The measure is rough: read the interval before the score.',
})
export class AssessmentResult {
  @Field(() => ScoredLevelEnum, { description: 'The level, under the cap.' })
  level: ScoredLevel;

  @Field(() => ScoredLevelEnum, { description: 'The level of the score, as if nothing held it down.' })
  uncappedLevel: ScoredLevel;

  @Field(() => ScoredLevelEnum, { description: 'Level of the lowest rater, under the cap.' })
  lowest: ScoredLevel;

  @Field(() => ScoredLevelEnum, { description: 'Level of the highest rater, under the cap.' })
  highest: ScoredLevel;

  @Field(() => Float, {
    description: 'S* = ½ S_supplier + ½ S_customer, 6 to 24; of one side alone, that of that side.',
  })
  score: number;

  @Field(() => Int, { description: 'Least score of the interval, whole points.' })
  scoreFrom: number;

  @Field(() => Int, { description: 'Greatest score of the interval, whole points.' })
  scoreTo: number;

  @Field(() => Float, { nullable: true, description: 'Mean of our groups; null where none was counted.' })
  supplierScore: number | null;

  @Field(() => Float, { nullable: true, description: "Mean of the customer's raters; null where none was counted." })
  customerScore: number | null;

  @Field(() => ViewSidesEnum, { description: 'Whose views these are.' })
  sides: ViewSides;

  @Field({ description: 'Whether only one side was counted, so that nobody says how the other sees it.' })
  oneSided: boolean;

  @Field(() => [GroupScore], { description: 'By group; those with a counted sheet.' })
  groups: readonly GroupScore[];

  @Field(() => PerceptionGap, { nullable: true, description: 'Null of one side alone.' })
  gap: PerceptionGap | null;

  @Field(() => AssessmentAgreement, { description: 'How far the raters agree.' })
  agreement: AssessmentAgreement;

  @Field({ description: 'Whether the raters were too far apart and have talked since.' })
  reconciled: boolean;

  @Field(() => [LevelProbability], { description: 'By level, the lowest first; adds up to 1.' })
  probabilities: readonly LevelProbability[];

  @Field(() => Float, {
    nullable: true,
    description: 'Mean answer about ordering, shipping and delivering, 1 to 4; null on the short form.',
  })
  transactionItem: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Deliveries on time and in full of the twelve months before, 0 to 1; null where none was known.',
  })
  onTimeInFull: number | null;

  @Field(() => LevelCap, { nullable: true, description: 'Null where the basics hold.' })
  cap: LevelCap | null;

  @Field(() => Int, { description: 'Sheets that were counted.' })
  countedSheets: number;

  @Field(() => [ID], { description: 'Raters who answered too little to be counted.' })
  notCounted: readonly string[];

  @Field({ description: 'Whether everybody counted sells to the account: no ground for a gate.' })
  ownAccountOnly: boolean;

  @Field(() => AssessmentFormEnum, { description: 'What was asked.' })
  form: AssessmentForm;

  @Field({ description: 'Code of the questionnaire.' })
  instrumentCode: string;

  @Field(() => Int, { description: 'Its version.' })
  instrumentVersion: number;

  @Field({ description: 'Version of the rules it was worked out under.' })
  policyVersion: string;

  @Field(() => DateTimeScalar, { description: 'When it was published.' })
  publishedAt: string;
}

@ObjectType({ description: 'How deep the relationship was on a day, and how that is known.' })
export class AccountLevelOnDay {
  @Field(() => DateScalar, { description: 'The day.' })
  asOf: string;

  @Field(() => RelationshipLevelEnum, { description: 'EXPLORATORY before the first order; else as published last.' })
  level: RelationshipLevel;

  @Field(() => ScoredLevelEnum, { nullable: true, description: 'Level of the lowest rater; null of EXPLORATORY.' })
  lowest: ScoredLevel | null;

  @Field(() => ScoredLevelEnum, { nullable: true, description: 'Level of the highest rater; null of EXPLORATORY.' })
  highest: ScoredLevel | null;

  @Field(() => ID, { nullable: true, description: 'The round that says so; null of EXPLORATORY.' })
  roundId: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which the next round is due.' })
  dueOn: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day on which it counts.' })
  validUntil: string | null;

  @Field({ description: 'Whether it is too old to count on that day.' })
  stale: boolean;

  @Field(() => AssessmentResult, { nullable: true, description: 'What the round said; null of EXPLORATORY.' })
  result: AssessmentResult | null;
}
