import type { ComplaintState } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { Complaint, ComplaintStatusEnum } from './complaint.model.js';

/** A page of complaints. */
export const ComplaintConnection = Connection(Complaint, 'Complaint');

@ObjectType({ description: 'A step a complaint has taken.' })
export class ComplaintEvent {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field(() => ComplaintStatusEnum, { description: 'The step that was reached.' })
  type: ComplaintState;

  @Field({ description: 'Who did it: `buyer:<account contact>`, `staff:<member>` or `system:<name>`.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of staff; not shown to the customer.' })
  note: string | null;
}

@ObjectType({ description: 'The order line a complaint is about.' })
export class ComplaintOrderLine {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Order number.' })
  orderNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the line within the order.' })
  lineNumber: string | null;

  @Field(() => DateScalar, { description: 'Day of the order.' })
  orderedOn: string;

  @Field({ description: 'Product.' })
  productName: string;

  @Field(() => DecimalScalar, { description: 'Quantity in `unit`; negative for returns.' })
  quantity: string;

  @Field(() => String, { nullable: true, description: 'Unit of the product.' })
  unit: string | null;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  lot: string | null;
}

@InputType({ description: 'Which complaints to list; all conditions together.' })
export class ComplaintFilter {
  @Field(() => ComplaintStatusEnum, { nullable: true, description: 'Only those at this step.' })
  status?: ComplaintState | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this account.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'The number, or words of the subject.' })
  search?: string | null;
}

@ArgsType()
export class ComplaintListArgs extends ConnectionArgs {
  @Field(() => ComplaintFilter, { nullable: true, description: 'Which complaints to list.' })
  filter?: ComplaintFilter | null;
}

@InputType({ description: 'A complaint that reached staff in another way.' })
export class CreateComplaintInput {
  @Field({
    description:
      'Key of this submission, 8 to 100 letters, digits, hyphens or underscores: sending it again does not file it twice.',
  })
  idempotencyKey: string;

  @Field(() => ID, { description: 'Account that complains.' })
  accountId: string;

  @Field(() => ID, { nullable: true, description: "Who complains: the contact's place at the account." })
  accountContactId?: string | null;

  @Field({ description: 'What it is about, up to 200 characters.' })
  subject: string;

  @Field({ description: 'What happened, up to 10,000 characters.' })
  description: string;

  @Field(() => ID, { nullable: true, description: 'Order line it is about.' })
  orderLineId?: string | null;

  @Field(() => String, { nullable: true, description: 'Lot or batch, up to 100 characters.' })
  lot?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much is affected, more than 0, in `unit`.' })
  quantity?: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of `quantity`, up to 20 characters.' })
  unit?: string | null;
}

@InputType({ description: 'A complaint taken one step further.' })
export class ChangeComplaintStatusInput {
  @Field(() => ID, { description: 'Complaint.' })
  id: string;

  @Field(() => ComplaintStatusEnum, { description: 'The next step.' })
  status: ComplaintState;

  @Field(() => String, {
    nullable: true,
    description: 'Why, up to 2,000 characters; kept with the step, not shown to the customer.',
  })
  note?: string | null;

  @Field(() => Int, { description: 'The version the change was made from.' })
  version: number;
}
