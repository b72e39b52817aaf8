import type { ComplaintSeverity, ComplaintState, CourseEventType } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { Complaint, ComplaintEventTypeEnum, ComplaintSeverityEnum, ComplaintStatusEnum } from './complaint.model.js';

/** A page of complaints. */
export const ComplaintConnection = Connection(Complaint, 'Complaint');

/** In which order complaints come. */
export const COMPLAINT_ORDERS = ['NEWEST', 'NEXT_DUE'] as const;
export type ComplaintOrder = (typeof COMPLAINT_ORDERS)[number];
export const ComplaintOrderEnum = codeEnum(
  'ComplaintOrder',
  COMPLAINT_ORDERS,
  'NEWEST: the newest first. NEXT_DUE: only those of which a deadline is ahead, the earliest first.',
);

@ObjectType({ description: 'Something that happened to a complaint.' })
export class ComplaintEvent {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field(() => ComplaintEventTypeEnum, { description: 'What happened.' })
  type: CourseEventType;

  @Field({ description: 'Who did it: `buyer:<account contact>`, `staff:<member>` or `system:<name>`.' })
  actor: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of staff; not shown to the customer.' })
  note: string | null;

  @Field(() => String, { nullable: true, description: 'Of CONTAINED: what the customer was told.' })
  answer: string | null;

  @Field(() => ComplaintSeverityEnum, {
    nullable: true,
    description: 'Of SEVERITY_ASSESSED: the severity from then on.',
  })
  severity: ComplaintSeverity | null;
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

  @Field(() => ComplaintSeverityEnum, { nullable: true, description: 'Only those of this severity.' })
  severity?: ComplaintSeverity | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: only those of which a deadline has passed unmet since they were last reopened; false: the others.',
  })
  breached?: boolean | null;
}

@ArgsType()
export class ComplaintListArgs extends ConnectionArgs {
  @Field(() => ComplaintFilter, { nullable: true, description: 'Which complaints to list.' })
  filter?: ComplaintFilter | null;

  @Field(() => ComplaintOrderEnum, { nullable: true, description: 'Order; NEWEST unless told.' })
  orderBy?: ComplaintOrder | null;
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

  @Field(() => ComplaintSeverityEnum, { nullable: true, description: 'How bad it is; MINOR unless told.' })
  severity?: ComplaintSeverity | null;
}
