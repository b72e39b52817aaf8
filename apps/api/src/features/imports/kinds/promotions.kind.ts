import { PROMOTION_MECHANICS } from '@mortise/domain';
import { promotionFlaws } from '../../promotions/promotion.inputs.js';
import { mergePromotions, STAGED_PROMOTION } from '../../promotions/promotion.merge.js';
import { PROMOTION_AUDIENCES } from '../../promotions/promotion.types.js';
import { withdrawPromotions } from '../../promotions/promotion.withdraw.js';
import type { ErrorReason } from '../../../platform/errors/domain-error.js';
import type { Batch, ImportKind, Merged, StagedValue, Withdrawal } from '../import-kind.js';
import type { Row } from '../reading/row.js';
import { hashOf } from './content-hash.js';

const MOST_QUANTITY = 999_999_999;
const MOST_PERCENT = 99.9999;

const FIELDS = {
  code: {
    description: 'Code of the promotion, which makes it the same promotion again.',
    required: true,
    aliases: ['promotion', 'promotionCode', 'campaign', 'campaignCode'],
  },
  name: { description: 'Name.', required: true, aliases: ['promotionName', 'campaignName'] },
  startsOn: { description: 'First day.', required: true, aliases: ['from', 'start', 'startDate', 'validFrom'] },
  endsOn: { description: 'Last day.', required: true, aliases: ['to', 'end', 'endDate', 'validTo'] },
  mechanic: {
    description: `How it speaks to the customer: ${PROMOTION_MECHANICS.join(', ')}.`,
    required: true,
    aliases: ['type', 'kind'],
  },
  discountPercent: {
    description: 'Percent off the usual price, from 0 to below 100; of DISCOUNT and OTHER.',
    aliases: ['discount', 'percent'],
  },
  buyQuantity: { description: 'Of FREE_GOODS: for so many bought …', aliases: ['buy'] },
  freeQuantity: { description: 'Of FREE_GOODS: … so many are free.', aliases: ['free'] },
  terms: { description: 'Terms in words.', aliases: ['conditions', 'description'] },
  audience: {
    description: `Whom it holds for: ${PROMOTION_AUDIENCES.join(', ')}; EVERYBODY unless told. Participants come as promotion-uptakes.`,
  },
  country: { description: 'Of EVERYBODY: only accounts of this country, ISO 3166-1 alpha-2.' },
  region: { description: 'Of EVERYBODY: only accounts of this region.' },
  cost: {
    description: 'What it takes besides the discount: material, fees; 0 where nothing, empty where not known.',
    aliases: ['budget', 'costAmount'],
  },
  currency: { description: "Currency of the cost; must be the import's." },
  productExternalId: {
    description:
      'A product it is on, by its external id; a row for each. Without products and categories it is on everything.',
    aliases: ['product', 'productId', 'sku', 'item', 'material'],
  },
  categoryExternalId: {
    description: 'A category it is on, by its external id, in a row of its own.',
    aliases: ['category', 'categoryId', 'productCategory'],
  },
} as const;
type Field = keyof typeof FIELDS;

/** Promotions and what they are on: a row for each product or category, all with the promotion's own terms. */
export class PromotionsImport implements ImportKind<Field> {
  readonly fields = FIELDS;
  readonly staged = STAGED_PROMOTION;

  read(row: Row<Field>): readonly StagedValue[] {
    const code = row.requiredText('code', 100);
    const name = row.requiredText('name', 200);
    const startsOn = row.date('startsOn') ?? row.require('startsOn');
    const endsOn = row.date('endsOn') ?? row.require('endsOn');
    const mechanic = row.code('mechanic', PROMOTION_MECHANICS) ?? row.require('mechanic');
    const discountPercent = row.numberWithin('discountPercent', 0, MOST_PERCENT, false);
    const buyQuantity = quantity(row, 'buyQuantity');
    const freeQuantity = quantity(row, 'freeQuantity');
    const terms = row.text('terms', 2_000);
    const audience = row.code('audience', PROMOTION_AUDIENCES) ?? 'EVERYBODY';
    const country = row.text('country', 2)?.toUpperCase() ?? null;
    if (country !== null && !/^[A-Z]{2}$/.test(country))
      row.reject('country', 'NOT_ALLOWED', country, 'Not an ISO 3166-1 code of two letters.');
    const region = row.text('region', 100);
    const cost = row.optionalMoney('cost');
    if (cost !== null && cost < 0n) row.reject('cost', 'OUT_OF_RANGE', String(cost), 'Must not be negative.');
    row.currency('currency');
    const product = row.text('productExternalId', 100);
    const category = row.text('categoryExternalId', 100);
    if (product !== null && category !== null)
      row.reject('categoryExternalId', 'NOT_ALLOWED', category, 'A category stands in a row of its own.');
    const told = { startsOn, endsOn, mechanic, discountPercent, buyQuantity, freeQuantity, audience, country, region };
    if (row.problems.length === 0)
      for (const { field, code: problem, message } of promotionFlaws(told))
        row.reject(field, problem, told[field], `It ${message}.`);
    const head = [
      name,
      startsOn,
      endsOn,
      mechanic,
      trimmed(discountPercent),
      trimmed(buyQuantity),
      trimmed(freeQuantity),
    ];
    return [
      hashOf([...head, terms, audience, country, region, cost === null ? null : String(cost)]),
      ...[code, name, startsOn, endsOn, mechanic, discountPercent, buyQuantity, freeQuantity, terms, audience],
      ...[country, region, cost, product, category],
    ];
  }

  async merge({ ctx, importId, rows, currency, heading }: Batch): Promise<Merged> {
    const headings = {
      code: heading('code'),
      product: heading('productExternalId'),
      category: heading('categoryExternalId'),
    };
    return mergePromotions(ctx, { importId, rows, currency, headings });
  }

  withdraw({ ctx, importId }: Withdrawal): Promise<readonly ErrorReason[]> {
    return withdrawPromotions(ctx, importId);
  }
}

function quantity(row: Row<Field>, field: 'buyQuantity' | 'freeQuantity'): string | null {
  const value = row.numberWithin(field, 0, MOST_QUANTITY, false);
  return value !== null && Number(value) === 0 ? row.reject(field, 'OUT_OF_RANGE', value, 'Must be above 0.') : value;
}

/** The same number, however many zeros stand behind it. */
function trimmed(number: string | null): string | null {
  return number?.includes('.') ? number.replace(/\.?0+$/, '') : number;
}
