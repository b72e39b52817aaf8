import {
  COMPLAINT_SEVERITIES,
  COMPLAINT_STATES,
  type ComplaintSeverity,
  type ComplaintState,
  COURSE_CLOCKS,
  type CourseClock,
} from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Connection } from '../../platform/graphql/connection.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const PortalComplaintStatusEnum = codeEnum(
  'PortalComplaintStatus',
  COMPLAINT_STATES,
  'Step of a complaint, in order; REOPENED follows when you do not accept what was done.',
);

export const PortalComplaintSeverityEnum = codeEnum(
  'PortalComplaintSeverity',
  COMPLAINT_SEVERITIES,
  'How bad something is for you.',
);

export const PortalComplaintDeadlineStepEnum = codeEnum<CourseClock>(
  'PortalComplaintDeadlineStep',
  COURSE_CLOCKS,
  'ACKNOWLEDGE: somebody looks after it. D3: you are told how you are protected for the time being. D4: the cause is known. RESOLVE: the action is complete.',
);

@ObjectType({ description: 'What you can expect next, and until when.' })
export class PortalComplaintDeadline {
  @Field(() => PortalComplaintDeadlineStepEnum, { description: 'What is due.' })
  step: CourseClock;

  @Field(() => DateTimeScalar, { description: 'When it is or was due.' })
  dueAt: Date;

  @Field({ description: 'Whether that has passed.' })
  overdue: boolean;
}

@ObjectType({ description: 'A step your complaint has taken.' })
export class PortalComplaintEvent {
  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field(() => PortalComplaintStatusEnum, { description: 'The step that was reached.' })
  type: ComplaintState;
}

@ObjectType({ description: 'One line of an order of yours.' })
export class PortalOrderLine {
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

@ObjectType({ description: 'A complaint of your company.' })
export class PortalComplaint {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Number to refer to, for example C-2026-000123.' })
  number: string;

  @Field({ description: 'What it is about, in a line.' })
  subject: string;

  @Field({ description: 'What happened.' })
  description: string;

  @Field(() => PortalComplaintStatusEnum, { description: 'Step it has reached.' })
  status: ComplaintState;

  @Field(() => PortalComplaintSeverityEnum, { description: 'How bad it is.' })
  severity: ComplaintSeverity;

  @Field({ description: 'Whether it waits for an answer, goods or a decision of yours, so that no time is counted.' })
  waitingForYou: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'How you are protected until the cause is removed; null until that is known.',
  })
  answer: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was filed.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt: Date;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  lot: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much is affected, in `unit`.' })
  quantity: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of `quantity`.' })
  unit: string | null;
}

/** A page of a buyer's complaints. */
export const PortalComplaintConnection = Connection(PortalComplaint, 'PortalComplaint');

@ArgsType()
export class PortalOrderLineArgs {
  @Field(() => String, { nullable: true, description: "Part of an order number, a lot or a product's name." })
  search?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, the newest first (1–100, default 20).' })
  first?: number | null;
}

@InputType({ description: 'A complaint to file.' })
export class FileComplaintInput {
  @Field({
    description:
      'Key of this submission, 8 to 100 letters, digits, hyphens or underscores: sending it again does not file it twice.',
  })
  idempotencyKey: string;

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

  @Field(() => PortalComplaintSeverityEnum, {
    nullable: true,
    description: 'How bad it is for you; MINOR unless told.',
  })
  severity?: ComplaintSeverity | null;

  @Field(() => [ID], { nullable: true, description: 'Files sent before, up to 10; each belongs to one complaint.' })
  fileIds?: string[] | null;
}
