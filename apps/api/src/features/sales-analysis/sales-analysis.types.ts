import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

@ObjectType({ description: 'Net sales of a period beside those of another, and of what kind the change is.' })
export class SalesComparisonFigures {
  @Field(() => Money, { description: 'Net sales of the period.' })
  net: Money;

  @Field(() => Money, { description: 'Net sales of the period it is compared with.' })
  before: Money;

  @Field(() => Money, { description: 'net − before.' })
  change: Money;

  @Field(() => Float, { nullable: true, description: 'change ÷ before; null unless before is positive.' })
  changeShare: number | null;
}

@ObjectType({
  description:
    'A change of net sales taken apart, to the minor unit: customer + volume + price + mix = change (price-volume-mix analysis).',
})
export class SalesEffects {
  @Field(() => Money, { description: 'Sales of customers that are new less those of customers that are gone.' })
  customer: Money;

  @Field(() => Money, {
    description:
      'Of customers in both periods: what the change of their total quantity is worth at the average price before.',
  })
  volume: Money;

  @Field(() => Money, { description: 'Of what they bought in both periods: quantity after × change of price.' })
  price: Money;

  @Field(() => Money, {
    description: 'The rest: they moved to dearer or cheaper products, new and dropped ones included.',
  })
  mix: Money;

  @Field(() => Int, { description: 'Accounts that bought in the period.' })
  accounts: number;

  @Field(() => Int, { description: 'Accounts that bought in the period it is compared with.' })
  accountsBefore: number;
}

@ObjectType({ description: 'Sales of one value of what is compared by.' })
export class SalesRow extends SalesComparisonFigures {
  @Field(() => String, {
    nullable: true,
    description: 'The value: a code, a text, or an identifier; null for those of whom it is not known.',
  })
  key: string | null;

  @Field(() => String, { nullable: true, description: 'What people call it; null where it is not known.' })
  label: string | null;
}

/** What a row's `effects` are worked out with, when a client asks for them. */
export interface EffectsOf {
  readonly effectsOf: () => Promise<SalesEffects>;
}

@ObjectType({
  description:
    'Where sales changed, and of what kind the change is: of the accounts you may see. Changes of rows and rest add up to the total; the effects of rows need not, where an account stands in several of them.',
})
export class SalesAnalysis {
  @Field(() => DateScalar, { description: 'First day of the period.' })
  from: string;

  @Field(() => DateScalar, { description: 'Last day of the period.' })
  to: string;

  @Field(() => DateScalar, { description: 'First day of the period it is compared with.' })
  comparedFrom: string;

  @Field(() => DateScalar, { description: 'Last day of the period it is compared with.' })
  comparedTo: string;

  @Field(() => SalesRow, { description: 'All of it; its key and label are null.' })
  total: SalesRow & EffectsOf;

  @Field(() => [SalesRow], { description: 'By value, in the order asked for.' })
  rows: (SalesRow & EffectsOf)[];

  @Field(() => SalesComparisonFigures, { description: 'What is not among the rows.' })
  rest: SalesComparisonFigures;

  @Field(() => Int, { description: 'How many values there are.' })
  valueCount: number;

  @Field(() => [String], { description: 'Where the figures come from.' })
  sources: readonly string[];
}
