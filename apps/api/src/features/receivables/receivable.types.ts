import type { CreditStatus } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { type AgingBucket, AgingBucketEnum, CreditStatusEnum } from './receivable.enums.js';

@ObjectType({ description: 'What of the open invoices has been overdue for so long.' })
export class ReceivableAging {
  @Field(() => AgingBucketEnum, { description: 'For how long.' })
  bucket: AgingBucket;

  @Field(() => Money, { description: 'What is open.' })
  amount: Money;

  @Field(() => Int, { description: 'Open invoices.' })
  invoices: number;
}

@ObjectType({
  description:
    'A week of the collection plan and of its record: what falls due, what of that is still open, and what came in.',
})
export class CollectionWeek {
  @Field(() => DateScalar, { description: 'Monday of the week.' })
  week: string;

  @Field(() => Money, { description: 'Plan: amounts of the invoices due in the week.' })
  due: Money;

  @Field(() => Money, { description: 'What of these is still open.' })
  open: Money;

  @Field(() => Money, { description: 'Record: payments that came in in the week, whenever they were due.' })
  received: Money;
}

@ObjectType({ description: 'What an account owes against what it may owe.' })
export class CreditStanding {
  @Field(() => CreditStatusEnum, { description: 'Whether the limit holds.' })
  status: CreditStatus;

  @Field(() => Money, {
    description: 'Open invoices less what stands to the account’s credit; orders not yet invoiced are not counted.',
  })
  exposure: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'Limit less exposure, negative by how much it is overrun; null without a limit.',
  })
  headroom: Money | null;

  @Field(() => Int, { description: 'Percentage of the limit from which NEAR_LIMIT warns.' })
  warningPercent: number;
}

@ObjectType({ description: 'A credit limit as it was set once. Limits are only ever added; the newest one holds.' })
export class CreditLimit {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => Int, { description: 'Which one of the account’s, from 1.' })
  version: number;

  @Field(() => Money, { nullable: true, description: 'The limit; null where there was none from then on.' })
  limit: Money | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  note: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was set.' })
  setAt: Date;

  @Field({ description: 'Who set it: `staff:<id>` or `system:<name>`.' })
  setBy: string;
}

@ObjectType({ description: 'What an account owes, may owe, and how it pays.' })
export class AccountReceivables {
  @Field(() => DateScalar, { description: 'The day on which amounts are open or overdue: today in UTC.' })
  asOf: string;

  @Field(() => Money, { description: 'Open invoices.' })
  open: Money;

  @Field(() => Int, { description: 'How many invoices are open.' })
  openInvoices: number;

  @Field(() => Money, {
    description: 'Paid or credited without an invoice that needs it: stands to the account’s credit.',
  })
  credit: Money;

  @Field(() => Money, { description: 'What of the open invoices is past its due date.' })
  overdue: Money;

  @Field(() => DateScalar, { nullable: true, description: 'Due date of the oldest open invoice; null without one.' })
  oldestDueOn: string | null;

  @Field(() => [ReceivableAging], {
    description: 'The open invoices by how long they have been overdue; always all five.',
  })
  aging: ReceivableAging[];

  @Field(() => Money, { nullable: true, description: 'Credit limit; null without one.' })
  creditLimit: Money | null;

  @Field(() => Boolean, { description: 'Whether open invoices less credit exceed the limit.' })
  overLimit: boolean;

  @Field(() => [String], { description: 'Tables the amounts come from.' })
  sources: string[];
}

/** A page of what accounts owe. */
export const AccountReceivablesConnection = Connection(AccountReceivables, 'AccountReceivables');

@InputType({ description: 'Which accounts; all that are given must hold.' })
export class ReceivableFilter {
  @Field(() => Boolean, { nullable: true, description: 'Only those with overdue invoices (true) or without (false).' })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those over their credit limit (true) or not (false).' })
  overLimit?: boolean | null;
}

@ArgsType()
export class ReceivableArgs extends ConnectionArgs {
  @Field(() => ReceivableFilter, {
    nullable: true,
    description: 'Which accounts; all with receivables or a limit unless told.',
  })
  filter?: ReceivableFilter | null;
}

@ArgsType()
export class CollectionPlanArgs {
  @Field(() => Int, { nullable: true, description: 'Weeks from this one on (1–52, default 8).' })
  ahead?: number | null;

  @Field(() => Int, { nullable: true, description: 'Weeks before this one (0–52, default 8).' })
  back?: number | null;
}

@InputType({ description: 'A credit limit.' })
export class SetCreditLimitInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => BigIntScalar, {
    nullable: true,
    description: "The limit in minor units of the supplier's currency, at least 0; null takes it away.",
  })
  limitMinor?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, up to 2,000 characters.' })
  note?: string | null;
}
