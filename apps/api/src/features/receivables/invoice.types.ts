import { ArgsType, Field, ID, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { ReplacedContent } from '../../platform/graphql/replaced-content.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

/** What a payment says, and what it said before. */
@ObjectType({ isAbstract: true })
class PaymentContent {
  @Field(() => DateScalar, { description: 'Day on which it came in.' })
  paidOn: string;

  @Field(() => Money, { description: 'What was paid; negative where it was taken back.' })
  amount: Money;
}

@ObjectType({ description: 'Money that came in, for an invoice or on account.' })
export class Payment extends PaymentContent {
  @Field(() => ID, { description: 'Identifier; the same payment imported again has the same one.' })
  id: string;

  @Field({ description: "Number or reference; the invoice's own where a file told only the day of settlement." })
  number: string;

  @Field(() => ID, { description: 'The import that added it.' })
  importId: string;
}

@ObjectType({ description: 'What a payment said before a later import corrected it.' })
export class PaymentCorrection extends IntersectionType(PaymentContent, ReplacedContent) {}

/** What a credit note says, and what it said before. */
@ObjectType({ isAbstract: true })
class CreditNoteContent {
  @Field(() => DateScalar, { description: 'Day of the credit note.' })
  issuedOn: string;

  @Field(() => Money, { description: 'What was credited; negative where it was taken back.' })
  amount: Money;

  @Field(() => String, { nullable: true, description: 'Why it was given.' })
  reason: string | null;
}

@ObjectType({ description: 'What was credited, to an invoice or to the account.' })
export class CreditNote extends CreditNoteContent {
  @Field(() => ID, { description: 'Identifier; the same credit note imported again has the same one.' })
  id: string;

  @Field({ description: 'Number of the credit note.' })
  number: string;

  @Field(() => ID, { description: 'The import that added it.' })
  importId: string;
}

@ObjectType({ description: 'What a credit note said before a later import corrected it.' })
export class CreditNoteCorrection extends IntersectionType(CreditNoteContent, ReplacedContent) {}

/** What an invoice says, and what it said before. */
@ObjectType({ isAbstract: true })
class InvoiceContent {
  @Field(() => DateScalar, { description: 'Day of the invoice.' })
  issuedOn: string;

  @Field(() => DateScalar, { description: 'Day by which it is to be paid.' })
  dueOn: string;

  @Field(() => Money, { description: 'What is to be paid.' })
  amount: Money;
}

@ObjectType({
  description: 'An invoice. It is settled once payments and credit notes have reached its amount for good.',
})
export class Invoice extends InvoiceContent {
  @Field(() => ID, { description: 'Identifier; the same invoice imported again has the same one.' })
  id: string;

  @Field({ description: 'Number of the invoice.' })
  number: string;

  @Field(() => Money, { description: 'What of it is still open.' })
  open: Money;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was settled; null while it is open.' })
  settledOn: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days settled after the due date, 0 when on time or early; null while it is open.',
  })
  daysLate: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days since the due date of an open invoice; null when not overdue.',
  })
  daysOverdue: number | null;

  @Field({ description: 'Whether the customer disputes it, or did.' })
  disputed: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'Since when it is disputed; null when nobody told.' })
  disputedOn: string | null;

  @Field(() => ID, { description: 'The import that added it.' })
  importId: string;
}

@ObjectType({ description: 'What an invoice said before a later import corrected it.' })
export class InvoiceCorrection extends IntersectionType(InvoiceContent, ReplacedContent) {}

/** A page of invoices. */
export const InvoiceConnection = Connection(Invoice, 'Invoice');

/** A page of payments. */
export const PaymentConnection = Connection(Payment, 'Payment');

/** A page of credit notes. */
export const CreditNoteConnection = Connection(CreditNote, 'CreditNote');

@ArgsType()
export class InvoiceArgs extends ConnectionArgs {
  @Field(() => Boolean, { nullable: true, description: 'Only open ones (true) or only settled ones (false).' })
  open?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only open ones past their due date (true), or only all others (false).',
  })
  overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only disputed ones (true) or only the others (false).' })
  disputed?: boolean | null;
}

@ArgsType()
export class SettlementArgs extends ConnectionArgs {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only those without an invoice, which stand to the account’s credit (true), or only the others (false).',
  })
  onAccount?: boolean | null;
}
