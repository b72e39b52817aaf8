import type { StagePosition, ValueBand, ValueMove as Move } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { StagePositionEnum } from '../accounts/account.enums.js';
import { ValueBandEnum, ValueMoveEnum } from './account-value.types.js';

/** Sums over some accounts. */
@ObjectType({ description: 'Accounts and what they are worth together, over the year.' })
export class ValueSums {
  @Field(() => Int, { description: 'Accounts.' })
  accounts: number;

  @Field(() => Money, { description: 'Net sales.' })
  netSales: Money;

  @Field(() => Money, { description: 'Cost to serve that was recorded.' })
  costToServe: Money;

  @Field(() => Money, { description: 'Contribution of the accounts of which it is known.' })
  contribution: Money;

  @Field(() => Int, { description: 'Accounts of which it is known.' })
  contributionAccounts: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Contribution ÷ net sales of the accounts of which it is known; null unless those are positive.',
  })
  contributionShare: number | null;

  @Field(() => Money, { description: 'Potential of the accounts whose wallet is known.' })
  potential: Money;

  @Field(() => Int, { description: 'Accounts whose wallet is known.' })
  potentialAccounts: number;

  @Field(() => Money, { description: 'Lifetime values that could be estimated.' })
  lifetimeValue: Money;

  @Field(() => Money, { description: "What a year's effort may cost at most, by the moves that value speaks for." })
  investmentCeiling: Money;
}

@ObjectType({ description: 'The accounts for which value speaks for one move.' })
export class MoveSums {
  @Field(() => ValueMoveEnum, { nullable: true, description: 'The move; null: for none.' })
  move: Move | null;

  @Field(() => ValueSums, { description: 'Their sums.' })
  sums: ValueSums;
}

@ObjectType({ description: 'A field of the matrix of profit and potential.' })
export class ValueMatrixCell {
  @Field(() => ValueBandEnum, { nullable: true, description: 'Third by profit; null: prospects and unknown.' })
  profit: ValueBand | null;

  @Field(() => ValueBandEnum, { nullable: true, description: 'Third by potential; null: wallet unknown.' })
  potential: ValueBand | null;

  @Field(() => ValueSums, { description: 'Sums of the accounts in it.' })
  sums: ValueSums;
}

@ObjectType({ description: 'The accounts of one stage: whether value grows with the level of the relationship.' })
export class StageValue {
  @Field(() => StagePositionEnum, { nullable: true, description: 'The stage; null: not set yet.' })
  stage: StagePosition | null;

  @Field(() => ValueSums, { description: 'Their sums.' })
  sums: ValueSums;

  @Field(() => Money, { nullable: true, description: 'Net sales per account.' })
  netSalesPerAccount: Money | null;

  @Field(() => Float, { nullable: true, description: 'Cost to serve ÷ net sales; null unless those are positive.' })
  costToServeShare: number | null;
}

@ObjectType({ description: 'What winning and what keeping an account costs, over the year.' })
export class AcquisitionAndRetention {
  @Field(() => Money, { description: 'Spent on accounts that were won in the year, in full.' })
  acquisitionCost: Money;

  @Field(() => Int, { description: 'Accounts that ordered for the first time in the year.' })
  newAccounts: number;

  @Field(() => Money, { description: 'Cost to serve of the accounts that were kept.' })
  retentionCost: Money;

  @Field(() => Int, { description: 'Accounts that had ordered before the year and did so in it.' })
  retainedAccounts: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost per new account ÷ cost per kept one; null where a cost or a count is 0 or nothing is recorded.',
  })
  ratio: number | null;

  @Field(() => Float, { description: "The trade's saying, as a line to compare with: no measurement." })
  reference: number;
}

@ObjectType({
  description:
    'What the accounts you may see are worth together; places and bands are among all accounts of the supplier.',
})
export class PortfolioValue {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Facts up to this day are in it; null before the first run.',
  })
  asOf: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First month of the year that is judged.' })
  fromMonth: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last month of the year that is judged.' })
  toMonth: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was worked out.' })
  computedAt: Date | null;

  @Field(() => Int, { nullable: true, description: 'Version of the policy it was worked out under.' })
  policyVersion: number | null;

  @Field(() => ValueSums, { description: 'All of them.' })
  all: ValueSums;

  @Field(() => [MoveSums], { description: 'By the move that value speaks for.' })
  moves: MoveSums[];

  @Field(() => [ValueMatrixCell], { description: 'By profit and potential; fields without accounts are left out.' })
  matrix: ValueMatrixCell[];

  @Field(() => [StageValue], { description: 'By stage.' })
  stages: StageValue[];

  @Field(() => AcquisitionAndRetention, { description: 'What winning and keeping accounts costs.' })
  acquisitionAndRetention: AcquisitionAndRetention;

  @Field(() => [String], { description: 'What it was added up from.' })
  sources: string[];
}
