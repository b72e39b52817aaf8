import { PROMOTION_MECHANICS } from '@mortise/domain';
import { z } from 'zod';
import { countedDay, country, line, note, rowId } from '../../platform/errors/input-schemas.js';
import { PROMOTION_AUDIENCES } from './promotion.types.js';

const MOST_MINOR = 10n ** 16n;
const MOST_ITEMS = 1_000;

const percent = z.string().regex(/^\d{1,2}(\.\d{1,4})?$/, 'must be from 0 to below 100, with up to four decimals');
const quantity = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'must be a number with up to nine digits and six decimals')
  .refine((text) => Number(text) > 0, 'must be above 0');
const minor = z
  .string()
  .regex(/^\d+$/, 'must not be negative')
  .transform(BigInt)
  .refine((amount) => amount <= MOST_MINOR, 'is too large');
const ids = z
  .array(rowId)
  .max(MOST_ITEMS)
  .transform((all) => [...new Set(all)]);

export const promotionInput = z.object({
  code: line(100),
  name: line(200),
  startsOn: countedDay,
  endsOn: countedDay,
  mechanic: z.enum(PROMOTION_MECHANICS),
  discountPercent: percent.nullish(),
  buyQuantity: quantity.nullish(),
  freeQuantity: quantity.nullish(),
  terms: note(2_000).nullish(),
  audience: z
    .enum(PROMOTION_AUDIENCES)
    .nullish()
    .transform((audience) => (audience === null ? 'EVERYBODY' : audience)),
  country: country.nullish(),
  region: line(100).nullish(),
  costMinor: minor.nullish(),
  productIds: ids.nullish(),
  categoryIds: ids.nullish(),
});
export const promotionChanges = promotionInput.partial();

export const uptakeInput = z.object({
  promotionId: rowId,
  accountId: rowId,
  agreedOn: countedDay.nullish(),
  note: note(2_000).nullish(),
});

/** A promotion's own columns, as they are to be. */
export interface PromotionValues {
  readonly code: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly mechanic: string;
  readonly discountPercent: string | null;
  readonly buyQuantity: string | null;
  readonly freeQuantity: string | null;
  readonly terms: string | null;
  readonly audience: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly costMinor: string | null;
}

/** What is wrong with values that are right one by one: field, code and words; nothing when they fit together. */
export function promotionFlaws(
  of: Pick<
    PromotionValues,
    | 'startsOn'
    | 'endsOn'
    | 'mechanic'
    | 'discountPercent'
    | 'buyQuantity'
    | 'freeQuantity'
    | 'audience'
    | 'country'
    | 'region'
  >,
): readonly {
  readonly field: keyof typeof of;
  readonly code: 'OUT_OF_RANGE' | 'NOT_ALLOWED';
  readonly message: string;
}[] {
  const flaws: { field: keyof typeof of; code: 'OUT_OF_RANGE' | 'NOT_ALLOWED'; message: string }[] = [];
  const notAllowed = (field: keyof typeof of, message: string): void =>
    void flaws.push({ field, code: 'NOT_ALLOWED', message });
  if (of.endsOn < of.startsOn)
    flaws.push({ field: 'endsOn', code: 'OUT_OF_RANGE', message: 'must not be before the first day' });
  if (of.discountPercent !== null && of.mechanic !== 'DISCOUNT' && of.mechanic !== 'OTHER')
    notAllowed('discountPercent', 'only of DISCOUNT and OTHER');
  for (const field of ['buyQuantity', 'freeQuantity'] as const)
    if (of[field] !== null && of.mechanic !== 'FREE_GOODS') notAllowed(field, 'only of FREE_GOODS');
  if ((of.buyQuantity === null) !== (of.freeQuantity === null))
    notAllowed(of.buyQuantity === null ? 'buyQuantity' : 'freeQuantity', 'is told together with the other quantity');
  for (const field of ['country', 'region'] as const)
    if (of[field] !== null && of.audience === 'PARTICIPANTS')
      notAllowed(field, 'only of EVERYBODY: participants are named');
  return flaws;
}
