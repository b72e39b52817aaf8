import { COST_DRIVERS, type CostDriver, type ProfitStepCode } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { CONTRIBUTION_REASONS, type ContributionReason } from './contribution.js';

export const PROFIT_STEPS = [
  'LIST_SALES',
  'DISCOUNTS',
  'REBATES',
  'RETURNS',
  'NET_SALES',
  'COST_OF_GOODS',
  'GROSS_MARGIN',
  'COST_TO_SERVE',
  'CREDIT_COST',
  'ACQUISITION',
  'OPERATING_CONTRIBUTION',
] as const satisfies readonly ProfitStepCode[];
export const ProfitStepEnum = codeEnum('ProfitStep', PROFIT_STEPS, 'The bars of a profit waterfall, in their order.');

export const CostDriverEnum = codeEnum('CostDriver', COST_DRIVERS, 'What serving a customer takes.');

export const STEP_REASONS = ['NOT_RECORDED', ...CONTRIBUTION_REASONS] as const;
export type StepReason = (typeof STEP_REASONS)[number];
export const UnknownReasonEnum = codeEnum(
  'ValueUnknownReason',
  STEP_REASONS,
  'Why a figure is null. NOT_RECORDED: nothing of the kind is recorded. NO_TRADE: nothing was sold and nothing spent. COST_COVERAGE_LOW: too few lines tell their cost.',
);

@ObjectType({ description: 'One bar of a profit waterfall.' })
export class ProfitWaterfallStep {
  @Field(() => ProfitStepEnum, { description: 'Which one.' })
  code: ProfitStepCode;

  @Field({ description: 'Whether it is a total of all before it; the others add to it or take from it.' })
  total: boolean;

  @Field(() => CostDriverEnum, { nullable: true, description: 'Of a cost to serve: its driver.' })
  driver: CostDriver | null;

  @Field(() => Money, { nullable: true, description: 'Its height, negative where it lessens profit; null: unknown.' })
  amount: Money | null;

  @Field(() => Money, { nullable: true, description: 'Where it ends; null from an unknown cost of goods on.' })
  running: Money | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Part of sales whose list price or cost the lines tell, 0–1; null where the step needs neither.',
  })
  coverage: number | null;

  @Field({ description: 'Whether lines without a cost were taken to cost what the others do.' })
  estimated: boolean;

  @Field(() => UnknownReasonEnum, { nullable: true, description: 'Why it is unknown.' })
  reason: StepReason | null;
}

@ObjectType({
  description:
    'From list price to contribution. What is not known is null and says why; the steps that are known add up exactly.',
})
export class ProfitWaterfall {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: string;

  @Field(() => DateScalar, { description: 'Facts up to this day are in it.' })
  asOf: string;

  @Field(() => [ProfitWaterfallStep], { description: 'The bars, one per driver of cost to serve.' })
  steps: ProfitWaterfallStep[];

  @Field(() => Money, { description: 'Net sales, less the rebates that fall on them where the supplier records any.' })
  netSales: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'Operating contribution; null where the cost of goods is unknown.',
  })
  contribution: Money | null;

  @Field(() => UnknownReasonEnum, { nullable: true, description: 'Why the contribution is unknown.' })
  reason: ContributionReason | null;

  @Field(() => Float, { nullable: true, description: 'Contribution ÷ net sales; null unless net sales are positive.' })
  contributionShare: number | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Contribution per hour of sales effort; null where no SALES_HOURS are recorded.',
  })
  contributionPerSalesHour: Money | null;

  @Field(() => [ProfitStepEnum], {
    description: 'Costs of which nothing is recorded and which the contribution therefore does not hold.',
  })
  missing: ProfitStepCode[];

  @Field(() => Int, { description: 'Version of the policy whose rates and bounds were used.' })
  policyVersion: number;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}
