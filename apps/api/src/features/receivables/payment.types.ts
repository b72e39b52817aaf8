import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type ReceivableGap, ReceivableGapEnum } from './receivable.enums.js';

@ObjectType({ description: 'Days sales outstanding at the end of a month.' })
export class OutstandingMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: string;

  @Field(() => Money, { description: 'Open at the end of the month, less what stood to the account’s credit.' })
  open: Money;

  @Field(() => Float, {
    nullable: true,
    description:
      'Open ÷ invoiced in the three months up to then × their days; null where nothing was invoiced in them.',
  })
  days: number | null;
}

@ObjectType({
  description:
    'Days sales outstanding (collection period) and whether they have drifted above the account’s own habit.',
})
export class DaysSalesOutstanding {
  @Field(() => DateScalar, { description: 'Day up to which facts are counted; months end with the last whole one.' })
  asOf: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Days at the end of the last whole month; null with a reason in `missing`.',
  })
  days: number | null;

  @Field(() => [OutstandingMonth], { description: 'Up to 24 months, the oldest first.' })
  months: OutstandingMonth[];

  @Field(() => Float, { nullable: true, description: 'Median of the months before the last three: the habit.' })
  habitDays: number | null;

  @Field(() => Float, { nullable: true, description: 'Exponentially weighted moving average after the newest month.' })
  averageDays: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper limit of that average, from the habit and its spread.' })
  limitDays: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the average is above the limit.' })
  aboveLimit: boolean | null;

  @Field(() => [ReceivableGapEnum], { description: 'What is missing for the figures that are null.' })
  missing: ReceivableGap[];

  @Field(() => [String], { description: 'Tables the figures come from.' })
  sources: string[];
}

@ObjectType({ description: 'Business credibility from payment behaviour, 0–100, and its parts.' })
export class PaymentCredibilityScore {
  @Field(() => Float, { description: 'Weighted mean of the parts times 100; higher is better.' })
  score: number;

  @Field(() => Float, { description: '1 − probability that the next invoice is late.' })
  punctuality: number;

  @Field(() => Float, { description: '1 − mean days late by amount ÷ 60, at least 0.' })
  delay: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of months that ended within the credit limit of then; null, and not weighed, without a limit.',
  })
  creditDiscipline: number | null;
}

@ObjectType({ description: 'How an account pays: the newest settled invoices of the last 24 months, at most 200.' })
export class PaymentBehaviour {
  @Field(() => DateScalar, { description: 'First day that is looked at.' })
  from: string;

  @Field(() => DateScalar, { description: 'Day up to which settled invoices are counted.' })
  asOf: string;

  @Field(() => Int, { description: 'Settled invoices that the figures rest on.' })
  settled: number;

  @Field(() => Int, { description: 'How many of them were late.' })
  late: number;

  @Field(() => Float, { nullable: true, description: 'Late ÷ settled; null with a reason in `missing`.' })
  lateShare: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean days late of those that were late.' })
  meanDaysLate: number | null;

  @Field(() => Float, { description: 'Probability that the next invoice is late: (late + 1) ÷ (settled + 3).' })
  nextLate: number;

  @Field(() => PaymentCredibilityScore, { nullable: true, description: 'Credibility; null without a settled invoice.' })
  credibility: PaymentCredibilityScore | null;

  @Field(() => [ReceivableGapEnum], { description: 'What is missing for the figures that are null.' })
  missing: ReceivableGap[];

  @Field(() => [String], { description: 'Tables the figures come from.' })
  sources: string[];
}
