import { InvalidValueError } from '../errors/invalid-value.error.js';
import { addRational, compareRational, divideRational, fractionOf, rational, type Rational } from './rational.js';

/**
 * How a promotion speaks to the customer. `DISCOUNT`: a part of the price off. `FREE_GOODS`: so many free for so many
 * bought. `SUPPORT`: advertising, display, training; prices stay. `OTHER`: anything else.
 */
export const PROMOTION_MECHANICS = ['DISCOUNT', 'FREE_GOODS', 'SUPPORT', 'OTHER'] as const;
export type PromotionMechanic = (typeof PROMOTION_MECHANICS)[number];

export interface PromotionTerms {
  readonly mechanic: PromotionMechanic;
  /** Of a `DISCOUNT`, and of `OTHER` where it is known what it comes to: percent off the usual price, as decimal text. */
  readonly discountPercent?: string;
  /** Of `FREE_GOODS`: so many are free … */
  readonly freeQuantity?: string;
  /** … for so many bought. */
  readonly buyQuantity?: string;
}

const NONE = fractionOf(0n);

/**
 * Part of the usual price that a promotion gives away on what is bought, from 0 to below 1; undefined where the terms do
 * not tell. Free goods come to free ÷ (bought + free).
 *
 * @throws InvalidValueError `INVALID_NUMBER` for a percentage outside 0 to below 100 or quantities that are not positive
 */
export function promotionDiscount(terms: PromotionTerms): Rational | undefined {
  switch (terms.mechanic) {
    case 'SUPPORT':
      return NONE;
    case 'FREE_GOODS': {
      if (terms.freeQuantity === undefined || terms.buyQuantity === undefined) return undefined;
      const [free, bought] = [positive(terms.freeQuantity), positive(terms.buyQuantity)];
      return divideRational(free, addRational(free, bought));
    }
    case 'DISCOUNT':
    case 'OTHER':
      return terms.discountPercent === undefined ? undefined : percentage(terms.discountPercent);
  }
}

function positive(text: string): Rational {
  const value = rational(text);
  if (compareRational(value, NONE) <= 0) throw new InvalidValueError('INVALID_NUMBER', text);
  return value;
}

function percentage(text: string): Rational {
  const value = divideRational(rational(text), fractionOf(100n));
  if (compareRational(value, NONE) < 0 || compareRational(value, fractionOf(1n)) >= 0)
    throw new InvalidValueError('INVALID_NUMBER', text);
  return value;
}
