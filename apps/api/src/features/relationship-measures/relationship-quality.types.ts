import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  MeasuredFigure,
  type MeasureReason,
  MeasureReasonEnum,
  MOST_EVIDENCE,
  RelationshipMeasure,
  RespondentMean,
} from './measure.types.js';

@ObjectType({
  description: 'Relationship quality at one level; every mean is from 1 to 7, null where too little was answered.',
})
export class QualityLevel {
  @Field(() => RespondentMean, { nullable: true, description: 'Trust.' })
  trust: RespondentMean | null;

  @Field(() => RespondentMean, { nullable: true, description: 'Commitment.' })
  commitment: RespondentMean | null;

  @Field(() => RespondentMean, { nullable: true, description: 'Satisfaction.' })
  satisfaction: RespondentMean | null;

  @Field(() => RespondentMean, { nullable: true, description: 'Quality of service.' })
  serviceQuality: RespondentMean | null;

  @Field(() => RespondentMean, { nullable: true, description: 'Of people who answered to all four.' })
  overall: RespondentMean | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is nothing at this level.' })
  reason: MeasureReason | null;
}

@ObjectType({
  description:
    'Trust at two levels: in the people and in the company, side by side and never averaged, out of what the customer’s people answered in twelve months; of each the newest.',
})
export class AccountRelationshipQuality extends RelationshipMeasure {
  @Field(() => QualityLevel, { description: 'What is thought of the people one deals with.' })
  people: QualityLevel;

  @Field(() => QualityLevel, { description: 'What is thought of the company.' })
  company: QualityLevel;

  @Field(() => MeasuredFigure, {
    description:
      'How much personal trust weighs in reading the two, 0–1; company trust has the rest. By your policy for the country, else by your table of countries, else the base of the policy.',
  })
  personalTrustWeight: MeasuredFigure;

  @Field(() => Float, {
    nullable: true,
    description: 'Trust in people less trust in the company, −6 to 6; null while one is not known.',
  })
  trustGap: number | null;

  @Field(() => Int, { description: 'People who answered.' })
  respondents: number;

  @Field(() => [ID], { description: `The ledger entries it rests on, the newest first, up to ${MOST_EVIDENCE}.` })
  evidence: readonly string[];
}
