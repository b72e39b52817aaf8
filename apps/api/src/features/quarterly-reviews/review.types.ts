import {
  type AdvisoryKind,
  type ComplaintState,
  type JointInitiativeKind,
  type JointInitiativeStatus,
  LEDGER_KINDS,
  type PlanStepStatus,
  type ValueType,
} from '@mortise/domain';
import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { PlanStepStatusEnum } from '../account-plans/plan.enums.js';
import { AdvisoryKindEnum } from '../advisories/advisory.enums.js';
import { ComplaintStatusEnum } from '../complaints/complaint.model.js';
import { fieldEnum } from '../ledger/ledger.codes.js';

const { VALUE_ENTRY, JOINT_INITIATIVE } = LEDGER_KINDS;
const ValueTypeEnum = fieldEnum('VALUE_ENTRY', 'valueType', VALUE_ENTRY.fields.valueType.codes);
const InitiativeTypeEnum = fieldEnum(
  'JOINT_INITIATIVE',
  'initiativeType',
  JOINT_INITIATIVE.fields.initiativeType.codes,
);
const InitiativeStatusEnum = fieldEnum('JOINT_INITIATIVE', 'status', JOINT_INITIATIVE.fields.status.codes);

@ObjectType({ description: 'Deliveries of a month.' })
export class ReviewMonth {
  @Field(() => DateScalar, { description: 'Its first day.' })
  from: string;

  @Field(() => Int, { description: 'Lines promised for it that count.' })
  lines: number;

  @Field(() => Float, { nullable: true, description: 'On time in full, 0–1; null of no line.' })
  onTimeInFull: number | null;
}

@ObjectType({ description: 'How what was promised for the quarter was delivered.' })
export class ReviewDeliveries {
  @Field(() => Int, { description: 'Promised lines that count.' })
  lines: number;

  @Field(() => Float, { nullable: true, description: 'On time in full, 0–1; null of no line.' })
  onTimeInFull: number | null;

  @Field(() => Float, { nullable: true, description: 'On time, whole or not, 0–1; null of no line.' })
  onTime: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean days from promised to first arrival; negative is early.' })
  meanDelayDays: number | null;

  @Field(() => Int, { description: 'Lines whose day is over and of which nothing has arrived.' })
  overdue: number;

  @Field(() => Float, { nullable: true, description: 'On time in full of the quarter before, 0–1; null of no line.' })
  onTimeInFullBefore: number | null;

  @Field(() => [ReviewMonth], { description: 'Its three months.' })
  months: readonly ReviewMonth[];
}

@ObjectType({ description: 'A complaint as it stood when the quarter was over.' })
export class ReviewComplaint {
  @Field(() => ID, { description: 'Identifier of the complaint.' })
  id: string;

  @Field({ description: 'Its number.' })
  number: string;

  @Field({ description: 'What it is about.' })
  subject: string;

  @Field(() => ComplaintStatusEnum, { description: 'The step it had reached.' })
  status: ComplaintState;

  @Field(() => DateScalar, { description: 'Day of receipt.' })
  receivedOn: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was closed; null where it was open.' })
  closedOn: string | null;
}

@ObjectType({ description: 'The complaints of the quarter.' })
export class ReviewComplaints {
  @Field(() => Int, { description: 'Received in it.' })
  received: number;

  @Field(() => Int, { description: 'Closed in it.' })
  closed: number;

  @Field(() => Int, { description: 'Not closed when it was over.' })
  open: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Median working hours from receipt to acknowledgement, of those received in it; null of none.',
  })
  responseHours: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Median working days until they were resolved, likewise; null of none.',
  })
  resolutionDays: number | null;

  @Field(() => [ReviewComplaint], {
    description: 'Received or closed in it, or open when it was over: the newest 30.',
  })
  cases: readonly ReviewComplaint[];
}

@ObjectType({ description: 'A value that was delivered in the quarter.' })
export class ReviewValue {
  @Field(() => ID, { description: 'Identifier of the entry of the ledger.' })
  id: string;

  @Field(() => DateScalar, { description: 'Day on which it was observed.' })
  on: string;

  @Field(() => ValueTypeEnum, { description: 'What kind of value.' })
  type: ValueType;

  @Field({ description: 'What shows it.' })
  evidence: string;

  @Field(() => Money, { nullable: true, description: 'What it amounts to; null where a grade says it.' })
  amount: Money | null;

  @Field(() => Float, { nullable: true, description: 'Its grade, 1–5, where money does not say it.' })
  grade: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the customer confirmed it; null while it is our claim alone.',
  })
  confirmedAt: Date | null;
}

@ObjectType({ description: 'Value delivered in one currency.' })
export class ReviewValueTotal {
  @Field(() => Money, { description: 'All that is claimed and not disputed, confirmed or not.' })
  claimed: Money;

  @Field(() => Money, { description: 'The part of it that the customer has confirmed.' })
  confirmed: Money;
}

@ObjectType({ description: 'The value delivered in the quarter. What the customer disputes is left out.' })
export class ReviewValues {
  @Field(() => Float, { nullable: true, description: 'Entries that the customer has confirmed ÷ all; null of none.' })
  confirmedRatio: number | null;

  @Field(() => [ReviewValueTotal], { description: 'By currency, as amounts of different ones cannot be added.' })
  totals: readonly ReviewValueTotal[];

  @Field(() => [ReviewValue], { description: 'The entries, the oldest first.' })
  entries: readonly ReviewValue[];
}

@ObjectType({
  description: 'Something that both companies do together, as it was last recorded by the end of the quarter.',
})
export class ReviewInitiative {
  @Field(() => ID, { description: 'Identifier of the entry of the ledger.' })
  id: string;

  @Field(() => DateScalar, { description: 'Day on which it was last recorded.' })
  on: string;

  @Field(() => InitiativeTypeEnum, { description: 'What is done.' })
  type: JointInitiativeKind;

  @Field({ description: 'What it is about.' })
  subject: string;

  @Field(() => InitiativeStatusEnum, { description: 'How it stands.' })
  status: JointInitiativeStatus;

  @Field(() => String, { nullable: true, description: 'What came of it; null while nothing is recorded.' })
  result: string | null;
}

@ObjectType({ description: 'An action of a plan that the customer may read.' })
export class ReviewAction {
  @Field(() => ID, { description: 'Identifier of the action.' })
  id: string;

  @Field({ description: "What is to be done, in the customer's language." })
  text: string;

  @Field(() => DateScalar, { description: 'The day until which it is to be done.' })
  dueOn: string;

  @Field(() => PlanStepStatusEnum, { description: 'How it stood.' })
  status: PlanStepStatus;
}

@ObjectType({ description: 'An advisory that the customer was sent in the quarter.' })
export class ReviewAdvisory {
  @Field(() => ID, { description: 'Identifier of the advisory.' })
  id: string;

  @Field(() => AdvisoryKindEnum, { description: 'What it warned of.' })
  kind: AdvisoryKind;

  @Field({ description: "What it is about, in the customer's language where there is such a text." })
  title: string;

  @Field(() => DateScalar, { description: 'The day on which it was sent.' })
  sentOn: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the customer did, in its words; null if it has told nothing.',
  })
  action: string | null;
}

@ObjectType({
  description:
    'A quarter as a customer is shown it: what it knows itself or may know. Health, margin, stage, level, alerts and what we think of people are never part of it.',
})
export class QuarterlyReview {
  @Field(() => Int, { description: 'The year.' })
  year: number;

  @Field(() => Int, { description: 'The quarter, 1–4.' })
  quarter: number;

  @Field(() => DateScalar, { description: 'Its first day.' })
  from: string;

  @Field(() => DateScalar, { description: 'Its last day.' })
  to: string;

  @Field(() => DateScalar, { description: 'The day as of which the facts were known.' })
  asOf: string;

  @Field({ description: 'Language: en, zh-CN or zh-TW.' })
  language: string;

  @Field({ description: 'Name of the supplier.' })
  supplier: string;

  @Field({ description: 'Name of the customer.' })
  customer: string;

  @Field(() => String, { nullable: true, description: 'What is said to the customer beside the facts.' })
  message: string | null;

  @Field(() => ReviewDeliveries, { description: 'Deliveries.' })
  deliveries: ReviewDeliveries;

  @Field(() => ReviewComplaints, { description: 'Complaints.' })
  complaints: ReviewComplaints;

  @Field(() => ReviewValues, { description: 'Value delivered.' })
  values: ReviewValues;

  @Field(() => [ReviewInitiative], {
    description: 'What is done together: under way, planned, or done in the quarter.',
  })
  initiatives: readonly ReviewInitiative[];

  @Field(() => [ReviewAction], { description: 'The actions that were picked to be shown, the first due first.' })
  actions: readonly ReviewAction[];

  @Field(() => [ReviewAdvisory], { description: 'Advisories that were sent in the quarter, the oldest first.' })
  advisories: readonly ReviewAdvisory[];

  @Field(() => [String], { description: 'Where the facts come from.' })
  sources: readonly string[];
}
