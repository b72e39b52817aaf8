import type { CalibratedThreshold, IsoDate, OrderGapExplanation } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';

/** What an order-gap alert keeps of its reason. */
export interface AlertExplanation extends OrderGapExplanation {
  readonly calibration: Pick<CalibratedThreshold, 'source' | 'startsPerAccountYear' | 'accountYears'> & {
    readonly budget: number;
  };
  /** Tables the figures come from. */
  readonly sources: readonly string[];
}

@ObjectType({
  description: 'Why an alert was raised: what was expected against what happened. Figures are as of `asOf`.',
})
export class AlertWhy {
  @Field(() => DateScalar, { description: 'The day it was judged as of.' })
  asOf: IsoDate;

  @Field(() => DateScalar, { description: 'The last order.' })
  lastOrder: IsoDate;

  @Field(() => Float, {
    description: "Days expected between orders: the account's own mean, shrunken to the tenant's median.",
  })
  expectedIntervalDays: number;

  @Field(() => DateScalar, { description: 'When the next order was expected.' })
  expectedNextOrder: IsoDate;

  @Field(() => Int, { description: 'Days since the last order.' })
  gapDays: number;

  @Field(() => Float, { description: 'Days since the last order ÷ days expected.' })
  ratio: number;

  @Field(() => Float, { description: 'The ratio above which an alert is raised.' })
  threshold: number;

  @Field(() => DateScalar, { description: 'The first day on which the ratio is above the threshold.' })
  alarmFrom: IsoDate;

  @Field(() => Int, { description: "Intervals between orders that the account's own rhythm rests on." })
  intervals: number;

  @Field(() => Float, {
    nullable: true,
    description: "The account's own mean interval in days; null before its second order.",
  })
  ownMeanIntervalDays: number | null;

  @Field(() => Float, { nullable: true, description: "The tenant's median interval in days." })
  tenantMedianIntervalDays: number | null;

  @Field({ description: "CALIBRATED on the tenant's own history, or DEFAULT where there is none." })
  thresholdSource: string;

  @Field(() => Float, { description: 'Alarm starts per account and year the tenant accepts.' })
  alarmBudget: number;

  @Field(() => Float, { description: 'Alarm starts per account and year the threshold gives on that history.' })
  alarmStartsPerAccountYear: number;

  @Field(() => [String], { description: 'Where the figures come from.' })
  sources: readonly string[];
}
