import {
  LONGEST_REBATE_MONTHS,
  monthOf,
  monthsBetween,
  REBATE_BASES,
  REBATE_KINDS,
  type RebateBasis,
  type RebateKind,
  rebateTierFaults,
} from '@mortise/domain';
import { Field, ID, InputType } from '@nestjs/graphql';
import { z } from 'zod';
import { type ErrorReason, InputInvalid } from '../../platform/errors/domain-error.js';
import { countedDay, line, note, rowId } from '../../platform/errors/input-schemas.js';
import { BigIntScalar, DateScalar, DecimalScalar } from '../../platform/graphql/scalars.js';
import { decimalsOf, MOST_DECIMALS, type RebateScope, schemeOf, type WrittenTier } from './rebate-terms.js';
import { RebateBasisEnum, RebateKindEnum } from './rebate.types.js';

const MOST_NAMED = 200;

@InputType({ description: 'A tier of a rebate agreement.' })
export class RebateTierInput {
  @Field(() => DecimalScalar, {
    description: `From which net sales in the currency, or units (up to ${MOST_DECIMALS} decimals), on it holds.`,
  })
  from: string;

  @Field(() => DecimalScalar, {
    description: `Part of net sales that is given back, 0–1, or amount in the currency for each unit; up to ${MOST_DECIMALS} decimals.`,
  })
  rate: string;
}

@InputType({ description: 'The terms of a rebate agreement.' })
export class RebateTermsInput {
  @Field({ description: "The agreement's number, up to 100 characters; each there is once." })
  number: string;

  @Field(() => DateScalar, { description: 'A day of the first month.' })
  from: string;

  @Field(() => DateScalar, { description: `A day of the last month; up to ${LONGEST_REBATE_MONTHS} months.` })
  to: string;

  @Field(() => RebateBasisEnum, { description: 'What it goes by; by QUANTITY it names categories or products.' })
  basis: RebateBasis;

  @Field(() => RebateKindEnum, { description: 'What the rate of a tier is for.' })
  kind: RebateKind;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether what accounts below its account buy counts too; no unless told.',
  })
  includesGroup?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Only of these product categories.' })
  categoryIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only of these products; not beside categories.' })
  productIds?: string[] | null;

  @Field(() => [RebateTierInput], {
    description: 'Up to 20 tiers, the lowest first; from each to the next the rate never falls.',
  })
  tiers: RebateTierInput[];

  @Field(() => String, { nullable: true, description: 'What else is to be known, up to 2,000 characters.' })
  note?: string | null;
}

@InputType({ description: 'How a rebate agreement was paid out.' })
export class SettleRebateAgreementInput {
  @Field(() => ID, {
    nullable: true,
    description: "The credit note that paid it out: the account's own, or of an account of its group.",
  })
  creditNoteId?: string | null;

  @Field(() => BigIntScalar, {
    nullable: true,
    description: 'What was paid out in minor units, not negative; that of the credit note unless told.',
  })
  amountMinor?: string | null;
}

const amountText = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'must be a number from 0 with up to six decimals');
const named = z
  .array(rowId)
  .max(MOST_NAMED)
  .nullish()
  .transform((ids) => [...new Set(ids ?? [])]);

export const rebateTermsInput = z.object({
  number: line(100),
  from: countedDay,
  to: countedDay,
  basis: z.enum(REBATE_BASES),
  kind: z.enum(REBATE_KINDS),
  includesGroup: z
    .boolean()
    .nullish()
    .transform((group) => group ?? false),
  categoryIds: named,
  productIds: named,
  tiers: z.array(z.object({ from: amountText, rate: amountText })).max(100),
  note: note(2_000).nullish(),
});

export const settlementInput = z.object({
  creditNoteId: rowId.nullish(),
  amountMinor: z
    .string()
    .regex(/^\d{1,16}$/, 'must not be negative')
    .transform(BigInt)
    .nullish(),
});

/** What speaks against terms as a whole. */
export function termsFaults(
  {
    from,
    to,
    basis,
    kind,
    tiers,
    scope,
  }: {
    readonly from: string;
    readonly to: string;
    readonly basis: RebateBasis;
    readonly kind: RebateKind;
    readonly tiers: readonly WrittenTier[];
    readonly scope: RebateScope | 'MIXED';
  },
  currency: string,
): readonly { readonly field: string; readonly code: string; readonly message: string }[] {
  const months = monthsBetween(monthOf(from), monthOf(to)) + 1;
  const tooFine = tiers.some(({ from: start }) => (start.split('.')[1] ?? '').length > decimalsOf(basis, currency));
  const tierFaults = tooFine
    ? [{ code: 'TIERS_INVALID' } as const]
    : rebateTierFaults(schemeOf(basis, kind, tiers, currency));
  return [
    ...(months < 1 || months > LONGEST_REBATE_MONTHS
      ? [{ field: 'to', code: 'PERIOD_INVALID', message: `A period has 1 to ${LONGEST_REBATE_MONTHS} months.` }]
      : []),
    ...(scope === 'MIXED'
      ? [{ field: 'products', code: 'SCOPE_MIXED', message: 'Names either categories or products.' }]
      : []),
    ...(scope === 'ALL' && basis === 'QUANTITY'
      ? [
          {
            field: 'basis',
            code: 'SCOPE_REQUIRED',
            message: 'Units of everything do not add up: name what it is about.',
          },
        ]
      : []),
    ...tierFaults.map(({ code }) => ({ field: 'tiers', code, message: TIER_MESSAGES[code] })),
  ];
}

const TIER_MESSAGES = {
  TIERS_REQUIRED: 'Has no tier.',
  TIERS_TOO_MANY: 'Has more than 20 tiers.',
  TIERS_INVALID: 'Tiers rise, rates never fall, and no more is given back than was paid.',
} as const;

/** What an agreement is about, by what it names. */
export function scopeOf(categories: readonly unknown[], products: readonly unknown[]): RebateScope | 'MIXED' {
  if (categories.length > 0) return products.length > 0 ? 'MIXED' : 'CATEGORIES';
  return products.length > 0 ? 'PRODUCTS' : 'ALL';
}

/** @throws InputInvalid */
export function refuseFaults(faults: ReturnType<typeof termsFaults>): void {
  const paths: Readonly<Record<string, string>> = { products: 'productIds' };
  if (faults.length > 0)
    throw new InputInvalid(
      faults.map(({ field, ...reason }): ErrorReason => ({ path: ['input', paths[field] ?? field], ...reason })),
    );
}
