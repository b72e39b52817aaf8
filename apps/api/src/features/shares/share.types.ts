import { CONFIDENCES, type Confidence, WALLET_METHODS, type WalletMethod } from '@mortise/domain';
import { ArgsType, Field, Float, ID, Int, IntersectionType, ObjectType } from '@nestjs/graphql';
import { Connection } from '../../platform/graphql/connection.js';
import { Money } from '../../platform/graphql/money.type.js';
import { ReplacedContent } from '../../platform/graphql/replaced-content.type.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';

/** How a wallet became known. */
export const WalletMethodEnum = codeEnum(
  'WalletMethod',
  WALLET_METHODS,
  'How a wallet became known, the best first: the customer declared it, its bill of materials, its financial statement, a tender, our rank among its suppliers, an estimate.',
);

/** How far a wallet can be trusted. */
export const ConfidenceEnum = codeEnum(
  'Confidence',
  CONFIDENCES,
  'How far a figure can be trusted: A within about 5 %, B 15 %, C 30 %, D 50 %.',
);

@ObjectType({
  description:
    'Share of wallet over the twelve months that end with `month`: what the customer buys from us ÷ what it buys from everybody.',
})
export class ShareOfWallet {
  @Field(() => DateScalar, { description: 'First day of the last of the twelve months.' })
  month: string;

  @Field(() => Money, { description: 'Our net sales in the twelve months.' })
  ours: Money;

  @Field(() => Money, { description: 'What the customer bought from everybody in the twelve months.' })
  wallet: Money;

  @Field(() => Money, { description: 'Lower end of the 80 % interval of the wallet.' })
  walletLow: Money;

  @Field(() => Money, { description: 'Upper end of the 80 % interval of the wallet.' })
  walletHigh: Money;

  @Field(() => Float, { description: 'Ours ÷ wallet, 0–1.' })
  share: number;

  @Field(() => Float, { description: 'Lower end of the 80 % interval of the share.' })
  low: number;

  @Field(() => Float, { description: 'Upper end of the 80 % interval of the share.' })
  high: number;

  @Field(() => WalletMethodEnum, { description: 'How the wallet became known; the weakest that takes part.' })
  method: WalletMethod;

  @Field(() => ConfidenceEnum, { description: 'How far the wallet can be trusted; the weakest that takes part.' })
  confidence: Confidence;

  @Field({ description: 'Where the wallet comes from; several sources are separated by semicolons.' })
  source: string;

  @Field({ description: 'Whether we sold more than the customer is said to buy: one of the figures is wrong.' })
  exceedsWallet: boolean;
}

/** What an observation of a wallet says, and what it said before. */
@ObjectType({ isAbstract: true })
class WalletContent {
  @Field(() => Money, { description: 'What the customer buys of the category in the period, from everybody.' })
  amount: Money;

  @Field(() => ConfidenceEnum, { description: 'How far to trust it.' })
  confidence: Confidence;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt: Date;

  @Field({ description: 'Who recorded it, as `staff:<id>`.' })
  recordedBy: string;
}

@ObjectType({
  description:
    'What somebody found out that a customer buys in a category and period, from everybody: of what shares are worked out. A newer observation is a wallet of its own.',
})
export class Wallet extends WalletContent {
  @Field(() => ID, { description: 'Identifier; the same observation imported again has the same one.' })
  id: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  month: string;

  @Field(() => Int, { description: 'Months of the period: 1, 3, 6 or 12.' })
  months: number;

  @Field(() => WalletMethodEnum, { description: 'How it became known.' })
  method: WalletMethod;

  @Field({ description: 'Where the figure comes from.' })
  source: string;

  @Field(() => DateScalar, { description: 'When it was observed; of one source the newest counts.' })
  observedOn: string;

  @Field(() => ID, { nullable: true, description: 'The import that added it; null when somebody did by hand.' })
  importId: string | null;
}

@ObjectType({ description: 'What a wallet said before a later import corrected it.' })
export class WalletCorrection extends IntersectionType(WalletContent, ReplacedContent) {}

/** A page of wallets. */
export const WalletConnection = Connection(Wallet, 'Wallet');

@ArgsType()
export class SharesArgs {
  @Field(() => ID, { nullable: true, description: 'Only this product category.' })
  categoryId?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First month, by any of its days; a year before the last unless told.',
  })
  from?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last month, by any of its days; the latest there is unless told.',
  })
  to?: string | null;
}
