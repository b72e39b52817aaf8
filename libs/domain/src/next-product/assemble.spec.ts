import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assembleNextProduct, fitNextProduct } from './next-product-model.js';
import { recommendNext } from './recommend.js';

const purchase = fc.record({
  account: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G'),
  item: fc.constantFrom('i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'),
  date: fc.constantFrom('2024-01-05', '2024-05-20', '2024-06-11', '2024-06-28'),
});

describe(assembleNextProduct.name, () => {
  it('recommends to one account what the whole model does, from the few items that concern it', () => {
    fc.assert(
      fc.property(
        fc.array(purchase, { minLength: 5, maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        (ledger, limit) => {
          const options = { minimumBuyers: 2, neighbours: 3 };
          const whole = fitNextProduct(ledger, '2024-07-01', options);
          for (const [, basket] of whole.baskets) {
            const owned = [...basket.keys()];
            const near = owned.flatMap((item) => whole.neighbours.get(item)?.map((other) => other.item) ?? []);
            const popular = [...whole.recentBuyers]
              .sort(
                ([a, m], [b, n]) =>
                  n - m || (whole.buyers.get(b) ?? 0) - (whole.buyers.get(a) ?? 0) || (a < b ? -1 : 1),
              )
              .slice(0, limit + owned.length)
              .map(([item]) => item);
            const items = [...new Set([...owned, ...near, ...popular])].filter((item) => whole.buyers.has(item));
            const part = assembleNextProduct({
              options,
              buyers: new Map(items.map((item) => [item, whole.buyers.get(item) as number])),
              recentBuyers: new Map(items.map((item) => [item, whole.recentBuyers.get(item) ?? 0])),
              neighbours: new Map(owned.map((item) => [item, whole.neighbours.get(item) ?? []])),
            });
            expect(recommendNext(part, basket, { limit })).toEqual(recommendNext(whole, basket, { limit }));
          }
        },
      ),
    );
  });
});
