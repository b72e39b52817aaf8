import { ArgsType, Field, Float, ID, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { ReplacedContent } from '../../platform/graphql/replaced-content.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

/** How a promised line stands. */
export const DELIVERY_STATES = ['OPEN', 'OVERDUE', 'LATE', 'PARTIAL', 'KEPT'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const DeliveryStateEnum = codeEnum(
  'DeliveryState',
  DELIVERY_STATES,
  'OPEN: nothing has arrived and its day is not over. OVERDUE: nothing has arrived and its day is over. LATE: it arrived after its day. PARTIAL: it arrived in time, but not all of it at once. KEPT: in time and in full.',
);

/** What a delivery says, and what it said before. */
@ObjectType({ isAbstract: true })
class DeliveryContent {
  @Field(() => DateScalar, { description: 'Day on which it arrived.' })
  deliveredOn: string;

  @Field(() => DecimalScalar, { description: "Quantity that arrived, in the product's unit." })
  quantity: string;

  @Field(() => String, { nullable: true, description: 'Number of the delivery note.' })
  deliveryNumber: string | null;
}

@ObjectType({ description: 'One arrival of goods for a promised line.' })
export class Delivery extends DeliveryContent {
  @Field(() => ID, { description: 'Identifier; the same delivery imported again has the same one.' })
  id: string;

  @Field(() => ID, { description: 'The import that added it.' })
  importId: string;
}

@ObjectType({ description: 'What a delivery said before a later import corrected it.' })
export class DeliveryCorrection extends IntersectionType(DeliveryContent, ReplacedContent) {}

/** What was promised, now or before. */
@ObjectType({ isAbstract: true })
class DeliveryPromiseContent {
  @Field(() => DateScalar, { description: 'Day for which it was promised.' })
  promisedOn: string;

  @Field(() => DecimalScalar, { description: "Quantity promised, in the product's unit." })
  quantity: string;
}

@ObjectType({ description: 'What was promised before a later import corrected it.' })
export class DeliveryPromiseCorrection extends IntersectionType(DeliveryPromiseContent, ReplacedContent) {}

@ObjectType({ description: 'An order line whose delivery was promised for a day, and what has arrived of it.' })
export class DeliveryPromise extends DeliveryPromiseContent {
  @Field(() => ID, { description: 'Identifier; the same line imported again has the same one.' })
  id: string;

  @Field(() => String, { description: 'Number of the order.' })
  orderNumber: string;

  @Field(() => String, { description: 'Number of the line in its order.' })
  lineNumber: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the first arrival; null before.' })
  firstDeliveredOn: string | null;

  @Field(() => DecimalScalar, { description: 'Quantity that has arrived in all.' })
  deliveredQuantity: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Days from the promised day to the first arrival; negative is early, null before it.',
  })
  daysLate: number | null;

  @Field(() => DeliveryStateEnum, { description: 'How it stands today.' })
  state: DeliveryState;

  @Field(() => ID, { description: 'The import that added it.' })
  importId: string;
}

/** A page of promised lines. */
export const DeliveryPromiseConnection = Connection(DeliveryPromise, 'DeliveryPromise');

@ArgsType()
export class DeliveryArgs extends ConnectionArgs {
  @Field(() => DeliveryStateEnum, { nullable: true, description: 'Only lines that stand so today.' })
  state?: DeliveryState | null;

  @Field(() => DateScalar, { nullable: true, description: 'Promised on this day or later.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Promised on this day or earlier.' })
  to?: string | null;
}

@ObjectType({
  description:
    'How a customer picks goods up: in which rhythm and in what sizes, by the first arrival of each line that counts.',
})
export class PickUpRhythm {
  @Field(() => Float, { nullable: true, description: 'Mean days between days with arrivals; null before the second.' })
  meanGapDays: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Regularity k of the rhythm: 1 is random, larger is more regular; null before the third day.',
  })
  regularity: number | null;

  @Field(() => Int, { description: 'Days since the last arrival.' })
  openGapDays: number;

  @Field(() => [Float], {
    description: 'Lower quartile, median and upper quartile of the quantity that arrived first.',
  })
  quantityQuartiles: readonly number[];
}

@ObjectType({
  description:
    'How the supplier keeps its promises of delivery to an account, over the lines promised in the last months. A line still open counts as late once its day is over, and not at all before.',
})
export class DeliveryPerformance {
  @Field(() => DateScalar, { description: 'The day it is told as of: today.' })
  asOf: string;

  @Field(() => DateScalar, { description: 'First promised day that counts.' })
  from: string;

  @Field(() => Int, { description: 'Promised lines that count.' })
  lines: number;

  @Field(() => Float, {
    nullable: true,
    description: 'On time in full: share of the lines that arrived whole by the promised day, 0–1.',
  })
  onTimeInFull: number | null;

  @Field(() => Float, { nullable: true, description: 'Share that arrived by the promised day, whole or not, 0–1.' })
  onTime: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean days from promised to first arrival; negative is early.' })
  meanDelayDays: number | null;

  @Field(() => Int, { description: 'Lines whose day is over and of which nothing has arrived.' })
  overdue: number;

  @Field(() => PickUpRhythm, { nullable: true, description: 'Rhythm and sizes; null before the first arrival.' })
  pickUps: PickUpRhythm | null;

  @Field(() => [String], { description: 'Where the figures come from.' })
  sources: readonly string[];
}
