import type { AssessmentForm, AssessmentInstrument as Questionnaire } from '@mortise/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { AssessmentFormEnum } from './assessment.enums.js';

@ObjectType({ description: 'A form of a questionnaire.' })
export class AssessmentFormOutline {
  @Field(() => AssessmentFormEnum, { description: 'Which form.' })
  form: AssessmentForm;

  @Field(() => [String], { description: 'Codes of the questions, in their order.' })
  items: readonly string[];

  @Field(() => Int, { description: 'A sheet with fewer answers is taken, but not counted.' })
  requiredAnswers: number;
}

@ObjectType({ description: 'A question of a questionnaire, in one language.' })
export class AssessmentItem {
  @Field({ description: 'Its code.' })
  code: string;

  @Field({ description: 'The question.' })
  question: string;

  @Field(() => [String], { description: 'What each answer from 1 to 4 looks like in practice.' })
  anchors: readonly string[];
}

@ObjectType({
  description:
    'One version of a questionnaire. A version that was asked never changes; rounds keep the one they asked.',
})
export class AssessmentInstrument {
  /** The whole, for its fields. */
  instrument: Questionnaire;

  @Field({ description: 'MORTISE: the one that comes with Mortise; OWN: revised by the supplier.' })
  code: string;

  @Field(() => Int, { description: 'Counted from 1.' })
  version: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made; null for the one of Mortise.' })
  createdAt: Date | null;

  @Field(() => String, { nullable: true, description: 'By whom: `staff:<member>`.' })
  createdBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  note: string | null;

  @Field(() => [AssessmentFormOutline], { description: 'What each form asks.' })
  forms: readonly AssessmentFormOutline[];

  @Field(() => String, {
    nullable: true,
    description: 'Code of the question on ordering, shipping and delivering, on which the others rest.',
  })
  transactionItem: string | null;

  @Field(() => [String], { description: 'Its languages.' })
  languages: readonly string[];
}

@InputType({ description: 'Another wording of a question in one language.' })
export class ItemWordingInput {
  @Field({ description: 'en, zh-CN or zh-TW.' })
  language: string;

  @Field({ description: 'Code of the question.' })
  item: string;

  @Field({ description: 'The question, up to 500 characters.' })
  question: string;

  @Field(() => [String], { description: 'The four answers, up to 500 characters each.' })
  anchors: string[];
}

@InputType({ description: 'Another wording of some questions.' })
export class ReviseAssessmentInstrumentInput {
  @Field({ description: 'Code of the version that was looked at.' })
  expectedCode: string;

  @Field(() => Int, { description: 'That version.' })
  expectedVersion: number;

  @Field({ description: 'Why, up to 2,000 characters.' })
  note: string;

  @Field(() => [ItemWordingInput], { description: 'What changes; the rest stays as it is.' })
  wording: ItemWordingInput[];
}
