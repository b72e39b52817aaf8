import { GROCERIES_MISSING, groceriesAreThere, readGroceries } from '../test/groceries.js';
import { randomIndex } from '../src/random/random.js';
import { associationRules } from '../src/next-product/association-rules.js';
import { unless, type BenchModel } from './bench-model.js';
import { syntheticAccounts } from './synthetic.js';

const OPTIONS = { minimumSupport: 0.006, minimumConfidence: 0.25 };

export const associationRuleCount: BenchModel = {
  name: 'association-rules',
  missing: unless(groceriesAreThere, GROCERIES_MISSING),
  measure: () => {
    const baskets = readGroceries();
    return {
      figure: associationRules(baskets, OPTIONS).length,
      anchor: 463,
      simple: associationRules(baskets, { ...OPTIONS, maximumLength: 2 }).length,
      unit: 'rules',
      better: 'EQUAL',
      tolerance: 0,
      note: `groceries, ${baskets.length} baskets, support .006, confidence .25; simple: pairs of items alone`,
    };
  },
  workload: {
    run: 'rules of all baskets',
    accounts: 20_000,
    prepare: (count) => {
      const baskets = syntheticAccounts(count, (random) =>
        Array.from({ length: 1 + randomIndex(random, 8) }, () => `item ${Math.floor(160 * random() ** 2)}`),
      );
      return () => associationRules(baskets, OPTIONS);
    },
  },
};
