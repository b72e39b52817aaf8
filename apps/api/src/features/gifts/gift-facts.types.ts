import type { AccountKind, IsoDate, PrivacyBasis } from '@mortise/domain';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { BigIntScalar, DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { PrivacyBasisEnum } from '../personal-records/personal-record.types.js';
import { GiftAccountKindEnum } from './gift.enums.js';

@ObjectType({ description: 'What an account lets its people accept, as gifts are held against it.' })
export class GiftRules {
  @Field(() => GiftAccountKindEnum, { description: 'What the account is.' })
  accountKind: AccountKind;

  @Field(() => Money, {
    nullable: true,
    description: 'Most that one gift may be worth; nothing where it forbids gifts; null where nobody knows.',
  })
  limit: Money | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which an offer, an audit or a negotiation with it is pending; null while none is.',
  })
  decisionPendingUntil: IsoDate | null;

  @Field({ description: 'Where this is known from.' })
  source: string;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field(() => Int, { description: 'Grows with every change; a change names the version it was made from.' })
  version: number;
}

@ObjectType({
  description:
    'Whether a person may be given anything at all: said of a person, and so with a ground, and gone in time.',
})
export class GiftRecipient {
  @Field({ description: 'Whether she or he holds a public office.' })
  publicOfficial: boolean;

  @Field(() => PrivacyBasisEnum, { description: 'On what ground it is kept.' })
  basis: PrivacyBasis;

  @Field({ description: 'Where this is known from.' })
  source: string;

  @Field(() => DateScalar, { description: 'When it was found out.' })
  collectedOn: IsoDate;

  @Field(() => DateScalar, { description: 'The day from which on it counts as unknown, and is erased.' })
  expiresOn: IsoDate;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field(() => Int, { description: 'Grows with every change; a change names the version it was made from.' })
  version: number;
}

@InputType({ description: 'What an account lets its people accept; it takes the place of what was recorded before.' })
export class RecordGiftRulesInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => Int, { description: 'The version that you have before you; 0 where nothing is recorded.' })
  version: number;

  @Field(() => GiftAccountKindEnum, { description: 'What the account is.' })
  accountKind: AccountKind;

  @Field(() => BigIntScalar, {
    nullable: true,
    description:
      'Most that one gift may be worth, in minor units of the currency of the supplier; 0 where it forbids gifts; left out where nobody knows.',
  })
  limitMinor?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which an offer, an audit or a negotiation with it is pending.',
  })
  decisionPendingUntil?: IsoDate | null;

  @Field({ description: 'Where this is known from, as its code of conduct, up to 300 characters.' })
  source: string;
}

@InputType({ description: 'Whether a person holds a public office; it takes the place of what was recorded before.' })
export class RecordGiftRecipientInput {
  @Field(() => ID, { description: 'The person.' })
  contactId: string;

  @Field(() => Int, { description: 'The version that you have before you; 0 where nothing is recorded.' })
  version: number;

  @Field({ description: 'Whether she or he holds a public office.' })
  publicOfficial: boolean;

  @Field(() => PrivacyBasisEnum, { description: 'On what ground it is kept.' })
  basis: PrivacyBasis;

  @Field({ description: 'Where this is known from, up to 300 characters.' })
  source: string;

  @Field(() => Int, { nullable: true, description: 'Months for which it counts, 1 to 24; 12 unless told.' })
  keepMonths?: number | null;
}
