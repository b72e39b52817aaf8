import type { AssessmentForm, RaterGroup, RoundEvent, RoundStep, ScoredLevel } from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import {
  AssessmentEventTypeEnum,
  AssessmentFormEnum,
  AssessmentStepEnum,
  RaterGroupEnum,
  ScoredLevelEnum,
} from './assessment.enums.js';

@ObjectType({ description: 'A round in which both sides rate a relationship. Everybody answers before anybody sees.' })
export class AssessmentRound {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => AssessmentFormEnum, { description: 'How many questions.' })
  form: AssessmentForm;

  @Field(() => AssessmentStepEnum, { description: 'How far it has come.' })
  step: RoundStep;

  @Field(() => DateScalar, { description: 'Last day (UTC) on which answers are taken.' })
  deadline: string;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  openedAt: Date;

  @Field({ description: 'By whom: `staff:<member>`.' })
  openedBy: string;

  @Field(() => Int, { description: 'How many are asked.' })
  raterCount: number;

  @Field(() => Int, { description: 'How many of them have answered.' })
  answeredCount: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed; null before.' })
  closedAt: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the raters were too far apart to publish without a talk; null before it is closed.',
  })
  contested: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean absolute deviation of their answers, in points of 1 to 4; null before, or of one rater.',
  })
  deviation: number | null;

  @Field(() => ScoredLevelEnum, {
    nullable: true,
    description:
      'Level of the lowest rater, before any cap: with the highest, all there is to say of a contested round.',
  })
  lowest: ScoredLevel | null;

  @Field(() => ScoredLevelEnum, { nullable: true, description: 'Level of the highest rater, before any cap.' })
  highest: ScoredLevel | null;

  @Field(() => String, { nullable: true, description: 'What came of the talk.' })
  reconciliation: string | null;

  @Field(() => String, { nullable: true, description: 'Who wrote it down: `staff:<member>`.' })
  reconciledBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it came to nothing.' })
  cancellation: string | null;

  @Field(() => ScoredLevelEnum, { nullable: true, description: 'The level it gives; null until it is published.' })
  level: ScoredLevel | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published; null before.' })
  publishedAt: Date | null;

  @Field(() => Int, { description: 'How many things have happened to it.' })
  version: number;

  @Field(() => Int, { description: 'Version of the rules it was last decided under; 0: the defaults.' })
  policyVersion: number;
}

@ObjectType({ description: 'Somebody who is asked in a round.' })
export class AssessmentRater {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => RaterGroupEnum, { description: 'As what.' })
  group: RaterGroup;

  @Field({ description: 'Whether the person sells to this account, and so judges his or her own work.' })
  ownAccount: boolean;

  @Field(() => DateTimeScalar, { description: 'When asked.' })
  invitedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When reminded last; null if never.' })
  remindedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the sheet was handed in; null while outstanding.' })
  answeredAt: Date | null;
}

@ObjectType({ description: 'One thing that happened to a round. Events are only ever added.' })
export class AssessmentEvent {
  @Field(() => Int, { description: 'Its place, from 1.' })
  seq: number;

  @Field(() => AssessmentEventTypeEnum, { description: 'What happened.' })
  type: RoundEvent['type'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field({ description: 'Who did it: `buyer:<account contact>`, `staff:<member>` or `system:<name>`.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'What was said with it.' })
  note: string | null;
}

@ObjectType({ description: 'An answer on a sheet.' })
export class SheetAnswer {
  @Field({ description: 'Code of the question.' })
  item: string;

  @Field(() => Int, { nullable: true, description: '1 to 4; null: could not say.' })
  answer: number | null;

  @Field(() => String, { nullable: true, description: 'What bears it out.' })
  evidence: string | null;
}

@ObjectType({ description: 'What one rater handed in.' })
export class AssessmentSheet {
  @Field(() => ID, { description: 'The rater.' })
  raterId: string;

  @Field(() => RaterGroupEnum, { description: 'As what.' })
  group: RaterGroup;

  @Field(() => DateTimeScalar, { description: 'When.' })
  submittedAt: string;

  @Field(() => Float, {
    nullable: true,
    description: 'S = 6 × mean of the answers, 6 to 24; null where too few were given for the sheet to count.',
  })
  score: number | null;

  @Field(() => [SheetAnswer], { description: 'The questions of the form, in their order.' })
  answers: readonly SheetAnswer[];
}

/** A page of rounds. */
export const AssessmentRoundConnection = Connection(AssessmentRound, 'AssessmentRound');

@InputType({ description: 'Which rounds; what is given must all hold.' })
export class AssessmentRoundFilter {
  @Field(() => AssessmentStepEnum, { nullable: true, description: 'Only those at this step.' })
  step?: RoundStep | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those that wait for your answers; false: the rest.',
  })
  waitingForMe?: boolean | null;
}

@ArgsType()
export class AssessmentRoundArgs extends ConnectionArgs {
  @Field(() => AssessmentRoundFilter, { nullable: true, description: 'Which rounds.' })
  filter?: AssessmentRoundFilter | null;
}
