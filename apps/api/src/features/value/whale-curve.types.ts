import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

export const CURVE_REASONS = ['NO_ACCOUNTS', 'NO_PROFIT'] as const;
export type CurveReason = (typeof CURVE_REASONS)[number];
export const CurveReasonEnum = codeEnum(
  'WhaleCurveUnknownReason',
  CURVE_REASONS,
  'NO_ACCOUNTS: of no account the contribution is known. NO_PROFIT: together they bring none, so there are no shares of it.',
);

@ObjectType({ description: 'The most profitable accounts up to a share of all, and the share of profit they bring.' })
export class WhalePoint {
  @Field(() => Float, { description: 'Share of accounts, 0–1.' })
  accountShare: number;

  @Field(() => Float, { description: 'Share of the total contribution; above 1 before the loss-making accounts.' })
  profitShare: number;
}

@ObjectType({ description: 'Cumulative contribution of accounts, the most profitable first, over the total.' })
export class WhaleCurve {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: string;

  @Field(() => DateScalar, { description: 'Facts up to this day are in it.' })
  asOf: string;

  @Field(() => Int, { description: 'Accounts whose contribution is known.' })
  accounts: number;

  @Field(() => Int, { description: 'Accounts that traded, of which it is not; they are not in the curve.' })
  unknownAccounts: number;

  @Field(() => Float, { nullable: true, description: 'Part of net sales that accounts in the curve bring, 0–1.' })
  salesCoverage: number | null;

  @Field(() => Money, { description: 'Contribution of all in the curve.' })
  total: Money;

  @Field(() => CurveReasonEnum, { nullable: true, description: 'Why there is no curve.' })
  reason: CurveReason | null;

  @Field(() => Float, { nullable: true, description: 'Accounts with a loss ÷ accounts.' })
  lossMakingShare: number | null;

  @Field(() => WhalePoint, { nullable: true, description: 'The highest point: accounts beyond it earn nothing.' })
  peak: WhalePoint | null;

  @Field(() => Float, { nullable: true, description: 'Share of the total that the best fifth of accounts brings.' })
  topFifthShare: number | null;

  @Field(() => [WhalePoint], { description: 'The curve in at most 500 points; its peak and its end are among them.' })
  points: WhalePoint[];

  @Field(() => Int, { description: 'Version of the policy whose rates and bounds were used.' })
  policyVersion: number;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

@ObjectType({ description: 'Share of sales that the largest accounts bring.' })
export class TopAccountsShare {
  @Field(() => Int, { description: 'How many of the largest accounts.' })
  accounts: number;

  @Field(() => Float, { description: 'Their share of net sales, 0–1.' })
  share: number;
}

@ObjectType({ description: 'How much sales depend on few accounts; accounts without positive net sales take no part.' })
export class SalesConcentration {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: string;

  @Field(() => DateScalar, { description: 'Facts up to this day are in it.' })
  asOf: string;

  @Field(() => Int, { description: 'Accounts with positive net sales.' })
  accounts: number;

  @Field(() => Money, { description: 'Their net sales.' })
  netSales: Money;

  @Field(() => Float, {
    nullable: true,
    description: 'Herfindahl–Hirschman index, Σ share², 0–1: 1 ÷ n when even. Null without sales.',
  })
  herfindahl: number | null;

  @Field(() => Float, { nullable: true, description: "Gini's coefficient, 0 (all alike) to 1. Null without sales." })
  gini: number | null;

  @Field(() => [TopAccountsShare], { description: 'Shares of the 1, 3, 5, 10, 20 and 50 largest accounts.' })
  top: TopAccountsShare[];

  @Field(() => Float, { nullable: true, description: 'Share of sales of the largest fifth of accounts.' })
  topFifthShare: number | null;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}
