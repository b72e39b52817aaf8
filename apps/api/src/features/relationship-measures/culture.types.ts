import { CULTURE_DIMENSIONS, type CultureDimension, COUNTRY_FACTORS, type CountryFactor } from '@mortise/domain';
import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { type MeasureReason, MeasureReasonEnum, RelationshipMeasure } from './measure.types.js';

export const CultureDimensionEnum = codeEnum(
  'CultureDimension',
  CULTURE_DIMENSIONS,
  'Dimensions of national culture (Hofstede 1980; Hofstede, Hofstede & Minkov 2010). PDI: power distance. UAI: uncertainty avoidance. IDV: individualism. MAS: masculinity. LTO: long-term orientation. IVR: indulgence.',
);
export const CountryFactorEnum = codeEnum(
  'CountryFactor',
  COUNTRY_FACTORS,
  'What shapes trade with another country beside culture scores.',
);

const SCORE = { nullable: true, description: 'From 0 to 150; left out where your source has none.' } as const;

@InputType({ description: 'A note on what shapes trade with a country.' })
export class CountryNoteInput {
  @Field(() => CountryFactorEnum, { description: 'About what.' })
  factor: CountryFactor;

  @Field(() => String, { description: 'The note, up to 2,000 characters.' })
  note: string;
}

@InputType({ description: 'A country as you describe it. What is left out is not known.' })
export class CountryProfileInput {
  @Field(() => String, { description: 'ISO 3166-1 alpha-2.' })
  country: string;

  @Field(() => Float, SCORE)
  pdi?: number | null;

  @Field(() => Float, SCORE)
  uai?: number | null;

  @Field(() => Float, SCORE)
  idv?: number | null;

  @Field(() => Float, SCORE)
  mas?: number | null;

  @Field(() => Float, SCORE)
  lto?: number | null;

  @Field(() => Float, SCORE)
  ivr?: number | null;

  @Field(() => [CountryNoteInput], { nullable: true, description: 'Notes, one of each factor.' })
  notes?: readonly CountryNoteInput[] | null;

  @Field(() => String, { description: 'Where the scores are from, up to 200 characters.' })
  source: string;
}

@ObjectType({ description: 'A score of culture.' })
export class CultureScore {
  @Field(() => CultureDimensionEnum, { description: 'Of what.' })
  dimension: CultureDimension;

  @Field(() => Float, { description: 'About 0–100.' })
  score: number;
}

@ObjectType({ description: 'A note on what shapes trade with a country.' })
export class CountryNote {
  @Field(() => CountryFactorEnum, { description: 'About what.' })
  factor: CountryFactor;

  @Field({ description: 'The note.' })
  note: string;
}

@ObjectType({ description: 'A country as your table describes it.' })
export class CountryProfile {
  @Field({ description: 'ISO 3166-1 alpha-2.' })
  country: string;

  @Field(() => [CultureScore], { description: 'The scores there are.' })
  scores: readonly CultureScore[];

  @Field(() => [CountryNote], { description: 'The notes there are.' })
  notes: readonly CountryNote[];

  @Field({ description: 'Where the scores are from.' })
  source: string;

  @Field(() => DateTimeScalar, { description: 'When it was set last.' })
  updatedAt: Date;

  @Field({ description: 'Who set it.' })
  updatedBy: string;
}

@ObjectType({ description: 'Countries as you describe them; Mortise ships no scores.' })
export class CountryTable {
  @Field(() => String, { nullable: true, description: 'Your own country; null while it is not set.' })
  home: string | null;

  @Field(() => [CountryProfile], { description: 'By country.' })
  countries: readonly CountryProfile[];
}

@ObjectType('CultureDifference', { description: 'How two countries differ in one dimension, and what to mind.' })
export class CultureDifferenceView {
  @Field(() => CultureDimensionEnum, { description: 'In what.' })
  dimension: CultureDimension;

  @Field(() => Float, { description: 'Our score.' })
  ours: number;

  @Field(() => Float, { description: 'Their score.' })
  theirs: number;

  @Field(() => Float, { description: 'Theirs less ours, in points.' })
  difference: number;

  @Field(() => String, {
    nullable: true,
    description:
      'What to mind, in the language of the request; null while the difference is small. Of habits in business, never of a person.',
  })
  advice: string | null;
}

@ObjectType({
  description:
    'Our country’s culture beside theirs, out of your own table; for understanding alone: it is part of no score.',
})
export class CultureProfile extends RelationshipMeasure {
  @Field(() => String, { nullable: true, description: 'Our country.' })
  home: string | null;

  @Field(() => String, { nullable: true, description: 'Theirs.' })
  country: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Distance of the two cultures over all six dimensions (Kogut & Singh 1988); 0: the same.',
  })
  distance: number | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is no distance.' })
  reason: MeasureReason | null;

  @Field(() => [CultureDifferenceView], { description: 'Of the dimensions that both have.' })
  differences: readonly CultureDifferenceView[];

  @Field({ description: 'Whether the country is not ours, so that the list of factors applies.' })
  abroad: boolean;

  @Field(() => [CountryNote], { description: 'What is noted of the country.' })
  notes: readonly CountryNote[];

  @Field(() => [CountryFactorEnum], { description: 'Factors of a country abroad that nobody has written a note on.' })
  missing: readonly CountryFactor[];

  @Field(() => Float, { description: 'Part of the factors that have a note, 0–1.' })
  completeness: number;

  @Field(() => [String], { description: 'Where the scores are from, as the table says.' })
  sources: readonly string[];
}
