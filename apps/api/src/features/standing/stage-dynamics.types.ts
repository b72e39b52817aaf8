import type { HazardReport, Stage, StagePosition } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { StageEnum, StagePositionEnum } from '../accounts/account.enums.js';

export const HazardVerdictEnum = codeEnum(
  'HazardVerdict',
  ['SUPPORTED', 'OPEN', 'CONTRADICTED'] as const,
  'Whether own figures bear out that higher stages fall back and break off less; OPEN where they cannot tell.',
);

@ObjectType({ description: 'A cell of the transition matrix.' })
export class StageTransitionCell {
  @Field(() => StagePositionEnum, { nullable: true, description: 'From where; null: an opening stage was set.' })
  from: StagePosition | null;

  @Field(() => StagePositionEnum, { description: 'To where.' })
  to: StagePosition;

  @Field(() => Int, { description: 'How often.' })
  count: number;

  @Field(() => Float, { description: 'Part of all moves out of `from`, 0–1.' })
  share: number;
}

@ObjectType({ description: 'Bounds of a 95 % interval (Wilson), in events per account-month.' })
export class HazardInterval {
  @Field(() => Float, { description: 'Lower bound.' })
  lower: number;

  @Field(() => Float, { description: 'Upper bound.' })
  upper: number;
}

@ObjectType({ description: 'How long accounts stay in a stage, and how often they fall back from it.' })
export class StageDynamicsLine {
  @Field(() => StageEnum, { description: 'The stage.' })
  stage: Stage;

  @Field(() => Int, { description: 'Stays that have ended.' })
  completed: number;

  @Field(() => Int, { description: 'Stays that go on.' })
  open: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Months by which half of all stays end, those that go on counted as long as they have lasted (product-limit estimate); null while too few have ended to tell.',
  })
  medianMonths: number | null;

  @Field(() => Float, { nullable: true, description: 'Months by which three quarters of them end; null likewise.' })
  p75Months: number | null;

  @Field(() => Float, { nullable: true, description: 'Median of completed stays alone; null of none.' })
  completedMedianMonths: number | null;

  @Field(() => Float, { nullable: true, description: '75th percentile of completed stays alone; null of none.' })
  completedP75Months: number | null;

  @Field(() => Float, { description: 'Account-months at risk.' })
  accountMonths: number;

  @Field(() => Int, { description: 'Steps back.' })
  regressions: number;

  @Field(() => Float, { nullable: true, description: 'Steps back ÷ account-months; null without any at risk.' })
  regressionHazard: number | null;

  @Field(() => HazardInterval, { nullable: true, description: 'Its interval.' })
  regressionInterval: HazardInterval | null;

  @Field(() => Int, { description: 'Relationships that ended.' })
  terminations: number;

  @Field(() => Float, { nullable: true, description: 'Ends ÷ account-months; null without any at risk.' })
  terminationHazard: number | null;

  @Field(() => HazardInterval, { nullable: true, description: 'Its interval.' })
  terminationInterval: HazardInterval | null;
}

@ObjectType({ description: 'How the stages of the accounts you may see have moved, by the log of transitions.' })
export class StageDynamics {
  @Field(() => DateScalar, { description: 'The day up to which stays that go on are counted.' })
  asOf: string;

  @Field(() => [StageTransitionCell], { description: 'Moves that were made, by where from and where to.' })
  transitions: readonly StageTransitionCell[];

  @Field(() => [StageDynamicsLine], { description: 'Each stage, from the lowest.' })
  stages: readonly StageDynamicsLine[];

  @Field(() => HazardVerdictEnum, { description: 'Whether higher stages are safer.' })
  higherIsSafer: HazardReport['higherIsSafer'];
}
