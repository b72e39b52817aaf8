import { COST_DRIVERS, type CostDriver } from '@mortise/domain';
import { Field, ID, InputType, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { countedDay, note } from '../../platform/errors/input-schemas.js';
import { Connection } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { ReplacedContent } from '../../platform/graphql/replaced-content.type.js';
import { BigIntScalar, DateScalar, DateTimeScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { CostDriverEnum } from './waterfall.types.js';

/** What a cost to serve says, and what it said before. */
@ObjectType({ isAbstract: true })
class CostToServeContent {
  @Field(() => DecimalScalar, { description: 'How much of it.' })
  quantity: string;

  @Field(() => Money, { description: 'What one unit costs.' })
  rate: Money;

  @Field(() => Money, { description: 'Quantity × rate.' })
  cost: Money;
}

@ObjectType({ description: 'What serving an account took of one driver in one month.' })
export class CostToServe extends CostToServeContent {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: string;

  @Field(() => CostDriverEnum, { description: 'What was spent.' })
  driver: CostDriver;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

@ObjectType({ description: 'What a cost to serve said before a later import corrected it.' })
export class CostToServeCorrection extends IntersectionType(CostToServeContent, ReplacedContent) {}

export const CostToServeConnection = Connection(CostToServe, 'CostToServe');

@ObjectType({ description: 'What winning an account cost; it is written off evenly over the months after.' })
export class AcquisitionCost {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field(() => Money, { description: 'The whole amount.' })
  amount: Money;

  @Field(() => DateScalar, { description: 'First day of the month in which the account was won.' })
  wonIn: string;

  @Field(() => Int, { description: 'Months over which it is written off.' })
  months: number;

  @Field(() => String, { nullable: true, description: 'What it was spent on.' })
  note: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;
}

@InputType({ description: 'What serving an account took of one driver in one month.' })
export class RecordCostToServeInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => DateScalar, { description: 'A day of the month.' })
  month: string;

  @Field(() => CostDriverEnum, { description: 'What was spent; one record per account, month and driver.' })
  driver: CostDriver;

  @Field(() => DecimalScalar, { description: 'How much of it, from 0, up to six decimals.' })
  quantity: string;

  @Field(() => BigIntScalar, { description: "What one unit costs, in minor units of the supplier's currency." })
  rateMinor: string;
}

@InputType({ description: 'What winning an account cost.' })
export class RecordAcquisitionCostInput {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => BigIntScalar, { description: "The whole amount in minor units of the supplier's currency." })
  amountMinor: string;

  @Field(() => DateScalar, { description: 'A day of the month in which the account was won.' })
  wonIn: string;

  @Field(() => Int, { nullable: true, description: 'Months over which it is written off, 1–120; 36 unless told.' })
  months?: number | null;

  @Field(() => String, { nullable: true, description: 'What it was spent on, up to 2,000 characters.' })
  note?: string | null;
}

const MOST_MINOR = 10n ** 16n;
const minor = z
  .string()
  .regex(/^\d+$/, 'must not be negative')
  .transform(BigInt)
  .refine((amount) => amount <= MOST_MINOR, 'is too large');

export const costToServeInput = z.object({
  accountId: z.string(),
  month: countedDay,
  driver: z.enum(COST_DRIVERS),
  quantity: z
    .string()
    .regex(/^\d+(\.\d{1,6})?$/, 'must be a number from 0 with up to six decimals')
    .refine((quantity) => Number(quantity) <= 9e9, 'is too large'),
  rateMinor: minor,
});

export const acquisitionCostInput = z.object({
  accountId: z.string(),
  amountMinor: minor,
  wonIn: countedDay,
  months: z
    .int()
    .min(1)
    .max(120)
    .nullish()
    .transform((months) => months ?? 36),
  note: note(2_000).nullish(),
});
