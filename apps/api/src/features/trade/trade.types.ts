import { ArgsType, Field, ID, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { Connection, ConnectionArgs } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { ReplacedContent } from '../../platform/graphql/replaced-content.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';

/** What an order line says, and what it said before. */
@ObjectType({ isAbstract: true })
class OrderLineContent {
  @Field(() => DateScalar, { description: 'Day of the order.' })
  orderedOn: string;

  @Field(() => DecimalScalar, { description: "Quantity in the product's unit." })
  quantity: string;

  @Field(() => Money, { description: 'Net sales of the line.' })
  net: Money;

  @Field(() => Money, { nullable: true, description: 'The line at list price; null where it was not told.' })
  list: Money | null;

  @Field(() => Money, {
    nullable: true,
    description: 'Cost of the goods of the line; null where it was not told. Needs value.read.',
  })
  cost: Money | null;

  @Field(() => String, { nullable: true, description: 'Lot or batch.' })
  lot: string | null;
}

@ObjectType({ description: 'One line of an order or invoice; negative quantities and amounts are returns.' })
export class OrderLine extends OrderLineContent {
  @Field(() => ID, { description: 'Identifier; the same line imported again has the same one.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Number of the order.' })
  orderNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the line in its order.' })
  lineNumber: string | null;

  @Field(() => ID, { description: 'The import that added it.' })
  importId: string;
}

@ObjectType({ description: 'What an order line said before a later import corrected it.' })
export class OrderLineCorrection extends IntersectionType(OrderLineContent, ReplacedContent) {}

/** A page of order lines. */
export const OrderLineConnection = Connection(OrderLine, 'OrderLine');

@ArgsType()
export class OrderLineArgs extends ConnectionArgs {
  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day.' })
  to?: string | null;
}

@ObjectType({ description: "An account's trade in one calendar month." })
export class MonthlySales {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  month: string;

  @Field(() => Money, { description: 'Net sales, returns subtracted.' })
  net: Money;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Quantity; null over several categories, whose units differ.',
  })
  quantity: string | null;

  @Field(() => Int, { description: 'Order lines.' })
  lines: number;

  @Field(() => Money, {
    nullable: true,
    description:
      'Net sales less cost of goods, of the lines that tell their cost; null where none does, or where these cancel each other out. Needs value.read.',
  })
  margin: Money | null;

  @Field(() => Money, { description: 'Net sales of the lines that tell their cost: what the margin is a part of.' })
  costedNet: Money;
}

@ArgsType()
export class MonthlySalesArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many months, up to the latest with trade of anybody (1–120, default 12).',
  })
  months?: number | null;

  @Field(() => ID, { nullable: true, description: 'Only this product category.' })
  categoryId?: string | null;
}

@ObjectType({ description: "An account's trade in one week, Monday to Sunday." })
export class WeeklySales {
  @Field(() => DateScalar, { description: 'The Monday.' })
  week: string;

  @Field(() => String, { description: 'The week as ISO 8601 counts it: 2026-W07.' })
  isoWeek: string;

  @Field(() => Money, { description: 'Net sales, returns subtracted.' })
  net: Money;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Quantity; null over several categories, whose units differ.',
  })
  quantity: string | null;

  @Field(() => Int, { description: 'Order lines.' })
  lines: number;
}

@ArgsType()
export class WeeklySalesArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many weeks, up to the one of the latest trade of anybody (1–260, default 26).',
  })
  weeks?: number | null;

  @Field(() => ID, { nullable: true, description: 'Only this product category.' })
  categoryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only this product.' })
  productId?: string | null;
}
