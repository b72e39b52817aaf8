import { VALUE_ENTRY_STATES, VALUE_TYPES, type ValueEntryState, type ValueType } from '@mortise/domain';
import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection } from '../../platform/graphql/connection.js';
import { BigIntScalar, DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

const PortalValueTypeEnum = codeEnum(
  'PortalValueType',
  VALUE_TYPES,
  'PERFORMANCE: of the product. RELATIONSHIP: of working with each other. CO_CREATED: made together.',
);
const PortalValueStateEnum = codeEnum(
  'PortalValueState',
  VALUE_ENTRY_STATES,
  'CLAIMED: your supplier says so. CUSTOMER_CONFIRMED: your company has confirmed it. CUSTOMER_DISPUTED: your company does not see it so.',
);

@ObjectType({ description: 'An amount of money.' })
export class PortalMoney {
  @Field(() => BigIntScalar, { description: 'The amount in minor units, for example cents.' })
  minor: string;

  @Field({ description: 'Currency, ISO 4217.' })
  currency: string;

  @Field(() => DecimalScalar, { description: 'The amount in major units, with the digits of the currency.' })
  decimal: string;
}

@ObjectType({ description: 'A value that your supplier says it has delivered to your company.' })
export class PortalDeliveredValue {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateScalar, { description: 'Day on which it was observed.' })
  observedOn: string;

  @Field(() => PortalValueTypeEnum, { description: 'What kind of value.' })
  type: ValueType;

  @Field({ description: 'What shows it.' })
  evidence: string;

  @Field(() => Float, { nullable: true, description: 'Its grade, 1–5, where money does not say it.' })
  grade: number | null;

  @Field(() => PortalValueStateEnum, { description: 'What your company has said of it.' })
  state: ValueEntryState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was said; null before.' })
  judgedAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Why your company does not see it so; null otherwise.' })
  reason: string | null;

  @Field({ description: 'Whether it was you who said it.' })
  judgedByYou: boolean;
}

/** A page of them. */
export const PortalDeliveredValueConnection = Connection(PortalDeliveredValue, 'PortalDeliveredValue');
