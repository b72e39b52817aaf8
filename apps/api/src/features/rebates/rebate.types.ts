import {
  REBATE_BASES,
  REBATE_KINDS,
  REBATE_STATES,
  type RebateBasis,
  type RebateKind,
  type RebateState,
} from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { REBATE_SCOPES, type RebateScope } from './rebate-terms.js';

export const RebateBasisEnum = codeEnum(
  'RebateBasis',
  REBATE_BASES,
  'What a rebate goes by. NET_SALES: tiers in the currency, rates are parts of net sales. QUANTITY: tiers in units, rates are amounts for each unit.',
);
export const RebateKindEnum = codeEnum(
  'RebateKind',
  REBATE_KINDS,
  "RETROACTIVE: the tier's rate holds for all that was bought. INCREMENTAL: only for what lies above the tier.",
);
export const RebateScopeEnum = codeEnum('RebateScope', REBATE_SCOPES, 'What an agreement is about.');
export const RebateStateEnum = codeEnum(
  'RebateState',
  REBATE_STATES,
  'DRAFT: binds nobody yet. ACTIVE: agreed. ENDED: ended before its time. SETTLED: paid out. WITHDRAWN: a draft that came to nothing.',
);

@ObjectType({ description: 'A tier of a rebate agreement.' })
export class RebateTier {
  @Field(() => DecimalScalar, { description: 'From which net sales in the currency, or units, on it holds.' })
  from: string;

  @Field(() => DecimalScalar, {
    description: 'Part of net sales that is given back, 0–1, or amount in the currency for each unit.',
  })
  rate: string;
}

@ObjectType({
  description: 'What was agreed with a customer, or a group of customers, to give back of what it buys in a period.',
})
export class RebateAgreement {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: "The agreement's number." })
  number: string;

  @Field({ description: 'Whether what accounts below its account buy counts too.' })
  includesGroup: boolean;

  @Field(() => DateScalar, { description: 'First day of the first month.' })
  fromMonth: string;

  @Field(() => DateScalar, { description: 'First day of the last month.' })
  toMonth: string;

  @Field(() => RebateBasisEnum, { description: 'What it goes by.' })
  basis: RebateBasis;

  @Field(() => RebateKindEnum, { description: 'What the rate of a tier is for.' })
  kind: RebateKind;

  @Field(() => RebateScopeEnum, { description: 'What it is about; `categories` and `products` name it.' })
  scope: RebateScope;

  @Field({ description: 'Currency, ISO 4217.' })
  currency: string;

  @Field(() => RebateStateEnum, { description: 'How far it is.' })
  state: RebateState;

  @Field(() => String, { nullable: true, description: 'What else is to be known about it.' })
  note: string | null;

  @Field(() => [RebateTier], { description: 'Its tiers, the lowest first.' })
  tiers: RebateTier[];

  @Field(() => Money, { nullable: true, description: 'What was paid out; null before.' })
  settled: Money | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was settled.' })
  settledAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Who settled it, as `staff:<id>`.' })
  settledBy: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;

  @Field(() => Int, { description: 'Goes up with every change; send it back with the next one.' })
  version: number;
}

export const RebateAgreementConnection = Connection(RebateAgreement, 'RebateAgreement');

@InputType({ description: 'Which rebate agreements.' })
export class RebateAgreementFilter {
  @Field(() => [RebateStateEnum], { nullable: true, description: 'In one of these states.' })
  states?: RebateState[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this account.' })
  accountId?: string | null;
}

@ArgsType()
export class RebateAgreementArgs extends ConnectionArgs {
  @Field(() => RebateAgreementFilter, { nullable: true, description: 'Which ones; all unless told.' })
  filter?: RebateAgreementFilter | null;
}
