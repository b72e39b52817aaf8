import type { IsoDate, SilentComplaintSign } from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { SilentComplaintSignEnum } from '../receivables/receivable.enums.js';

@ObjectType({ description: 'A settled invoice against the habit of its payer, as it was known then.' })
export class SilentComplaintPayment {
  @Field(() => ID, { description: 'The invoice.' })
  invoiceId: string;

  @Field({ description: 'Its number.' })
  number: string;

  @Field(() => DateScalar, { description: 'Day by which it was to be paid.' })
  dueOn: IsoDate;

  @Field(() => DateScalar, { description: 'Day on which it was settled.' })
  settledOn: IsoDate;

  @Field(() => Int, { description: 'Days late; 0 when on time or early.' })
  daysLate: number;

  @Field(() => Float, { nullable: true, description: 'Median days late of those before; null without a habit.' })
  habitualDaysLate: number | null;

  @Field(() => Float, { nullable: true, description: 'How unusual it is for this payer, in robust deviations.' })
  z: number | null;

  @Field({ description: 'Whether that is unusually late for this payer.' })
  unusual: boolean;

  @Field({ description: 'Whether it is one of the signs.' })
  counts: boolean;
}

@ObjectType({ description: 'Days sales outstanding of a month.' })
export class SilentComplaintMonth {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: IsoDate;

  @Field(() => Float, { nullable: true, description: 'Days; null without credit sales.' })
  days: number | null;
}

@ObjectType({
  description:
    'Why payment speaks of a possible unspoken complaint, with both series of evidence. A possibility, never a complaint: ask, before anything else.',
})
export class SilentComplaintWhy {
  @Field({ description: 'What it means: POSSIBLE_UNSPOKEN_COMPLAINT.' })
  means: string;

  @Field(() => DateScalar, { description: 'First day of the window in which the signs must fall.' })
  from: IsoDate;

  @Field(() => [SilentComplaintSignEnum], { description: 'What speaks of it.' })
  signs: SilentComplaintSign[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'By when the customer should be invited to speak; null while a single sign is only watched.',
  })
  inviteBy: IsoDate | null;

  @Field(() => [SilentComplaintPayment], { description: 'The newest settled invoices, the oldest first.' })
  payments: SilentComplaintPayment[];

  @Field(() => [SilentComplaintMonth], { description: 'Days sales outstanding by month, the oldest first.' })
  outstanding: SilentComplaintMonth[];

  @Field(() => Float, { nullable: true, description: 'Days outstanding that are usual; null without a habit.' })
  habitDays: number | null;

  @Field(() => Float, { nullable: true, description: 'Their moving average now; null without a habit.' })
  averageDays: number | null;

  @Field(() => Float, { nullable: true, description: 'The average above which they speak; null without a habit.' })
  limitDays: number | null;
}
