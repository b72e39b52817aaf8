import { REBATE_ASSUMPTIONS, type RebateAssumption } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

export const RebateAssumptionEnum = codeEnum(
  'RebateAssumption',
  REBATE_ASSUMPTIONS,
  'What the expected end of a period rests on. PERIOD_OVER: the end is known. LIKE_THE_PAST: the months that are left go like those after any month of the last two years, each as likely as the others. SO_FAR: nothing was bought before; what was bought so far stands for the end.',
);

export const RebateGapEnum = codeEnum(
  'RebateGap',
  ['NOT_RECORDED'],
  'Why a figure is null. NOT_RECORDED: no rebate was ever agreed on, so that nothing can be said about what is owed.',
);

const VOLUME = 'net sales in the currency, or units, by the basis of the agreement';

@ObjectType({ description: `Where a period is expected to end: ${VOLUME}.` })
export class RebateFinalVolume {
  @Field(() => DecimalScalar, { description: 'The least of the ends that were thought through.' })
  low: string;

  @Field(() => DecimalScalar, { description: 'Their mean.' })
  expected: string;

  @Field(() => DecimalScalar, { description: 'The most.' })
  high: string;
}

@ObjectType({ description: 'The next tier of a rebate agreement, and what reaching it is worth to the customer.' })
export class RebateNextTier {
  @Field(() => DecimalScalar, { description: `From where on it holds: ${VOLUME}.` })
  from: string;

  @Field(() => DecimalScalar, { description: 'Its rate, as in `RebateTier`.' })
  rate: string;

  @Field(() => DecimalScalar, { description: `What is still missing: ${VOLUME}.` })
  distance: string;

  @Field(() => Money, { description: 'Rebate at the tier less rebate by now.' })
  gain: Money;

  @Field(() => DecimalScalar, {
    description:
      'Shadow price, the marginal value of the next tier: gain for each unit of currency, or of quantity, that is still to be bought.',
  })
  shadowPrice: string;

  @Field(() => Float, { description: 'Part of the ends that were thought through which reach it, 0–1.' })
  probability: number;
}

@ObjectType({
  description: 'What was to be booked for a rebate agreement at the end of a month, by what was known then.',
})
export class RebateAccrual {
  @Field(() => DateScalar, { description: 'First day of the month; that at hand counts up to `asOf`.' })
  month: string;

  @Field(() => DecimalScalar, { description: `Bought since the period began: ${VOLUME}.` })
  volume: string;

  @Field(() => Money, { description: 'Accrued in all.' })
  accrued: Money;

  @Field(() => Money, { description: 'More than in the month before; negative where less is expected.' })
  change: Money;
}

@ObjectType({
  description:
    'How a rebate agreement stands. Worked out of the roll-ups when asked, so it is never behind the order lines.',
})
export class RebateStanding {
  @Field(() => DateScalar, { description: 'Order lines up to this day are in it.' })
  asOf: string;

  @Field(() => DecimalScalar, { description: `Bought in the period so far: ${VOLUME}.` })
  volume: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Rate of the tier that is reached; null below the first.',
  })
  currentRate: string | null;

  @Field(() => Money, { description: 'What would be due if nothing more were bought.' })
  dueByNow: Money;

  @Field(() => Money, {
    description: 'Accrued: what was bought so far × the expected rate; what was paid out, once it is settled.',
  })
  accrued: Money;

  @Field(() => DecimalScalar, {
    description:
      'Expected rebate ÷ what is bought of the whole period: a part of net sales, or an amount for each unit.',
  })
  expectedRate: string;

  @Field(() => RebateAssumptionEnum, { description: 'What the expectation rests on.' })
  assumption: RebateAssumption;

  @Field(() => Int, { description: 'How many ends of the period were thought through.' })
  scenarios: number;

  @Field(() => RebateFinalVolume, { description: 'Where the period is expected to end.' })
  finalVolume: RebateFinalVolume;

  @Field(() => RebateNextTier, { nullable: true, description: 'The next tier; null on the highest.' })
  nextTier: RebateNextTier | null;

  @Field(() => [RebateAccrual], { description: 'What was to be booked month by month, the oldest first.' })
  accruals: RebateAccrual[];

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}

@ObjectType({ description: 'What is owed to customers under rebate agreements that run or wait for their settlement.' })
export class RebateLiability {
  @Field(() => DateScalar, { description: 'Order lines up to this day are in it.' })
  asOf: string;

  @Field(() => Int, { description: 'Agreements that run or wait.' })
  agreements: number;

  @Field(() => Money, { nullable: true, description: 'Accrued under all of them; null with a reason.' })
  accrued: Money | null;

  @Field(() => Int, { description: 'Agreements whose period is over.' })
  awaitingSettlement: number;

  @Field(() => Money, { nullable: true, description: 'Accrued under these; null with a reason.' })
  toSettle: Money | null;

  @Field(() => RebateGapEnum, { nullable: true, description: 'Why the amounts are null.' })
  reason: 'NOT_RECORDED' | null;

  @Field(() => [String], { description: 'The facts it was worked out from.' })
  sources: string[];
}
