import { ASSESSMENT_FORMS, type AssessmentForm } from '@mortise/domain';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

export const PORTAL_ASSESSMENT_STATES = ['WAITING', 'ANSWERED', 'CLOSED'] as const;
export const PortalAssessmentStateEnum = codeEnum(
  'PortalAssessmentState',
  PORTAL_ASSESSMENT_STATES,
  'WAITING: for your answers. ANSWERED: you have answered. CLOSED: the time to answer was over before you did.',
);
export const PortalAssessmentFormEnum = codeEnum(
  'PortalAssessmentForm',
  ASSESSMENT_FORMS,
  'SHORT: six questions. FULL: twelve.',
);

@ObjectType({ description: 'You were asked how you see the relationship between the two companies.' })
export class PortalAssessment {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When you were asked.' })
  invitedAt: Date;

  @Field(() => DateScalar, { description: 'Last day (UTC) to answer.' })
  deadline: string;

  @Field(() => PortalAssessmentFormEnum, { description: 'How many questions.' })
  form: AssessmentForm;

  @Field(() => PortalAssessmentStateEnum, { description: 'Whether you have answered, and still can.' })
  state: (typeof PORTAL_ASSESSMENT_STATES)[number];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When you answered; null before.' })
  answeredAt: Date | null;
}

@ObjectType({ description: 'A question, in one language.' })
export class PortalAssessmentItem {
  @Field({ description: 'Its code.' })
  code: string;

  @Field({ description: 'The question.' })
  question: string;

  @Field(() => [String], { description: 'What each answer from 1 to 4 looks like in practice.' })
  anchors: readonly string[];
}

@InputType({ description: 'Your answer to one question.' })
export class PortalAssessmentAnswerInput {
  @Field({ description: 'Code of the question.' })
  item: string;

  @Field(() => Int, { nullable: true, description: '1 to 4; null or left out: cannot say.' })
  answer?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'An example, up to 2,000 characters; a 4 needs one.',
  })
  evidence?: string | null;
}

/** A page of what a buyer is asked. */
export const PortalAssessmentConnection = Connection(PortalAssessment, 'PortalAssessment');
