import { type IsoDate, PRIVACY_BASES, type PrivacyBasis } from '@mortise/domain';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';

export const PERSONAL_FIELDS = ['BIRTHDAY', 'HOBBY', 'PERSONALITY'] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

export const PersonalFieldEnum = codeEnum('PersonalField', PERSONAL_FIELDS, 'What of a person is kept.');

export const PrivacyBasisEnum = codeEnum(
  'PrivacyBasis',
  PRIVACY_BASES,
  'On what ground it is kept: the person agreed, or we have an interest that weighs more.',
);

@ObjectType({ description: 'A personal detail of somebody at a customer, with all that makes keeping it lawful.' })
export class PersonalRecord {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => PersonalFieldEnum, { description: 'What it is.' })
  field: PersonalField;

  @Field({ description: 'The detail.' })
  value: string;

  @Field(() => PrivacyBasisEnum, { description: 'On what ground it is kept.' })
  basis: PrivacyBasis;

  @Field({ description: 'What it is kept for.' })
  purpose: string;

  @Field(() => DateScalar, { description: 'When it was collected.' })
  collectedOn: IsoDate;

  @Field(() => DateScalar, { description: 'The day on which it is erased.' })
  expiresOn: IsoDate;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;
}

@InputType({ description: 'A personal detail; it takes the place of what is kept of that field.' })
export class RecordPersonalRecordInput {
  @Field(() => ID, { description: 'The person.' })
  contactId: string;

  @Field(() => PersonalFieldEnum, { description: 'What it is.' })
  field: PersonalField;

  @Field({ description: 'The detail, up to 500 characters.' })
  value: string;

  @Field(() => PrivacyBasisEnum, { nullable: true, description: 'On what ground it is kept; refused without.' })
  basis?: PrivacyBasis | null;

  @Field(() => String, { nullable: true, description: 'What it is kept for, up to 500 characters; refused without.' })
  purpose?: string | null;

  @Field(() => Int, { nullable: true, description: 'Months until it is erased, 1 to 60; refused without.' })
  keepMonths?: number | null;
}
