import {
  CDNOW_MISSING,
  cdnowIsThere,
  GROCERY_MISSING,
  groceryIsThere,
  readCdnowSummary,
  readGrocery,
} from '../test/expected-order-data.js';
import { fitExpectedOrders } from '../src/expected-orders/fit-expected-orders.js';
import { fitBgNbd, fitNbd, fitParetoNbd } from '../src/expected-orders/fit-families.js';
import type { OrderModelFit } from '../src/expected-orders/fit-groups.js';
import { DEFAULT_ORDER_FIT_POLICY } from '../src/expected-orders/fit-parameters.js';
import { summariseLedger, type OrderSummary } from '../src/expected-orders/order-summary.js';
import { sum } from '../src/statistics/descriptive.js';
import { known, once, unless, type BenchModel, type Measurement, type Workload } from './bench-model.js';
import { syntheticSummary } from './synthetic-summary.js';
import { syntheticAccounts } from './synthetic.js';

/** Published figures are those of plain maximum likelihood. */
const PLAIN_LIKELIHOOD = { ...DEFAULT_ORDER_FIT_POLICY, logPriorDeviation: Infinity };

const cdnow = once(readCdnowSummary);
/** The calibration year of the grocery by account. */
export const grocerySummaries = once(() => summariseLedger(readGrocery(), '2006-12-31'));

/** ln-likelihood of the order times if all accounts ordered for ever at one and the same rate: X ln(X ÷ ΣT) − X. */
function oneRateLogLikelihood(summaries: readonly OrderSummary[]): number {
  const orders = sum(summaries.map(({ repeatOrders }) => repeatOrders));
  return orders * Math.log(orders / sum(summaries.map(({ age }) => age))) - orders;
}

function likelihood(fit: OrderModelFit, summaries: readonly OrderSummary[], anchor: number, data: string): Measurement {
  return {
    figure: fit.logLikelihood,
    anchor,
    simple: oneRateLogLikelihood(summaries),
    unit: 'ln-likelihood',
    better: 'HIGHER',
    tolerance: 0.1,
    note: `${data}, ${fit.accounts} accounts; simple: one mean rate for all`,
  };
}

const fitting = (fit: (summaries: readonly OrderSummary[]) => unknown): Workload => ({
  run: 'fit',
  accounts: 2_000,
  prepare: (count) => {
    const summaries = syntheticAccounts(Math.max(200, count), syntheticSummary);
    return () => fit(summaries);
  },
});

const onCdnow = (
  name: string,
  fit: (summaries: readonly OrderSummary[]) => OrderModelFit | undefined,
  anchor: number,
): BenchModel => ({
  name,
  missing: unless(cdnowIsThere, CDNOW_MISSING),
  measure: () => likelihood(known(fit(cdnow()), name), cdnow(), anchor, 'CDNOW'),
  workload: fitting(fit),
});

export const nbd = onCdnow('nbd', (summaries) => fitNbd(summaries, PLAIN_LIKELIHOOD), -9763.7);
export const paretoNbd = onCdnow('pareto-nbd', (summaries) => fitParetoNbd(summaries, PLAIN_LIKELIHOOD), -9595);
export const bgNbd = onCdnow('bg-nbd', (summaries) => fitBgNbd(summaries, PLAIN_LIKELIHOOD), -9582.4);

/** The production model on the grocery's first year. */
export const groceryFit = once(() => {
  const result = fitExpectedOrders([...grocerySummaries().values()]);
  if (!result.fitted) throw new Error(result.reason);
  return result.fit;
});

export const mbgCnbd: BenchModel = {
  name: 'mbg-cnbd',
  missing: unless(groceryIsThere, GROCERY_MISSING),
  measure: () => {
    const { model } = groceryFit();
    const k = model.family === 'MBG_CNBD' ? `k = ${model.k}` : model.family;
    return likelihood(groceryFit(), [...grocerySummaries().values()], -14_978.2, `grocery, ${k} of 1–4 chosen`);
  },
  workload: fitting(fitExpectedOrders),
};
