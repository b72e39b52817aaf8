import { COMPLAINT_STATES, type ComplaintState } from '@mortise/domain';
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
export interface ComplaintSummary extends Pick<Complaint, 'id' | 'number' | 'subject' | 'status' | 'version'> {
  readonly accountId: string;
}

/** The columns of `complaint c` as a {@link ComplaintSummary} has them. */
export const SUMMARY_COLUMNS = sql`c.id, c.number, c.subject, c.status, c.version, c.account_id as "accountId"`;
