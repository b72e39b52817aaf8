import type { CriterionCode, CriterionStatus, Movement, StagePosition } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../../platform/graphql/json.scalar.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { CriterionCodeEnum, CriterionStatusEnum, EvidenceSourceEnum, StageMovementEnum } from './stage.enums.js';

@ObjectType({ description: 'What is known about one criterion, and who says so.' })
export class StageEvidence {
  @Field(() => CriterionCodeEnum, { description: 'The criterion it speaks about.' })
  criterion: CriterionCode;

  @Field(() => EvidenceSourceEnum, { description: 'Measured from facts or vouched for by a person.' })
  source: 'MEASURED' | 'ATTESTED';

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it speaks for the criterion; null when the facts are not enough to tell.',
  })
  met: boolean | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description:
      'The value it rests on: a number (shares 0–1), a text or a boolean. Null without trade.read where orders or shares are measured, without contact.read where people are, without compliance.read for a suspicion of bribery.',
  })
  value: unknown;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Object of what the value rests on: months used, bound, dates. Null where `value` may not be read.',
  })
  detail: unknown;

  @Field(() => String, { nullable: true, description: 'Day or moment it holds for.' })
  at: string | null;

  @Field(() => String, { nullable: true, description: 'Who vouches, as `staff:<id>`; null when measured.' })
  by: string | null;

  @Field(() => String, { nullable: true, description: 'On what ground; null when measured.' })
  note: string | null;
}

@ObjectType({ description: 'One line of a gate with how it stands.' })
export class StageCriterion {
  @Field(() => CriterionCodeEnum, { description: 'What is asked for.' })
  code: CriterionCode;

  @Field({ description: 'Whether the gate stays shut without it.' })
  required: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Criteria with the same name are alternatives: one of them is enough.',
  })
  oneOf: string | null;

  @Field(() => Float, { nullable: true, description: 'Met at this value or above.' })
  min: number | null;

  @Field(() => Float, { nullable: true, description: 'Met strictly below this value.' })
  below: number | null;

  @Field(() => Int, { nullable: true, description: 'Months in a row, or length of the window.' })
  months: number | null;

  @Field(() => String, { nullable: true, description: 'Lowest relationship level that counts.' })
  level: string | null;

  @Field(() => [String], { nullable: true, description: 'Interface forms that count.' })
  forms: readonly string[] | null;

  @Field({
    description:
      'Where it is measured: ORDERS, SHARE, CONTACTS, LEVEL, INTERFACE, DELIVERY, HEALTH, SATISFACTION, SURVEY, PROFIT, RECORD or PROPOSAL.',
  })
  measuredFrom: string;

  @Field({ description: 'Whether a person may vouch for it while it cannot be measured.' })
  attestable: boolean;

  @Field(() => CriterionStatusEnum, { description: 'How it stands.' })
  status: CriterionStatus;

  @Field(() => [StageEvidence], { description: 'What that rests on.' })
  evidence: StageEvidence[];
}

@ObjectType({ description: 'What has to hold before an account moves, and how each of it stands.' })
export class StageGate {
  @Field(() => StageMovementEnum, { description: 'Which way.' })
  movement: Movement;

  @Field(() => StagePositionEnum, { description: 'Where it leads.' })
  to: StagePosition;

  @Field({ description: 'Whether everything required is met.' })
  met: boolean;

  @Field(() => Int, { description: 'How many different people must approve.' })
  approversRequired: number;

  @Field(() => [StageCriterion], { description: 'Its lines.' })
  criteria: StageCriterion[];

  @Field(() => [CriterionCodeEnum], {
    description: 'What still holds it shut; of alternatives, all that would open it.',
  })
  missing: CriterionCode[];
}
