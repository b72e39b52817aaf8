import { EXPECTATION_SOURCES, type ExpectationSource, JUDGEMENT_KINDS, type SatisfactionClass } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { fieldEnum } from '../ledger/ledger.codes.js';
import {
  AnswerMean,
  type MeasureReason,
  MeasureReasonEnum,
  MOST_EVIDENCE,
  RelationshipMeasure,
} from './measure.types.js';

export const SATISFACTION_ATTRIBUTES = JUDGEMENT_KINDS.SATISFACTION_RATING.fields.attribute.codes;
export type SatisfactionAttribute = (typeof SATISFACTION_ATTRIBUTES)[number];
export const SatisfactionAttributeEnum = fieldEnum('SATISFACTION_RATING', 'attribute', SATISFACTION_ATTRIBUTES);
const ExpectationSourceEnum = fieldEnum('SATISFACTION_RATING', 'expectationFrom', EXPECTATION_SOURCES);

export const SatisfactionClassEnum = codeEnum(
  'SatisfactionClass',
  ['SATISFIED', 'MET', 'DISSATISFIED'] as const,
  'How what was found compares with what was expected. MET: the 90 % interval of the gap covers 0.',
);

@ObjectType({ description: 'What customers expect of an attribute and find with a supplier.' })
export class AttributeSatisfaction {
  @Field(() => SatisfactionAttributeEnum, { description: 'Of what.' })
  attribute: SatisfactionAttribute;

  @Field(() => Int, { description: 'Answers it is the mean of.' })
  responses: number;

  @Field(() => Float, { description: 'Mean expectation, 1–7.' })
  expected: number;

  @Field(() => AnswerMean, { description: 'What was found, 1–7.' })
  perceived: AnswerMean;

  @Field(() => AnswerMean, { description: 'Perceived less expected, −6 to 6.' })
  gap: AnswerMean;

  @Field(() => Float, { description: 'Its part in the whole, 0–1.' })
  weight: number;

  @Field(() => SatisfactionClassEnum, { description: 'How it compares.' })
  class: SatisfactionClass;
}

@ObjectType('SupplierSatisfaction', { description: 'How satisfied a customer is with one supplier.' })
export class SupplierSatisfactionView {
  @Field(() => String, { nullable: true, description: 'The supplier; null: we.' })
  supplier: string | null;

  @Field(() => AnswerMean, { nullable: true, description: 'Weighted gap, −6 to 6; null where no attribute weighs.' })
  gap: AnswerMean | null;

  @Field(() => SatisfactionClassEnum, { nullable: true, description: 'How the whole compares.' })
  class: SatisfactionClass | null;

  @Field(() => AnswerMean, { nullable: true, description: 'Weighted mean of what was found alone, 1–7.' })
  performance: AnswerMean | null;

  @Field(() => [AttributeSatisfaction], { description: 'Attribute by attribute.' })
  attributes: readonly AttributeSatisfaction[];
}

@ObjectType('ExpectationVacancy', { description: 'An expectation that no supplier meets: an idea for an offer.' })
export class ExpectationVacancyView {
  @Field(() => SatisfactionAttributeEnum, { description: 'Of what.' })
  attribute: SatisfactionAttribute;

  @Field(() => Float, { description: 'Mean expectation, 1–7.' })
  expected: number;

  @Field(() => Float, { description: 'Best mean perception of a supplier, 1–7.' })
  bestPerceived: number;

  @Field(() => String, { nullable: true, description: 'That supplier; null: we.' })
  bestSupplier: string | null;

  @Field(() => Float, { description: 'Expected less best perceived, above 0.' })
  vacancy: number;
}

@ObjectType({ description: 'Where expectations come from.' })
export class ExpectationSourceShare {
  @Field(() => ExpectationSourceEnum, { description: 'The source.' })
  source: ExpectationSource;

  @Field(() => Int, { description: 'Answers that name it.' })
  count: number;

  @Field(() => Float, { description: 'Of all answers that name a source, 0–1.' })
  share: number;
}

@ObjectType('ExpectationDrift', {
  description: 'How an expectation moves from month to month in which customers were asked.',
})
export class ExpectationDriftView {
  @Field(() => SatisfactionAttributeEnum, { description: 'Of what.' })
  attribute: SatisfactionAttribute;

  @Field(() => Int, { description: 'Months in which it was asked.' })
  rounds: number;

  @Field(() => Float, { description: 'Points per round; above 0: they come to expect more.' })
  perRound: number;
}

@ObjectType({
  description:
    'Satisfaction as perceived less expected, with us and with other suppliers, out of the answers of twelve months; of each person the newest.',
})
export class AccountSatisfaction extends RelationshipMeasure {
  @Field(() => SupplierSatisfactionView, { nullable: true, description: 'With us; null where nobody was asked.' })
  ours: SupplierSatisfactionView | null;

  @Field(() => MeasureReasonEnum, { nullable: true, description: 'Why there is nothing about us.' })
  reason: MeasureReason | null;

  @Field(() => Float, { nullable: true, description: 'Our gap as an index: 50 where expectations are met, 0–100.' })
  index: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The same of what makes a customer glad alone: quality, ability, service, terms, solution.',
  })
  happiness: number | null;

  @Field(() => [SupplierSatisfactionView], { description: 'With other suppliers, by name.' })
  rivals: readonly SupplierSatisfactionView[];

  @Field(() => [ExpectationVacancyView], { description: 'What no supplier meets, the widest first.' })
  vacancies: readonly ExpectationVacancyView[];

  @Field(() => [ExpectationSourceShare], { description: 'Where expectations come from; empty where no answer says.' })
  expectationSources: readonly ExpectationSourceShare[];

  @Field(() => [ExpectationDriftView], { description: 'How expectations move, out of all answers ever given.' })
  drift: readonly ExpectationDriftView[];

  @Field(() => Int, { description: 'Answers that count.' })
  answers: number;

  @Field(() => [ID], { description: `The ledger entries of these, the newest first, up to ${MOST_EVIDENCE}.` })
  evidence: readonly string[];
}
