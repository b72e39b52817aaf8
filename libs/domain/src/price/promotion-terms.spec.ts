import { describe, expect, it } from '@jest/globals';
import { promotionDiscount, type PromotionTerms } from './promotion-terms.js';
import { rationalText } from './rational.js';

const discount = (terms: PromotionTerms): string | undefined => {
  const part = promotionDiscount(terms);
  return part === undefined ? undefined : rationalText(part, 4);
};

describe(promotionDiscount.name, () => {
  it('TX-03: is the percentage, the free part of what is taken, or nothing', () => {
    expect(discount({ mechanic: 'DISCOUNT', discountPercent: '12.5' })).toBe('0.1250');
    expect(discount({ mechanic: 'FREE_GOODS', buyQuantity: '10', freeQuantity: '2' })).toBe('0.1667');
    expect(discount({ mechanic: 'SUPPORT', discountPercent: '50' })).toBe('0.0000');
    expect(discount({ mechanic: 'OTHER', discountPercent: '0' })).toBe('0.0000');
  });

  it('TX-03: is not known where the terms do not tell', () => {
    expect(discount({ mechanic: 'DISCOUNT' })).toBeUndefined();
    expect(discount({ mechanic: 'OTHER' })).toBeUndefined();
    expect(discount({ mechanic: 'FREE_GOODS', buyQuantity: '10' })).toBeUndefined();
    expect(discount({ mechanic: 'FREE_GOODS', freeQuantity: '1' })).toBeUndefined();
  });

  it('TX-03: gives nothing away for less than nothing, and never all', () => {
    for (const discountPercent of ['-1', '100', '101', 'x'])
      expect(() => promotionDiscount({ mechanic: 'DISCOUNT', discountPercent })).toThrow('INVALID_NUMBER');
    for (const [buyQuantity, freeQuantity] of [
      ['0', '1'],
      ['1', '0'],
      ['-1', '1'],
    ] as const)
      expect(() => promotionDiscount({ mechanic: 'FREE_GOODS', buyQuantity, freeQuantity })).toThrow('INVALID_NUMBER');
  });
});
