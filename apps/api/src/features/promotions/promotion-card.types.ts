import { PROMOTION_GRAINS, type PromotionGrain, PROMOTION_PHASES, type PromotionPhase } from '@mortise/domain';
import { ArgsType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

export const PromotionGrainEnum = codeEnum('PromotionGrain', PROMOTION_GRAINS, 'How long the measured periods are.');

export const PromotionPhaseEnum = codeEnum(
  'PromotionPhase',
  PROMOTION_PHASES,
  'What a period was. NONE: undisturbed, what others are compared with. PROMOTION: the promotion ran. AFTER: the weeks after it, in which stocked-up customers buy less. OTHER: another promotion on the same goods disturbed it, so that it is left out.',
);

/** Why an effect is not known. */
export const PROMOTION_EFFECT_REASONS = [
  'NOT_STARTED',
  'NO_PARTICIPANTS',
  'NO_SALES',
  'HISTORY_TOO_SHORT',
  'NOTHING_ALIKE',
  'NOT_MEASURABLE',
] as const;
export type PromotionEffectReason = (typeof PROMOTION_EFFECT_REASONS)[number];
export const PromotionEffectReasonEnum = codeEnum(
  'PromotionEffectReason',
  PROMOTION_EFFECT_REASONS,
  'Why an effect is null. NOT_STARTED: no whole period of the promotion is over yet. NO_PARTICIPANTS: it holds for no account that you may see. NO_SALES: none of the goods was ever sold to these accounts. HISTORY_TOO_SHORT: fewer than 26 undisturbed weeks, or 6 months, to compare with. NOTHING_ALIKE: the categories of the goods hold nothing else. NOT_MEASURABLE: the figures are too large to add up.',
);

/** Why the return is not known. */
export const PROMOTION_RETURN_REASONS = [
  'UPLIFT_UNKNOWN',
  'CANNIBALISATION_UNKNOWN',
  'COST_NOT_TOLD',
  'COST_OF_MORE_ACCOUNTS',
  'DISCOUNT_NOT_TOLD',
  'COST_COVERAGE_LOW',
  'NO_PROMOTED_SALES',
] as const;
export type PromotionReturnReason = (typeof PROMOTION_RETURN_REASONS)[number];
export const PromotionReturnReasonEnum = codeEnum(
  'PromotionReturnReason',
  PROMOTION_RETURN_REASONS,
  'Why the return is null. UPLIFT_UNKNOWN: so is the uplift. CANNIBALISATION_UNKNOWN: what it took from other goods cannot be measured. COST_NOT_TOLD: nobody told what it took besides the discount (nothing is told as 0). COST_OF_MORE_ACCOUNTS: the cost told is for more accounts than are measured here. DISCOUNT_NOT_TOLD: the terms do not tell what part of the price was given away. COST_COVERAGE_LOW: too few order lines tell their cost. NO_PROMOTED_SALES: nothing was sold while it ran.',
);

/** How uptake is measured. */
export const PROMOTION_UPTAKE_MEASURES = ['CODE', 'GOODS'] as const;
export type PromotionUptakeMeasure = (typeof PROMOTION_UPTAKE_MEASURES)[number];
export const PromotionUptakeMeasureEnum = codeEnum(
  'PromotionUptakeMeasure',
  PROMOTION_UPTAKE_MEASURES,
  'How the uptake of a promotion is measured. CODE: order lines name it. GOODS: none does, so that whatever was sold of the promoted goods while it ran counts.',
);

@ObjectType({ description: 'How a promotion was taken up.' })
export class PromotionTakeUp {
  @Field(() => PromotionUptakeMeasureEnum, { description: 'What counts as taking it up.' })
  measuredBy: PromotionUptakeMeasure;

  @Field(() => Int, { description: 'Order lines that count.' })
  lines: number;

  @Field(() => Money, { description: 'Net sales of these.' })
  net: Money;

  @Field({ description: 'The facts that it was counted in.' })
  source: string;
}

@ObjectType({ description: 'One period of the series in which a promotion is measured.' })
export class PromotionPoint {
  @Field(() => DateScalar, { description: 'First day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day.' })
  to: string;

  @Field(() => PromotionPhaseEnum, { description: 'What it was.' })
  phase: PromotionPhase;

  @Field(() => Money, { description: 'Net sales of the promoted goods.' })
  actual: Money;

  @Field(() => Money, { nullable: true, description: 'What would have been sold by itself; null without an uplift.' })
  baseline: Money | null;
}

@ObjectType({ description: 'Sales with a promotion beside what would have been sold without it.' })
export class PromotionUplift {
  @Field(() => Money, { description: 'Net sales of the promoted goods while it ran.' })
  actual: Money;

  @Field(() => Money, { description: 'What would have been sold without it: the seasonal baseline.' })
  expected: Money;

  @Field(() => Money, { description: 'Actual − expected.' })
  gross: Money;

  @Field(() => Money, { description: 'Expected − actual over the weeks after it, at least 0.' })
  dip: Money;

  @Field(() => Money, { description: 'Gross − dip.' })
  net: Money;

  @Field(() => Money, { description: 'Lower bound of the net uplift.' })
  low: Money;

  @Field(() => Money, { description: 'Upper bound of the net uplift.' })
  high: Money;

  @Field(() => Float, { description: 'Confidence of the bounds, 0–1; by residual bootstrap with a fixed seed.' })
  confidence: number;

  @Field(() => Float, { nullable: true, description: 'Net ÷ expected; null unless something was expected.' })
  share: number | null;

  @Field({ description: 'Whether the weeks after it are over; before, the dip is what is known of it.' })
  afterComplete: boolean;

  @Field({
    description:
      'Whether the same season of another year stands behind the baseline; without it, it is the level alone.',
  })
  seasonCompared: boolean;
}

@ObjectType({
  description: 'What a promotion took from other goods of the same categories, to the same accounts while it ran.',
})
export class PromotionCannibalisation {
  @Field(() => Money, { description: 'Sales of these goods lost, at least 0.' })
  lost: Money;

  @Field(() => Money, { description: 'Lower bound.' })
  low: Money;

  @Field(() => Money, { description: 'Upper bound.' })
  high: Money;
}

@ObjectType({
  description:
    'What a promotion earned and cost. Who would have bought anyway got the discount too: that is a cost; what was added earns the margin of promoted goods, what is missed afterwards would have earned the usual one.',
})
export class PromotionReturn {
  @Field(() => PromotionReturnReasonEnum, { nullable: true, description: 'Why the figures are null.' })
  reason: PromotionReturnReason | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Part of the usual price given away, 0–1; null where not told.',
  })
  discount: string | null;

  @Field(() => Money, { nullable: true, description: 'Margin of the net uplift.' })
  upliftMargin: Money | null;

  @Field(() => Money, { nullable: true, description: 'Margin lost on other goods; 0 where nothing is alike.' })
  cannibalisedMargin: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Discount on what would have been sold anyway, and the cost told.',
  })
  cost: Money | null;

  @Field(() => Money, { nullable: true, description: 'Margin of the uplift − margin lost on other goods − cost.' })
  profit: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Profit at the lower bound of the uplift and the upper one of what other goods lost.',
  })
  profitLow: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Profit at the upper bound of the uplift and the lower one of what other goods lost.',
  })
  profitHigh: Money | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Profit ÷ cost, four decimals; null also where it cost nothing.',
  })
  returnOnInvestment: string | null;

  @Field(() => Float, { nullable: true, description: 'Part of promoted sales whose lines tell their cost, 0–1.' })
  costCoverage: number | null;

  @Field({ description: 'Whether lines without a cost were taken to cost what the others do.' })
  estimated: boolean;

  @Field(() => Int, { description: 'Version of the policy whose least coverage was used.' })
  policyVersion: number;
}

@ObjectType({
  description:
    'What a promotion did, over all accounts it holds for that you may see, or one of them. Everybody it holds for counts, whether he bought or not: to count buyers alone would call every chance order an effect.',
})
export class PromotionCard {
  @Field(() => ID, { description: 'The promotion.' })
  promotionId: string;

  @Field(() => ID, { nullable: true, description: 'The one account that is measured; null: all it holds for.' })
  accountId: string | null;

  @Field(() => PromotionGrainEnum, { description: 'How long the periods are.' })
  grain: PromotionGrain;

  @Field(() => DateScalar, { description: 'Facts up to this day are in it.' })
  asOf: string;

  @Field(() => Int, { description: 'Weeks after the promotion in which less may be bought.' })
  afterWeeks: number;

  @Field(() => Int, { description: 'Accounts it holds for, of those you may see.' })
  accounts: number;

  @Field(() => Int, { description: 'Of these, accounts that agreed to take part.' })
  participants: number;

  @Field(() => Int, {
    description:
      'Of these, accounts that took it up: whose lines name it, or, where none does, that bought promoted goods while it ran.',
  })
  buyers: number;

  @Field(() => PromotionTakeUp, { description: 'How it was taken up, by which measure.' })
  uptake: PromotionTakeUp;

  @Field(() => Int, { description: 'Other promotions on the same goods and accounts, whose periods are left out.' })
  otherPromotions: number;

  @Field(() => PromotionUplift, { nullable: true, description: 'The uplift; null where it cannot be told.' })
  uplift: PromotionUplift | null;

  @Field(() => PromotionEffectReasonEnum, { nullable: true, description: 'Why the uplift is null.' })
  upliftReason: PromotionEffectReason | null;

  @Field(() => PromotionCannibalisation, {
    nullable: true,
    description: 'What it took from other goods; null where it cannot be told.',
  })
  cannibalisation: PromotionCannibalisation | null;

  @Field(() => PromotionEffectReasonEnum, { nullable: true, description: 'Why the cannibalisation is null.' })
  cannibalisationReason: PromotionEffectReason | null;

  @Field(() => [PromotionPoint], { description: 'The series, the oldest first.' })
  points: PromotionPoint[];

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

/** A card whose return is worked out when a client selects it. */
export interface ReturnOf extends PromotionCard {
  readonly returnOf: () => PromotionReturn;
}

@ArgsType()
export class PromotionCardArgs {
  @Field(() => ID, { description: 'The promotion.' })
  promotionId: string;

  @Field(() => ID, { nullable: true, description: 'Only this account.' })
  accountId?: string | null;

  @Field(() => PromotionGrainEnum, {
    nullable: true,
    description:
      'How long the periods are. WEEK unless told, MONTH for more than 1,000 accounts; months come from the monthly roll-up and take the promotion to fill each month it touches.',
  })
  grain?: PromotionGrain | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Weeks after it in which less may be bought, 0–26; as many as it had, up to 8, unless told.',
  })
  afterWeeks?: number | null;
}
