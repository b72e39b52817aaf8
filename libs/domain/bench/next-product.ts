import { IOWA_MISSING, iowaIsThere, readIowaLines } from '../test/iowa.js';
import { NORTHWIND_MISSING, northwindIsThere, readNorthwind } from '../test/northwind.js';
import { randomIndex } from '../src/random/random.js';
import { evaluateNextProduct, type NextProductMethod } from '../src/next-product/evaluate.js';
import { fitNextProduct } from '../src/next-product/next-product-model.js';
import type { Purchase } from '../src/next-product/purchase.js';
import { recommendNext } from '../src/next-product/recommend.js';
import { unless, type BenchModel, type Measurement, type Workload } from './bench-model.js';
import { sum } from '../src/statistics/descriptive.js';
import { SYNTHETIC_TODAY, syntheticAccounts, syntheticOrderDates } from './synthetic.js';

/** Every half-year after the first: cities are alike, so that a single quarter says little. */
const IOWA_CUTS = ['2013-01-01', '2013-07-01', '2014-01-01', '2014-07-01', '2015-01-01', '2015-07-01', '2016-01-01'];

/** Hit rates of items never bought before, in the 60 days from each cut, over all cases together. */
function hitRates(ledger: readonly Purchase[], cuts: readonly string[], data: string): Measurement {
  const found = cuts.flatMap((cut) => evaluateNextProduct(ledger, { cut }));
  const pooled = (method: NextProductMethod): { readonly cases: number; readonly hitRate: number } => {
    const rows = found.filter((row) => row.method === method).map(({ quality }) => quality);
    const cases = sum(rows.map(({ accounts }) => accounts));
    return { cases, hitRate: sum(rows.map(({ accounts, hitRate }) => accounts * hitRate)) / cases };
  };
  const model = pooled('COSINE_AND_POPULARITY');
  const [recent, all] = [pooled('POPULARITY_RECENT').hitRate, pooled('POPULARITY_ALL').hitRate];
  const items = new Set(ledger.map(({ item }) => item)).size;
  return {
    figure: model.hitRate,
    anchor: 0.454,
    simple: Math.max(recent, all),
    unit: 'HR@10, new items',
    better: 'HIGHER',
    tolerance: 0.01,
    anchorElsewhere: true,
    note:
      `${data}, ${items} items, 60 days from ${cuts.join(', ')}, ${model.cases} cases; ` +
      `simple: popularity ${recent >= all ? 'of 30 days' : 'of all time'}`,
  };
}

const workload: Workload = {
  run: 'similarities of 500 items, then ten items for each account',
  accounts: 2_000,
  prepare: (count) => {
    const ledger = syntheticAccounts(count, (random, account) =>
      syntheticOrderDates(random, 30).map((date) => {
        const item = `item ${(account % 20) * 10 + randomIndex(random, 320)}`;
        return { account: `A${account}`, item, date };
      }),
    ).flat();
    return () => {
      const model = fitNextProduct(ledger, SYNTHETIC_TODAY);
      return [...model.baskets.values()].map((basket) => recommendNext(model, basket));
    };
  },
};

export const nextProductModels: readonly BenchModel[] = [
  {
    name: 'next-product-iowa',
    missing: unless(iowaIsThere, IOWA_MISSING),
    measure: () => {
      const bought = [...readIowaLines()].filter(({ cents }) => cents > 0);
      const ledger = bought.map(({ city, item, week }) => ({ account: city, item, date: week }));
      return hitRates(ledger, IOWA_CUTS, 'Iowa, city × item');
    },
    workload,
  },
  {
    name: 'next-product-northwind',
    missing: unless(northwindIsThere, NORTHWIND_MISSING),
    measure: () => hitRates(readNorthwind(), ['1998-02-01'], 'Northwind'),
    workload,
  },
];
