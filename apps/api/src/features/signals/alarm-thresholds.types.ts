import type { CommitteeMember, IsoDate } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { SignalKindEnum } from './signal.types.js';

@ObjectType({ description: 'The threshold of one detector and what people have made of it by their labels.' })
export class AlarmThreshold {
  @Field(() => SignalKindEnum, { description: 'The detector.' })
  detector: CommitteeMember;

  @Field(() => Float, { description: 'The threshold in force.' })
  threshold: number;

  @Field(() => Float, { description: 'What it would be without the labels; never above the one in force.' })
  untuned: number;

  @Field(() => Float, { description: 'Part of its alarm budget that its false alarms have left it (0–1).' })
  budgetShare: number;

  @Field(() => Int, { description: 'Alerts it spoke for that were confirmed.' })
  confirmed: number;

  @Field(() => Int, { description: 'Alerts it spoke for that were false alarms.' })
  falseAlarms: number;

  @Field(() => [ID], {
    description: 'Those of the false alarms that you may see, as alerts; the newest first, 50 at most.',
  })
  falseAlarmIds: readonly string[];

  @Field({ description: "All this in words, in the caller's language." })
  words: string;
}

@ObjectType({ description: 'Thresholds of the detectors on orders, and how they came about.' })
export class AlarmThresholds {
  @Field(() => DateScalar, { description: 'The day as of which they were made; monthly, and when the rules change.' })
  calibratedOn: IsoDate;

  @Field(() => Float, { description: 'Alarm starts per account and year that the tenant accepts, over all of them.' })
  budget: number;

  @Field(() => Float, { description: "Alarm starts per account and year that they give on the tenant's own history." })
  startsPerAccountYear: number;

  @Field({ description: 'Whether labels change thresholds; `alarm.tuning.enabled` of the policy.' })
  tuned: boolean;

  @Field(() => Int, { description: 'Days for which a label counts.' })
  labelDays: number;

  @Field(() => [AlarmThreshold], { description: 'One for each detector.' })
  detectors: readonly AlarmThreshold[];

  @Field(() => [String], { description: 'The tables it rests on.' })
  sources: readonly string[];
}
