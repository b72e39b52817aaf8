import type { RegressionCause, ThirdParty, WinBackState, WinBackStepKind } from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { RegressionCauseEnum } from '../stages/stage.enums.js';
import {
  type ProbabilitySource,
  ProbabilitySourceEnum,
  ThirdPartyEnum,
  WinBackDecisionEnum,
  WinBackStateEnum,
  WinBackStepKindEnum,
} from './case.enums.js';

@ObjectType({ description: 'How many win-backs were tried, and won.' })
export class WinBackTries {
  @Field(() => Int, { description: 'Tried and ended.' })
  tried: number;

  @Field(() => Int, { description: 'Won.' })
  won: number;
}

@ObjectType({ description: 'Somebody beside us who is to help, and what that costs.' })
export class WinBackHelper {
  @Field(() => ThirdPartyEnum, { description: 'Who.' })
  kind: ThirdParty;

  @Field(() => Money, { description: 'What it costs.' })
  cost: Money;
}

@ObjectType({ description: 'Something that was done to win a customer back.' })
export class WinBackStep {
  @Field(() => Int, { description: 'Its place in the story of the win-back.' })
  seq: number;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  at: Date;

  @Field(() => WinBackStepKindEnum, { description: 'Of which kind.' })
  kind: WinBackStepKind;

  @Field({ description: 'What.' })
  what: string;

  @Field(() => ThirdPartyEnum, { nullable: true, description: 'Who helped.' })
  thirdParty: ThirdParty | null;

  @Field(() => Money, { description: 'What it has cost.' })
  cost: Money;
}

@ObjectType({
  description: 'An attempt to win a customer back: whether it is worth it, what is done, what it costs. One per case.',
})
export class WinBack {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => WinBackStateEnum, { description: 'How far it is.' })
  state: WinBackState;

  @Field(() => RegressionCauseEnum, { description: 'The cause that it removes.' })
  rootCause: RegressionCause;

  @Field({ description: 'What removes it.' })
  rootCauseFix: string;

  @Field(() => Float, { description: 'Probability that it succeeds, 0…1.' })
  probability: number;

  @Field(() => ProbabilitySourceEnum, { description: 'Where the probability comes from.' })
  probabilitySource: ProbabilitySource;

  @Field(() => WinBackTries, { description: "The supplier's win-backs of the same cause at the assessment." })
  sameCause: WinBackTries;

  @Field(() => WinBackTries, { description: "All the supplier's win-backs at the assessment." })
  allCauses: WinBackTries;

  @Field(() => Money, { description: 'Contribution margin expected over the horizon of the plan.' })
  margin: Money;

  @Field(() => Money, { description: 'Value of the customer over its remaining life.' })
  lifetimeValue: Money;

  @Field({ description: 'Where margin and lifetime value come from.' })
  valueBasis: string;

  @Field(() => Money, { description: 'Own cost.' })
  ownCost: Money;

  @Field(() => Money, { description: 'Cost of removing the cause.' })
  rootCauseFixCost: Money;

  @Field(() => String, { nullable: true, description: 'The special service offered; null without one.' })
  specialService: string | null;

  @Field(() => Money, { description: 'Cost of the special service.' })
  specialServiceCost: Money;

  @Field(() => [WinBackHelper], { description: 'Third parties who are to help.' })
  thirdParties: WinBackHelper[];

  @Field(() => Money, { description: 'All costs of the plan.' })
  cost: Money;

  @Field(() => Money, { nullable: true, description: 'Probability × margin − cost, rounded down.' })
  expectedValue: Money | null;

  @Field(() => Money, { description: 'Most that may be spent: probability × lifetime value, rounded down.' })
  budgetCap: Money;

  @Field(() => WinBackDecisionEnum, { description: 'Whether it is worth it.' })
  decision: 'GO' | 'NO_GO';

  @Field(() => [String], {
    description: 'Why not: EXPECTED_VALUE_NOT_POSITIVE, COST_ABOVE_BUDGET_CAP; empty for a go.',
  })
  reasons: string[];

  @Field(() => Money, { description: 'What the steps so far have cost.' })
  spent: Money;

  @Field({ description: 'Whether that is more than the budget cap.' })
  overBudget: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was last assessed.' })
  assessedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was started; null before.' })
  startedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null before.' })
  endedAt: Date | null;
}

/** A page of win-backs. */
export const WinBackConnection = Connection(WinBack, 'WinBack');

@InputType({ description: 'Which win-backs; what is given must all hold.' })
export class WinBackFilter {
  @Field(() => WinBackStateEnum, { nullable: true, description: 'Only this far.' })
  state?: WinBackState | null;

  @Field(() => ID, { nullable: true, description: 'Only of this account.' })
  accountId?: string | null;
}

@ArgsType()
export class WinBackArgs extends ConnectionArgs {
  @Field(() => WinBackFilter, { nullable: true, description: 'Which win-backs.' })
  filter?: WinBackFilter | null;
}
