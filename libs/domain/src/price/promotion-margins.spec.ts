import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { promotionMargins, type PromotionEffect } from './promotion-margins.js';
import { promotionReturn } from './promotion-return.js';
import { fractionOf } from './rational.js';

// 100 pieces at 10 that cost 6 each; at 10 % off 150 are sold, and 20 fewer afterwards.
const effect: PromotionEffect = {
  expectedMinor: 1000n,
  grossUpliftMinor: 350n,
  dipMinor: 200n,
  discount: fractionOf(1n, 10n),
  promoted: { netMinor: 1350n, costMinor: 900n },
  otherCostMinor: 30n,
};

describe(promotionMargins.name, () => {
  it('TX-03: charges the discount on what would have been sold anyway, and the margin missed afterwards', () => {
    expect(promotionMargins(effect)).toEqual({ upliftMarginMinor: 70n, cannibalisedMarginMinor: 0n, costMinor: 130n });
    const cannibalised = { lostMinor: 100n, items: { netMinor: 400n, costMinor: 300n } };
    expect(promotionMargins({ ...effect, cannibalised })?.cannibalisedMarginMinor).toBe(25n);
  });

  it('TX-03: nothing lost on other items needs no margin of theirs', () => {
    const cannibalised = { lostMinor: 0n, items: { netMinor: 0n, costMinor: 0n } };
    expect(promotionMargins({ ...effect, cannibalised })?.cannibalisedMarginMinor).toBe(0n);
    expect(promotionMargins({ ...effect, cannibalised: { ...cannibalised, lostMinor: 1n } })).toBeUndefined();
  });

  it('TX-03: is not known without promoted sales whose cost is known', () => {
    expect(promotionMargins({ ...effect, promoted: { netMinor: 0n, costMinor: 0n } })).toBeUndefined();
  });

  it('TX-03: gives no discount on expected returns', () => {
    expect(promotionMargins({ ...effect, expectedMinor: -50n })?.costMinor).toBe(30n);
  });

  it('TX-03: the profit is what the goods earned less what they would have earned', () => {
    const amount = (max: number): fc.Arbitrary<bigint> => fc.bigInt(1n, BigInt(max));
    fc.assert(
      fc.property(
        fc.record({ price: amount(1000), cost: amount(1000), before: amount(500), during: amount(900) }),
        fc.record({ missed: amount(100), percent: fc.bigInt(0n, 90n), fee: amount(10_000) }),
        ({ price, cost, before, during }, { missed, percent, fee }) => {
          // In hundredths of a minor unit, so that no price off is a fraction.
          const [usual, promoted, each] = [price * 100n, price * (100n - percent), cost * 100n];
          const margins = promotionMargins({
            expectedMinor: before * usual,
            grossUpliftMinor: during * promoted - before * usual,
            dipMinor: missed * usual,
            discount: fractionOf(percent, 100n),
            promoted: { netMinor: during * promoted, costMinor: during * each },
            otherCostMinor: fee,
          });
          const earned = during * (promoted - each) - (before + missed) * (usual - each) - fee;
          expect(margins && promotionReturn(margins).profitMinor).toBe(earned);
        },
      ),
    );
  });
});
