import type { SignalKind } from '@mortise/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { SignalKindEnum } from '../signals/signal.types.js';

@ObjectType({
  description: 'A part of cases, 0 to 1, with its 95 % interval (Wilson). Null where there are too few of them.',
})
export class QualityRate {
  @Field(() => Float, { nullable: true, description: 'The part.' })
  value: number | null;

  @Field(() => Float, { nullable: true, description: 'Lower end of the interval.' })
  low: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the interval.' })
  high: number | null;

  @Field(() => Int, { description: 'Cases it rests on.' })
  cases: number;

  @Field(() => String, { nullable: true, description: 'TOO_FEW where there is no figure: fewer than five cases.' })
  reason: string | null;
}

@ObjectType({ description: 'A median of days. Null where there are too few cases.' })
export class QualityDays {
  @Field(() => Float, { nullable: true, description: 'Days.' })
  days: number | null;

  @Field(() => Int, { description: 'Cases it rests on.' })
  cases: number;

  @Field(() => String, { nullable: true, description: 'TOO_FEW where there is no figure: fewer than five cases.' })
  reason: string | null;
}

@ObjectType({ description: 'How good the alerts were that gathered signals of one kind.' })
export class KindQuality {
  @Field(() => SignalKindEnum, { description: 'The kind.' })
  kind: SignalKind;

  @Field(() => Int, { description: 'Alerts that gathered it.' })
  alerts: number;

  @Field(() => Int, { description: 'Of them confirmed.' })
  confirmed: number;

  @Field(() => Int, { description: 'Of them called a false alarm.' })
  falseAlarms: number;

  @Field(() => QualityRate, { description: 'Confirmed ÷ those of which somebody has said either.' })
  precision: QualityRate;
}

@ObjectType({
  description:
    'How good the warnings of a period were, by what people and later facts said of them, for the accounts you may see.',
})
export class AlertQuality {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day of the period.' })
  to: string;

  @Field(() => Int, { description: 'Alerts raised; what was only watched is not counted.' })
  alerts: number;

  @Field(() => Int, { description: 'Of them confirmed.' })
  confirmed: number;

  @Field(() => Int, { description: 'Of them called a false alarm.' })
  falseAlarms: number;

  @Field(() => QualityRate, { description: 'Confirmed ÷ those of which somebody has said either.' })
  precision: QualityRate;

  @Field(() => [KindQuality], {
    description: 'The same by kind, the most frequent first; an alert counts for each kind that it gathered.',
  })
  byKind: readonly KindQuality[];

  @Field(() => QualityDays, { description: 'From the day on which a missing order was due to the alert.' })
  detectionDelay: QualityDays;

  @Field(() => QualityDays, { description: 'From the alert to the person who looked at it.' })
  triageDelay: QualityDays;

  @Field(() => QualityRate, { description: 'Alerts that somebody looked at by the next working day.' })
  triagedInTime: QualityRate;

  @Field(() => QualityRate, {
    description: 'Relationships that went back a stage or ended, of which an alert had warned within the year before.',
  })
  lossesWarned: QualityRate;

  @Field(() => QualityDays, { description: 'From the first such alert to the loss.' })
  leadTime: QualityDays;

  @Field(() => Float, { nullable: true, description: 'Alerts per account and year under watch; null without any.' })
  startsPerAccountYear: number | null;

  @Field(() => Float, { description: 'Years of accounts that had begun to order.' })
  accountYears: number;

  @Field(() => Float, { description: 'Alarm starts per account and year that the policy in force accepts.' })
  budget: number;

  @Field(() => [String], { description: 'Where the figures come from.' })
  sources: readonly string[];
}
