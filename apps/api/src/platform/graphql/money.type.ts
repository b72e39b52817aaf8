import { Field, ObjectType } from '@nestjs/graphql';
import { BigIntScalar, DecimalScalar } from './scalars.js';

@ObjectType({ description: 'An amount of money in one currency, exact at any size.' })
export class Money {
  @Field(() => BigIntScalar, { description: 'The amount in minor units, for example cents.' })
  minor: string;

  @Field({ description: 'Currency, ISO 4217.' })
  currency: string;

  @Field(() => DecimalScalar, { description: 'The amount in major units, with the digits of the currency.' })
  decimal: string;
}
