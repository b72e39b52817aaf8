import type { SilentComplaintSign } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { DaysSalesOutstanding } from './payment.types.js';
import { type ReceivableGap, ReceivableGapEnum, SilentComplaintSignEnum } from './receivable.enums.js';

@ObjectType({ description: 'A settled invoice against the habit of its payer at the time.' })
export class PaymentLateness {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field({ description: 'Its number.' })
  number: string;

  @Field(() => DateScalar, { description: 'Day by which it was to be paid.' })
  dueOn: string;

  @Field(() => DateScalar, { description: 'Day on which it was settled.' })
  settledOn: string;

  @Field({ description: 'Whether the customer disputed it.' })
  disputed: boolean;

  @Field(() => Int, { description: 'Days late; 0 when on time or early.' })
  daysLate: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Median days late of up to 24 invoices settled before; null with less than four.',
  })
  habitualDaysLate: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '(days late − habit) ÷ (1.4826 · spread of the habit + 1): how unusual it is for this payer.',
  })
  z: number | null;

  @Field({ description: 'Whether that is beyond 2: unusually late for this payer.' })
  unusual: boolean;

  @Field({ description: 'Whether it is one of the signs: unusual, among the last three and within the window.' })
  counts: boolean;
}

@ObjectType({
  description:
    'Whether payment speaks of a complaint that nobody voiced. A possibility, never a complaint: ask, before anything else.',
})
export class SilentComplaint {
  @Field(() => DateScalar, { description: 'The day it is judged on.' })
  asOf: string;

  @Field(() => DateScalar, {
    description: 'First day of the window in which the signs must fall; it ends with `asOf`.',
  })
  from: string;

  @Field({ description: 'Whether the signs suffice for a possible unspoken complaint.' })
  possible: boolean;

  @Field(() => [SilentComplaintSignEnum], { description: 'What speaks of it; empty when nothing does.' })
  signs: SilentComplaintSign[];

  @Field(() => [PaymentLateness], {
    description: 'The evidence: the newest settled invoices, up to twelve, the oldest first.',
  })
  payments: PaymentLateness[];

  @Field(() => DaysSalesOutstanding, { description: 'The evidence: days sales outstanding against their habit.' })
  outstanding: DaysSalesOutstanding;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'By when the customer should be invited to speak, by call, visit or portal; null when nothing speaks of it.',
  })
  inviteBy: string | null;

  @Field(() => [ReceivableGapEnum], { description: 'What could not be looked at.' })
  missing: ReceivableGap[];

  @Field(() => [String], { description: 'Tables the evidence comes from.' })
  sources: string[];
}
