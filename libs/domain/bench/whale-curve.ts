import { groupBy } from '../src/collection/group-by.js';
import { readSuperstore, SUPERSTORE_MISSING, superstoreIsThere } from '../test/superstore.js';
import { whaleCurve } from '../src/profitability/whale-curve.js';
import { known, unless, type BenchModel } from './bench-model.js';
import { syntheticAccounts, syntheticCents } from './synthetic.js';

/** The highest share of total profit that the largest customers by sales bring together. */
function peakBySales(customers: readonly { readonly sales: bigint; readonly profit: bigint }[]): number {
  const bySales = customers.toSorted((a, b) => (a.sales > b.sales ? -1 : a.sales < b.sales ? 1 : 0));
  const total = bySales.reduce((sum, { profit }) => sum + profit, 0n);
  let [running, highest] = [0n, 0n];
  for (const { profit } of bySales) {
    running += profit;
    if (running > highest) highest = running;
  }
  return Number(highest) / Number(total);
}

export const whaleCurvePeak: BenchModel = {
  name: 'whale-curve',
  missing: unless(superstoreIsThere, SUPERSTORE_MISSING),
  measure: () => {
    const lines = groupBy(readSuperstore(), ({ customerId }) => customerId);
    const customers = [...lines.values()].map((own) => ({
      sales: own.reduce((sum, { sales }) => sum + sales, 0n),
      profit: own.reduce((sum, { profit }) => sum + profit, 0n),
    }));
    const curve = known(whaleCurve(customers.map(({ profit }) => profit)), 'whale curve');
    return {
      figure: 100 * curve.peak.profitShare,
      anchor: 124.5,
      simple: 100 * peakBySales(customers),
      unit: '% of profit at the peak',
      better: 'EQUAL',
      tolerance: 0.05,
      note: `Superstore (fictional), ${curve.accounts} customers; simple: customers ranked by sales`,
    };
  },
  workload: {
    run: 'curve of all accounts',
    accounts: 100_000,
    prepare: (count) => {
      const contributions = syntheticAccounts(count, (random) => syntheticCents(random) - 3_000n);
      return () => whaleCurve(contributions);
    },
  },
};
