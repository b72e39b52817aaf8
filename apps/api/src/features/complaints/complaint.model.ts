import {
  COMPLAINT_SEVERITIES,
  COMPLAINT_STATES,
  type ComplaintSeverity,
  type ComplaintState,
  COURSE_EVENTS,
  type CourseEventType,
  PAUSE_REASONS,
  type PauseReason,
} from '@mortise/domain';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { sql } from '../../platform/database/tenant-sql.js';
import { DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const COMPLAINT_CHANNELS = ['PORTAL', 'STAFF', 'WIDGET', 'PROMPTED'] as const;
export type ComplaintChannel = (typeof COMPLAINT_CHANNELS)[number];

export const ComplaintStatusEnum = codeEnum(
  'ComplaintStatus',
  COMPLAINT_STATES,
  'Step of a complaint, in order; REOPENED follows when the customer does not accept what was done.',
);
export const ComplaintSeverityEnum = codeEnum(
  'ComplaintSeverity',
  COMPLAINT_SEVERITIES,
  'How bad it is for the customer; deadlines of graver complaints are shorter.',
);
/** What holds where nobody has said how bad it is. */
export const UNTOLD_SEVERITY: ComplaintSeverity = 'MINOR';
export const ComplaintPauseEnum = codeEnum<PauseReason>(
  'ComplaintPause',
  PAUSE_REASONS,
  'What is waited for while the clocks stand still.',
);
export const ComplaintEventTypeEnum = codeEnum<CourseEventType>(
  'ComplaintEventType',
  [...COMPLAINT_STATES, ...COURSE_EVENTS],
  'The step that was reached; CONTAINED: the customer was told how he is protected for the time being; SEVERITY_ASSESSED: somebody has judged how bad it is; CLOCK_PAUSED and CLOCK_RESUMED: the clocks stood still in between.',
);
export const ComplaintChannelEnum = codeEnum(
  'ComplaintChannel',
  COMPLAINT_CHANNELS,
  'How a complaint came in; PROMPTED: because the customer was asked, which does not count as voiced.',
);

@ObjectType({ description: 'Something a customer is not content with.' })
export class Complaint {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Number given when it came in, for example C-2026-000123.' })
  number: string;

  @Field(() => ID, {
    nullable: true,
    description: "Who complains: the contact's place at the account; null when not known.",
  })
  accountContactId: string | null;

  @Field({ description: 'What it is about, in a line.' })
  subject: string;

  @Field({ description: 'What happened, in the words of the customer.' })
  description: string;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  lot: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'How much is affected, in `unit`.' })
  quantity: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of `quantity`.' })
  unit: string | null;

  @Field(() => ComplaintStatusEnum, { description: 'Step it has reached.' })
  status: ComplaintState;

  @Field(() => ComplaintChannelEnum, { description: 'How it came in.' })
  channel: ComplaintChannel;

  @Field(() => ComplaintSeverityEnum, { description: 'How bad it is; MINOR until somebody has said.' })
  severity: ComplaintSeverity;

  @Field(() => ComplaintPauseEnum, {
    nullable: true,
    description: 'What is waited for; null while its clocks may run.',
  })
  paused: PauseReason | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the first of its deadlines passed unmet since it was last reopened, as of the last look at its clocks; null when none has.',
  })
  breachedAt: Date | null;

  @Field({ description: 'Who filed it: `buyer:<account contact>` or `staff:<member>`.' })
  filedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was filed.' })
  createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt: Date;

  @Field(() => Int, { description: 'Grows with every change; a change names the version it was made from.' })
  version: number;
}

/** As much of a complaint as its services work with. */
export interface ComplaintSummary extends Pick<
  Complaint,
  'id' | 'number' | 'subject' | 'status' | 'severity' | 'paused' | 'version'
> {
  readonly accountId: string;
}

/** The columns of `complaint c` as a {@link ComplaintSummary} has them. */
export const SUMMARY_COLUMNS = sql`c.id, c.number, c.subject, c.status, c.severity, c.paused, c.version, c.account_id as "accountId"`;
