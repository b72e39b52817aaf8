import { RELATIONSHIP_DIFFERENCES, type RelationshipDimension } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { MeasuredFigure, type MeasureReason, MeasureReasonEnum, RelationshipMeasure } from './measure.types.js';

export const RelationshipDimensionEnum = codeEnum(
  'RelationshipDimension',
  RELATIONSHIP_DIFFERENCES,
  'In what two sides of a relationship may differ.',
);

@ObjectType({ description: 'What both sides want of the relationship in one respect.' })
export class RelationshipDifference {
  @Field(() => RelationshipDimensionEnum, { description: 'In what.' })
  dimension: RelationshipDimension;

  @Field(() => Float, { nullable: true, description: 'What we want, 1–5; null where we have not said.' })
  ours: number | null;

  @Field(() => Float, { nullable: true, description: 'What they want, 1–5; null where they have not said.' })
  theirs: number | null;

  @Field(() => Float, { nullable: true, description: 'Ours less theirs, −4 to 4; null while one side has not said.' })
  difference: number | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is no difference.' })
  reason: MeasureReason | null;

  @Field(() => [ID], { description: 'The ledger entries in which it was said.' })
  evidence: readonly string[];
}

@ObjectType({ description: 'What was invested in a year.' })
export class InvestmentYear {
  @Field(() => Int, { description: 'The year.' })
  year: number;

  @Field(() => Money, { description: 'How much.' })
  amount: Money;
}

@ObjectType({
  description: 'What one side put into the relationship, in your currency; other currencies are left out.',
})
export class RelationshipInvestments {
  @Field(() => Money, { nullable: true, description: 'All of it; null where nothing is on record.' })
  cumulative: Money | null;

  @Field(() => [InvestmentYear], { description: 'By year, the earliest first.' })
  perYear: readonly InvestmentYear[];

  @Field(() => MeasuredFigure, { description: 'The part that is meant for longer than a year, 0–1.' })
  longTermShare: MeasuredFigure;
}

@ObjectType({
  description:
    'The six differences between two sides of a relationship: what either wants, and beside it what is measured of closeness, conflict, adaptation and investment.',
})
export class AccountDifferences extends RelationshipMeasure {
  @Field(() => [RelationshipDifference], { description: 'All six.' })
  differences: readonly RelationshipDifference[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Weighted distance of the known ones, 0 (of one mind) to 1; building for the long term counts twice. Null where none is known.',
  })
  distance: number | null;

  @Field(() => Int, { description: 'How many both sides have said.' })
  known: number;

  @Field(() => MeasuredFigure, {
    description: 'Closeness, 0–1: contacts a month, functions and tiers of twelve months against what counts as full.',
  })
  closeness: MeasuredFigure;

  @Field(() => MeasuredFigure, {
    description:
      'Conflicts per 100 contacts of twelve months: complaints (with complaint.read) and disputes that are none of these.',
  })
  conflictRate: MeasuredFigure;

  @Field(() => MeasuredFigure, { description: 'Effort of adaptation, ours less theirs ÷ of both, −1 to 1.' })
  adaptation: MeasuredFigure;

  @Field(() => RelationshipInvestments, { description: 'What we put in.' })
  ourInvestments: RelationshipInvestments;

  @Field(() => RelationshipInvestments, { description: 'What they put in.' })
  theirInvestments: RelationshipInvestments;
}
