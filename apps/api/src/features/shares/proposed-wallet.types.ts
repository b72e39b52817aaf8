import { CONFIDENCES, type Confidence, type WalletMethod } from '@mortise/domain';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { z } from 'zod';
import { line, rowId } from '../../platform/errors/input-schemas.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';
import { Money } from '../../platform/graphql/money.type.js';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { ConfidenceEnum, WalletMethodEnum } from './share.types.js';

/** Why no wallet can be proposed. */
export const PROPOSED_WALLET_REASONS = ['NO_STATEMENT', 'PURCHASES_NOT_TOLD', 'OTHER_CURRENCY'] as const;
export type ProposedWalletReason = (typeof PROPOSED_WALLET_REASONS)[number];
export const ProposedWalletReasonEnum = codeEnum(
  'ProposedWalletReason',
  PROPOSED_WALLET_REASONS,
  'Why no wallet is proposed. NO_STATEMENT: no finances of the year are known. PURCHASES_NOT_TOLD: these do not tell purchases. OTHER_CURRENCY: they are in another currency than the supplier’s.',
);

@ObjectType({
  description: 'A wallet worked out from what a customer publishes: its purchases × the category’s share of them.',
})
export class ProposedWallet {
  @Field(() => Int, { nullable: true, description: 'Fiscal year of the statement; null without one.' })
  fiscalYear: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of that year.' })
  month: string | null;

  @Field(() => WalletMethodEnum, { description: 'How it would be known: STATEMENT.' })
  method: WalletMethod;

  @Field(() => Money, { nullable: true, description: 'Purchases of the year, from everybody.' })
  purchases: Money | null;

  @Field(() => DecimalScalar, { description: 'The category’s share of these, as given.' })
  categoryShare: string;

  @Field(() => Money, { nullable: true, description: 'Purchases × category share; null with a reason.' })
  amount: Money | null;

  @Field(() => ProposedWalletReasonEnum, { nullable: true, description: 'Why the amount is null.' })
  reason: ProposedWalletReason | null;

  @Field(() => ID, { nullable: true, description: 'The statement it comes from.' })
  statementId: string | null;

  @Field(() => Int, { nullable: true, description: 'Version of that year; to accept it is to have seen this one.' })
  statementVersion: number | null;

  @Field(() => String, { nullable: true, description: 'Where the statement comes from.' })
  source: string | null;
}

/** What a wallet is worked out from. */
@ArgsType()
@InputType({ isAbstract: true })
abstract class WalletBasis {
  @Field(() => ID, { description: 'The account.' })
  accountId: string;

  @Field(() => ID, { description: 'The product category.' })
  categoryId: string;

  @Field(() => DecimalScalar, {
    description: 'The category’s share of the customer’s purchases, above 0 and at most 1, up to 6 decimals.',
  })
  categoryShare: string;

  @Field(() => Int, { nullable: true, description: 'Month in which fiscal years begin, 1–12; January unless told.' })
  firstMonth?: number | null;
}

@ArgsType()
export class ProposedWalletArgs extends WalletBasis {
  @Field(() => Int, {
    nullable: true,
    description: 'Fiscal year, that in which it ends; the latest known unless told.',
  })
  fiscalYear?: number | null;
}

@InputType({ description: 'A proposed wallet that somebody takes for true.' })
export class AcceptProposedWalletInput extends WalletBasis {
  @Field({ description: 'How that share is known, 1–100 characters; it becomes part of the wallet’s source.' })
  shareSource: string;

  @Field(() => Int, { description: 'Fiscal year of the statement.' })
  fiscalYear: number;

  @Field(() => Int, { description: 'Version of the statement that was seen.' })
  statementVersion: number;

  @Field(() => ConfidenceEnum, { description: 'How far to trust it.' })
  confidence: Confidence;
}

const year = z.int().min(1900).max(2999);
const basis = {
  accountId: rowId,
  categoryId: rowId,
  categoryShare: z
    .string()
    .regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/, 'must be a decimal up to 1 with up to 6 decimals')
    .refine((text) => Number(text) > 0, 'must be above 0'),
  firstMonth: z
    .int()
    .min(1)
    .max(12)
    .nullish()
    .transform((month) => month ?? 1),
};

export const proposedWalletArguments = z.object({
  ...basis,
  fiscalYear: year.nullish().transform((told) => told ?? null),
});
export const acceptedWalletInput = z.object({
  ...basis,
  fiscalYear: year,
  shareSource: line(100),
  statementVersion: z.int().min(1),
  confidence: z.enum(CONFIDENCES),
});

/** First day of a fiscal year, which ends in the year that it is called by. */
export function firstDayOf(fiscalYear: number, firstMonth: number): string {
  return `${firstMonth === 1 ? fiscalYear : fiscalYear - 1}-${String(firstMonth).padStart(2, '0')}-01`;
}
