import {
  FINANCIAL_LINES,
  FINANCIAL_RATIO_REASONS,
  FINANCIAL_RATIOS,
  type FinancialLine,
  type FinancialRatioCode,
  type FinancialRatioReason,
  RATIO_TRENDS,
  type RatioTrend,
  TRAFFIC_LIGHTS,
  type TrafficLight,
} from '@mortise/domain';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

export const FinancialRatioCodeEnum = codeEnum(
  'FinancialRatioCode',
  FINANCIAL_RATIOS,
  'Ratios of a customer’s finances. CURRENT_RATIO: current assets ÷ current liabilities. NET_PROFIT_MARGIN: net income ÷ revenue. RETURN_ON_ASSETS: net income ÷ total assets. COLLECTION_PERIOD: receivables ÷ revenue × 365, days. INVENTORY_PERIOD: inventory ÷ cost of goods × 365, days.',
);
export const FinancialLineEnum = codeEnum('FinancialLine', FINANCIAL_LINES, 'Lines that ratios are made of.');
export const TrafficLightEnum = codeEnum(
  'TrafficLight',
  TRAFFIC_LIGHTS,
  'How a ratio stands against its bounds: GREEN from the first on, RED beyond the second, AMBER between.',
);
export const RatioTrendEnum = codeEnum(
  'RatioTrend',
  RATIO_TRENDS,
  'Against the year before; LEVEL within 2 % of it. Of periods, shorter is better.',
);
export const FinancialRatioReasonEnum = codeEnum(
  'FinancialRatioReason',
  FINANCIAL_RATIO_REASONS,
  'Why a ratio is null. LINE_MISSING: the statement does not tell a line that it needs. DIVISOR_NOT_POSITIVE: what it is divided by is zero or negative.',
);

@ObjectType({ description: 'One ratio of a customer’s finances in one year.' })
export class FinancialRatio {
  @Field(() => FinancialRatioCodeEnum, { description: 'Which one.' })
  code: FinancialRatioCode;

  @Field(() => Float, { nullable: true, description: 'Its value; periods in days. Null: see `reason`.' })
  value: number | null;

  @Field(() => TrafficLightEnum, { nullable: true, description: 'How it stands against its bounds.' })
  light: TrafficLight | null;

  @Field(() => RatioTrendEnum, { nullable: true, description: 'Against the year before; null where either lacks it.' })
  trend: RatioTrend | null;

  @Field(() => Float, { nullable: true, description: 'Its value the year before.' })
  previous: number | null;

  @Field(() => FinancialRatioReasonEnum, { nullable: true, description: 'Why it is null.' })
  reason: FinancialRatioReason | null;

  @Field(() => [FinancialLineEnum], { description: 'Lines that it needs and the statement does not tell.' })
  missing: readonly FinancialLine[];

  @Field(() => Float, { description: 'The bound from which it is green.' })
  greenFrom: number;

  @Field(() => Float, { description: 'The bound beyond which it is red.' })
  redBeyond: number;
}

@ObjectType({
  description:
    'What a customer publishes or tells about its own finances in one fiscal year. A line is null where not told.',
})
export class CustomerFinancials {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => Int, { description: 'Fiscal year: that in which it ends.' })
  fiscalYear: number;

  @Field({ description: "Currency of the statement, ISO 4217; the customer's own, not the supplier's." })
  currency: string;

  @Field(() => Money, { nullable: true, description: 'Revenue.' })
  revenue: Money | null;

  @Field(() => Money, { nullable: true, description: 'Net income.' })
  netIncome: Money | null;

  @Field(() => Money, { nullable: true, description: 'Total assets.' })
  totalAssets: Money | null;

  @Field(() => Money, { nullable: true, description: 'Current assets.' })
  currentAssets: Money | null;

  @Field(() => Money, { nullable: true, description: 'Current liabilities.' })
  currentLiabilities: Money | null;

  @Field(() => Money, { nullable: true, description: 'Trade receivables.' })
  receivables: Money | null;

  @Field(() => Money, { nullable: true, description: 'Inventory.' })
  inventory: Money | null;

  @Field(() => Money, { nullable: true, description: 'Cost of goods sold.' })
  costOfGoods: Money | null;

  @Field(() => Money, { nullable: true, description: 'Purchases of material and services, from everybody.' })
  purchases: Money | null;

  @Field({ description: 'Where the figures come from.' })
  source: string;

  @Field(() => String, { nullable: true, description: 'What else is to be said of them.' })
  note: string | null;

  @Field(() => Int, { description: 'Version of the year: 1, and one more with every correction.' })
  version: number;

  @Field({ description: 'Whether a later version holds instead.' })
  superseded: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

export const CustomerFinancialsConnection = Connection(CustomerFinancials, 'CustomerFinancials');

@ArgsType()
export class CustomerFinancialsArgs extends ConnectionArgs {
  @Field(() => Boolean, { nullable: true, description: 'Superseded versions too; false unless told.' })
  superseded?: boolean | null;
}

const MINOR = (what: string) => `${what}, in minor units of the statement's currency; null: not told.`;

@InputType({
  description: 'What a customer publishes or tells about its finances in one fiscal year; at least one line.',
})
export class RecordCustomerFinancialsInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => Int, { description: 'Fiscal year, that in which it ends: 1900–2999.' })
  fiscalYear: number;

  @Field(() => String, { nullable: true, description: "Currency, ISO 4217; the supplier's own unless told." })
  currency?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Revenue, from 0') })
  revenueMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Net income, negative for a loss') })
  netIncomeMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Total assets, from 0') })
  totalAssetsMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Current assets, from 0') })
  currentAssetsMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Current liabilities, from 0') })
  currentLiabilitiesMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Trade receivables, from 0') })
  receivablesMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Inventory, from 0') })
  inventoryMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Cost of goods sold, from 0') })
  costOfGoodsMinor?: string | null;

  @Field(() => BigIntScalar, { nullable: true, description: MINOR('Purchases from everybody, from 0') })
  purchasesMinor?: string | null;

  @Field({ description: 'Where the figures come from, 1–200 characters.' })
  source: string;

  @Field(() => String, { nullable: true, description: 'What else is to be said of them, up to 2,000 characters.' })
  note?: string | null;
}
